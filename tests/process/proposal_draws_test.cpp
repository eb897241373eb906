// Submodels 5.4 to 5.7: the times of a proposal and its launch are draws of its own: held against their keys as
// docs/model.md says them. Decisions are in decision_draws_test.cpp.
#include "process/draws.hpp"
#include "process/market.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// A workplace whose units have launched 0 to 2 times before.
struct Veterans : Workplace {
    Veterans(const TinyShape& shape, const Scenario& chosen) : Workplace(shape, chosen)
    {
        for (const UnitId u : people.units.ids())
            lane.units[u].attempts = static_cast<std::uint16_t>(u.value % 3);
    }
    Stream draw(UnitId u, Purpose purpose, std::uint32_t counterpart = 0) const
    {
        return {lane.key, purpose, u.value, u.value % 3, counterpart};
    }
};

constexpr std::uint32_t asked = 1; ///< counterpart of the pension bond's demand

} // namespace

TEST_CASE("the times of building a case are drawn by unit and attempt")
{
    Scenario scenario;
    scenario.parameters.proposals.building_months = 6;
    scenario.parameters.proposals.building_shape = 4;
    scenario.parameters.proposals.building_abandonment = 0.05;
    Veterans work({.branches = 60}, scenario);
    for (const UnitId u : work.people.units.ids()) {
        const Proposal& p = work.proposal(launch_proposal(work.lane, {u, 1}, Route::bottom_up, Cohort::none));
        CHECK(p.stage_ends - work.lane.row == gamma_months(work.draw(u, Purpose::building_time), 6, 4));
        CHECK(p.gives_up - work.lane.row == geometric_months(work.draw(u, Purpose::building_survival).uniform(), 0.05));
    }
}

TEST_CASE("the times of mobilising and of a court are drawn by unit and attempt, and a court stops both clocks")
{
    Scenario scenario;
    MobilisationParameters& parameters = scenario.parameters.mobilisation;
    parameters.months = 9;
    parameters.shape = 4;
    parameters.abandonment = 0.03;
    parameters.abandonment_request = 0.06;
    parameters.challenge_base = 700; // certainly
    parameters.challenge_months = 5;
    parameters.challenge_end = 0.5;
    Veterans work({.branches = 60}, scenario);
    for (const UnitId u : work.people.units.ids()) {
        const bool request = u.value % 2 == 0;
        const ProposalId id =
            work.propose({u, 1}, Stage::procurement, Route::bottom_up, request ? Cohort::rtr2 : Cohort::none);
        begin_mobilisation(work.lane, id);
        const Proposal& p = work.proposal(id);
        const int delay = gamma_months(work.draw(u, Purpose::legal_delay), 5, 2);
        const double luck = work.draw(u, Purpose::mobilisation_survival).uniform();
        CHECK(p.stage_ends - work.lane.row == delay + gamma_months(work.draw(u, Purpose::mobilisation_time), 9, 4));
        CHECK(p.gives_up - work.lane.row == delay + geometric_months(luck, request ? 0.06 : 0.03));
        const bool ended = work.draw(u, Purpose::legal_end).uniform() < 0.5;
        CHECK(p.court_ends == (ended ? work.lane.row + delay : -1));
    }
}

TEST_CASE("whether a pension bond is asked for is drawn by unit and attempt, apart from who guarantees it")
{
    Scenario scenario;
    MobilisationParameters& parameters = scenario.parameters.mobilisation;
    parameters.months = 1;
    parameters.shape = 50;
    parameters.abandonment = 0;
    parameters.challenge_base = -700; // no courts
    parameters.challenge_value = parameters.challenge_direct = parameters.challenge_density = 0;
    parameters.pension_guarantee_chance = 0.5;
    scenario.parameters.procurement.partner_chance = 0;
    Veterans work({.branches = 60}, scenario);
    // A draw as high as the chance is no yes.
    const double chance = work.parameters().mobilisation.pension_bond_chance =
        work.draw(UnitId{0}, Purpose::pension_bond, asked).uniform();
    work.lane.log.decisions = true;
    for (const UnitId u : work.people.units.ids())
        begin_mobilisation(work.lane, work.propose(u, Stage::procurement));
    work.run_months(6, mobilise);
    std::set<std::uint32_t> bonds; // of the proposals of which one was asked
    for (const DecisionRow& row : work.lane.trajectory.decisions)
        if (row.decision == static_cast<std::uint8_t>(Decision::pension_bond))
            bonds.insert(row.proposal);
    for (const UnitId u : work.people.units.ids()) {
        const bool bond = work.draw(u, Purpose::pension_bond, asked).uniform() < chance;
        const bool guaranteed = work.draw(u, Purpose::pension_bond).uniform() < 0.5;
        CHECK(bonds.count(u.value) == (bond ? 1 : 0));
        CHECK((work.lane.units[u].owner == OwnerKind::mutual) == (!bond || guaranteed));
    }
    CHECK((bonds.size() > 10 && bonds.size() < 50));
}

