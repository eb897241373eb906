// Submodel 5.4: who does not launch.
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

#include <span>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// A unit with a champion launches for certain.
Scenario certain()
{
    Scenario scenario;
    scenario.parameters.proposals.launch_rate = 1e9;
    scenario.parameters.proposals.sponsor_rate = 0;
    scenario.parameters.proposals.building_months = 36;
    scenario.parameters.proposals.building_abandonment = 0;
    return scenario;
}

} // namespace

TEST_CASE("no champions, no sponsors, no deadline: nothing happens in 68 months")
{
    Scenario scenario = certain();
    scenario.parameters.proposals.champion_share = 0;
    Workplace work({.branches = 3, .units = 40, .teams = 2}, scenario);
    const std::span<Lane> lanes(&work.lane, 1);
    start_attitudes(work.people, lanes, work.crowd);
    for (int month = 0; month < scenario.horizon.months(); ++month) {
        apply_policy(work.lane);
        apply_austerity(work.lane);
        renew_staff(work.people, lanes, work.crowd);
        update_attitudes(work.people, lanes, work.crowd);
        for (const auto process : {make_proposals, review_proposals, meet_deadlines, run_procurement, mobilise, trade,
                                   update_contractors, record_precedents})
            process(work.lane);
        if (month + 1 < scenario.horizon.months())
            next_month(work.lane);
    }
    CHECK(work.lane.proposals.empty());
    CHECK(work.lane.tenders.empty());
    CHECK(work.lane.mutuals.empty());
    for (const UnitState& unit : work.lane.units) {
        CHECK(unit.stage == Stage::public_body);
        CHECK(unit.owner == OwnerKind::public_body);
        CHECK_FALSE(unit.divested);
    }
}

TEST_CASE("with one champion in a unit that unit launches, alone")
{
    Workplace work({.branches = 2, .units = 5}, certain());
    work.crowd.champions[7] = 1;
    make_proposals(work.lane);
    REQUIRE(work.lane.proposals.size() == 1);
    CHECK(work.lane.proposals[0].units == IdRange<UnitId>{UnitId{7}, 1});
    CHECK(work.lane.proposals[0].route == Route::bottom_up);
    CHECK(work.lane.units[UnitId{7}].stage == Stage::building);
}

TEST_CASE("a unit whose proposal died waits out its cooling-off to the month")
{
    Workplace work(TinyShape{.units = 2}, certain());
    work.parameters().proposals.cooling_off_months = 18;
    work.crowd.champions[0] = 3;
    make_proposals(work.lane);
    next_month(work.lane);
    end_proposal(work.lane, ProposalId{0}, ExitReason::lost_ballot);
    const int died = work.lane.row;
    for (int month = 0; month < 30; ++month) {
        make_proposals(work.lane);
        CHECK((work.lane.proposals.size() == 2) == (work.lane.row >= died + 18));
        next_month(work.lane);
    }
    CHECK(work.lane.proposals[1].launched == died + 18);
    CHECK(work.lane.proposals[1].attempt == 1);
}

TEST_CASE("an ineligible unit, one put to tender, one outside or one at work on a proposal does not launch")
{
    Workplace work(TinyShape{.units = 5}, certain());
    for (const UnitId u : work.people.units.ids())
        work.crowd.champions[u.value] = 50;
    work.lane.policy[0].eligible_share = static_cast<double>(work.people.units[UnitId{0}].eligibility); // just not
    for (std::uint32_t u = 1; u < 5; ++u)
        work.people.units[UnitId{u}].eligibility = 0;
    work.lane.units[UnitId{1}].tender = TenderId{0};
    const ProposalId busy = work.propose(UnitId{2}, Stage::mobilising);
    work.found(UnitId{3});
    const std::size_t before = work.lane.proposals.size();
    make_proposals(work.lane);
    REQUIRE(work.lane.proposals.size() == before + 1);
    CHECK(work.lane.proposals.back().units.first == UnitId{4});
    CHECK(work.lane.units[UnitId{2}].proposal == busy);
}

TEST_CASE("where nobody is eligible nobody launches or sponsors")
{
    Scenario scenario = certain();
    scenario.parameters.proposals.sponsor_rate = 1e9;
    Workplace work({.branches = 4, .units = 5}, scenario);
    work.lane.policy[0].eligible_share = 0;
    for (const UnitId u : work.people.units.ids())
        work.crowd.champions[u.value] = 50;
    work.run_months(12, make_proposals);
    CHECK(work.lane.proposals.empty());
}
