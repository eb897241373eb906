// Submodel 5.4, the end of building a case: given up, voted down, carried, or imposed; and how long it takes.
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// Nobody launches.
Scenario patient()
{
    Scenario scenario;
    scenario.parameters.proposals.launch_rate = scenario.parameters.proposals.sponsor_rate = 0;
    return scenario;
}

} // namespace

TEST_CASE("building survives its hazard through its time, and the vote comes at its end",
          "[statistical]") // false alarm about 1e-10
{
    Scenario scenario = patient();
    ProposalParameters& p = scenario.parameters.proposals;
    p.building_abandonment = 0.05;
    p.building_months = 10;
    p.building_shape = 1e6; // ten months, nearly to the day
    Workplace work({.branches = 6000, .team_posts = 2, .ties_each = 1}, scenario);
    for (const UnitId u : work.people.units.ids()) {
        work.set_attitudes(u, 1);
        launch_proposal(work.lane, {u, 1}, Route::bottom_up, Cohort::none);
    }
    work.run_months(11, make_proposals);
    double voted = 0;
    for (const Proposal& proposal : work.lane.proposals)
        if (proposal.in_hand) {
            REQUIRE(proposal.decided == proposal.launched + 10);
            ++voted;
        }
    const double survive = std::pow(0.95, 9); // at the end of the tenth month it is finished, not given up
    CHECK(std::abs(voted - 6000 * survive) < binomial_tolerance(6000, survive));
    CHECK(work.exits(ExitReason::abandoned_building) == 6000 - voted);
}

TEST_CASE("a finished case is put to the vote in its month, one given up is not")
{
    Scenario scenario = patient();
    const bool removed = GENERATE(false, true);
    scenario.diagnostic.removed = removed ? 1U << static_cast<int>(ExitReason::abandoned_building) : 0;
    Workplace work({.units = 3}, scenario);
    for (const UnitId u : work.people.units.ids()) {
        work.set_attitudes(u, 1);
        Proposal& p = work.proposal(work.propose(u, Stage::building));
        p.stage_ends = 11;
        p.gives_up = 1000;
    }
    work.lane.proposals[1].gives_up = 7;
    work.lane.proposals[2].gives_up = 11; // finished in that month
    for (; work.lane.row < 12; next_month(work.lane)) {
        make_proposals(work.lane);
        CHECK((work.lane.proposals[0].stage == Stage::review) == (work.lane.row >= 11));
        CHECK(work.lane.proposals[1].in_hand == (removed || work.lane.row < 7));
    }
    CHECK(work.lane.proposals[2].stage == Stage::review);
    CHECK(work.over_time(Observable::ballots) == (removed ? 3 : 2));
    CHECK(work.exits(ExitReason::abandoned_building) == (removed ? 0 : 1));
}

TEST_CASE("a sponsor imposes a lost ballot with its chance, nobody else does",
          "[statistical]") // false alarm about 1e-10
{
    Scenario scenario = patient();
    scenario.parameters.proposals.impose_chance = 0.33;
    const Route route = GENERATE(Route::sponsored, Route::bottom_up);
    Workplace work({.branches = 4000, .team_posts = 2, .ties_each = 1}, scenario);
    for (const UnitId u : work.people.units.ids()) {
        work.set_attitudes(u, 0);
        work.proposal(work.propose({u, 1}, Stage::building, route)).stage_ends = 1;
    }
    make_proposals(work.lane);
    const double chance = route == Route::sponsored ? 0.33 : 0;
    const double lost = work.exits(ExitReason::lost_ballot);
    CHECK(std::abs(4000 - lost - 4000 * chance) < (chance > 0 ? binomial_tolerance(4000, chance) : 0.5));
    for (const Proposal& p : work.lane.proposals)
        REQUIRE(p.imposed == p.in_hand);
    CHECK(work.over_time(Observable::ballots_carried) == 0);
}