TEST_CASE("a direct award's time is drawn by unit and attempt")
{
    Scenario scenario;
    scenario.parameters.procurement = Market::neutral();
    scenario.parameters.procurement.direct_council = 1;
    scenario.parameters.procurement.direct_months = 5;
    scenario.parameters.procurement.direct_shape = 4;
    Veterans work({.branches = 60}, scenario);
    apply_policy(work.lane);
    for (const UnitId u : work.people.units.ids())
        work.propose(u, Stage::procurement);
    work.run_months(40, run_procurement);
    for (const Proposal& p : work.lane.proposals)
        CHECK(p.awarded == 1 + gamma_months(work.draw(p.units.first, Purpose::direct_time), 5, 4));
}

TEST_CASE("each level's answer takes a time of its own, drawn by unit and attempt")
{
    Scenario scenario;
    ReviewParameters& parameters = scenario.parameters.review;
    parameters.unit_manager_veto = parameters.middle_manager_veto = parameters.head_veto = -700; // never
    parameters.answer_chance = 0.3;
    Veterans work({.branches = 20, .units = 6}, scenario);
    for (const UnitId u : work.people.units.ids())
        work.propose(u, Stage::review);
    std::vector<std::uint32_t> level(120, 0); // that was asked last
    for (int month = 0; month < 12; ++month) {
        review_proposals(work.lane);
        for (const UnitId u : work.people.units.ids()) {
            const Proposal& p = work.lane.proposals[u.value];
            const std::uint32_t now = p.manager.exists() ? work.people.managers[p.manager].level : 0;
            if (p.stage != Stage::review || now == level[u.value])
                continue;
            level[u.value] = now;
            CHECK(p.stage_ends - work.lane.row ==
                  geometric_months(work.draw(u, Purpose::review_time, now).uniform(), 0.3));
        }
        next_month(work.lane);
    }
    CHECK(std::count(level.begin(), level.end(), 0U) == 0);
    CHECK(std::count(level.begin(), level.end(), 2U) > 60);
}

TEST_CASE("a sponsor is drawn by branch and month, and what it takes by branch and attempt")
{
    Scenario scenario;
    ProposalParameters& parameters = scenario.parameters.proposals;
    parameters.launch_rate = 0;
    parameters.sponsor_rate = 2 * std::log(2); // an even chance, as every other sponsor is willing
    parameters.sponsor_base = 0;
    parameters.whole_branch_chance = 0.5;
    parameters.building_months = 36;
    parameters.building_shape = 50; // none is finished
    Workplace work({.branches = 100, .units = 4}, scenario);
    for (const BranchId b : work.people.branches.ids())
        work.lane.sponsor_attempts[b] = static_cast<std::uint16_t>(b.value % 3);
    apply_policy(work.lane);
    const auto month = static_cast<std::uint32_t>(work.lane.month.value);
    make_proposals(work.lane);
    std::size_t launched = 0;
    for (std::uint32_t b = 0; b < 100; ++b) {
        std::uint32_t taken = 0, at = 0;
        for (std::uint32_t u = 0; u < 4; ++u)
            if (work.lane.units[UnitId{4 * b + u}].proposal.exists()) {
                ++taken;
                at = u;
            }
        const bool sponsored = uniform(work.lane.key, Purpose::sponsor, b, month) < 0.5;
        CHECK((taken > 0) == sponsored);
        if (!sponsored)
            continue;
        ++launched;
        const bool whole = uniform(work.lane.key, Purpose::whole_branch, b, b % 3) < 0.5;
        CHECK(taken == (whole ? 4U : 1U));
        if (!whole)
            CHECK(at == Stream(work.lane.key, Purpose::whole_branch, b, b % 3, 1).below(4));
    }
    CHECK(work.lane.proposals.size() == launched);
}
