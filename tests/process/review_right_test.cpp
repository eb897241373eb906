// Submodel 5.5: what a right to mutualise does, and what it cannot.
#include "process/lever_makers.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr double certain = 700; ///< log-odds beyond every draw: exp(-700) is 0 beside any uniform

/// Every voice vetoes for certain, at once, under this right.
Scenario hostile(const RightToMutualise& right)
{
    Scenario scenario = scenario_with(right);
    ReviewParameters& review = scenario.parameters.review;
    review.unit_manager_veto = review.middle_manager_veto = review.head_veto = certain;
    review.finance_veto = review.leadership_veto = certain;
    review.answer_chance = 1;
    review.appeal_chance = 0;
    return scenario;
}

RightToMutualise since_2009(double strength)
{
    auto right = in_spell<RightToMutualise>(Month::of(2009, 1));
    right.strength = strength;
    return right;
}

double logged(const Lane& lane, Decision decision)
{
    for (const DecisionRow& row : lane.trajectory.decisions)
        if (row.decision == static_cast<std::uint8_t>(decision))
            return row.probability;
    return -1;
}

} // namespace

TEST_CASE("an arbiter overrides for good cases only, and is paid a case")
{
    auto right = since_2009(1);
    right.arbiter = true;
    right.arbiter_threshold = 0.6;
    Workplace work({.branches = 11}, hostile(right)); // a single level each
    apply_policy(work.lane);
    for (std::uint32_t u = 0; u < 11; ++u)
        work.proposal(work.propose(UnitId{u}, Stage::review)).quality = u / 10.0;
    work.run_months(4, review_proposals);
    for (std::uint32_t u = 0; u < 11; ++u) {
        const Proposal& p = work.lane.proposals[u];
        CHECK(p.in_hand == (p.quality >= 0.6));
        CHECK(p.overridden == p.in_hand);
    }
    CHECK(work.exits(vetoed_at(1)) == 6);
    // Six cases are heard once, five by manager, finance and leadership.
    CHECK(work.cost_of_lever(0) == Approx((6 + 5 * 3) * work.parameters().trading.arbiter_cost));
    CHECK(work.over_time(Observable::overrides) == 15);
    CHECK(work.over_time(Observable::finance_vetoes) == 5);
    CHECK(work.over_time(Observable::leadership_vetoes) == 5);
}

TEST_CASE("an override brings the right's contract, and the right its cohort to cases of no other")
{
    auto right = since_2009(1);
    right.contract = GENERATE(0, 1, 2);
    Workplace work({.branches = 2}, hostile(right));
    apply_policy(work.lane);
    const ProposalId plain = work.propose(UnitId{0}, Stage::review);
    const ProposalId pathfinder = work.propose({UnitId{1}, 1}, Stage::review, Route::bottom_up, Cohort::pathfinder);
    work.run_months(3, review_proposals);
    for (const ProposalId id : {plain, pathfinder})
        CHECK(work.proposal(id).right_contract == right.contract);
    CHECK(work.proposal(plain).cohort == Cohort::right);
    CHECK(work.proposal(pathfinder).cohort == Cohort::pathfinder);
}

TEST_CASE(
    "a group invokes a right with 1 - reluctance (1 - strength)(1 - ballot), without a ballot as if nobody were for it")
{
    const auto [ballot, against] = GENERATE(table<double, double>({{0.7, 0.3}, {0.04, 0.96}, {-1, 1}}));
    Workplace work(TinyShape{}, hostile(since_2009(0.4)));
    work.parameters().review.invoke_reluctance = 0.5;
    apply_policy(work.lane);
    work.lane.log.decisions = true;
    work.proposal(work.propose(UnitId{0}, Stage::review)).ballot = ballot;
    work.run_months(3, review_proposals);
    CHECK(logged(work.lane, Decision::invoke_right) == Approx(1 - 0.5 * 0.6 * against));
}

TEST_CASE("answers and vetoes are counted in their services, vetoes by level, those above the eighth with it")
{
    Workplace work({.branches = 2, .units = 36}, hostile(since_2009(1))); // three levels, every veto overridden
    apply_policy(work.lane);
    for (const UnitId u : work.people.units.ids())
        work.propose(u, Stage::review);
    work.run_months(5, review_proposals);
    CHECK(work.over_time(Observable::reviews) == 3 * 72);
    for (const std::size_t level : {1U, 2U, 3U, 4U})
        CHECK(work.over_time(Observable::vetoes, level - 1) == (level <= 3 ? 72 : 0));
    CHECK(work.over_time(Observable::finance_vetoes) == 72);
    CHECK(work.over_time(Observable::leadership_vetoes) == 72);
    CHECK(work.over_time(Observable::overrides) == 5 * 72);
    CHECK(work.over_time(Observable::approvals) == 72);
    CHECK(work.over_time(Observable::approved_staff) == 72 * 6);

    for (const int level : {7, 8, 9}) {
        Workplace deep(TinyShape{}, hostile(since_2009(1)));
        apply_policy(deep.lane);
        deep.people.managers[ManagerId{0}].level = static_cast<std::uint8_t>(level);
        deep.propose(UnitId{0}, Stage::review);
        deep.run_months(3, review_proposals);
        CHECK(deep.over_time(Observable::vetoes, 6) == (level == 7 ? 1 : 0));
        CHECK(deep.over_time(Observable::vetoes, 7) == (level == 7 ? 0 : 1));
    }
}

TEST_CASE("a right never overrides a lost ballot")
{
    Workplace work({.branches = 20}, hostile(since_2009(1)));
    apply_policy(work.lane);
    for (const UnitId u : work.people.units.ids()) {
        work.set_attitudes(u, 0);
        work.proposal(work.propose(u, Stage::building)).stage_ends = 1;
    }
    work.parameters().proposals.launch_rate = work.parameters().proposals.sponsor_rate = 0;
    make_proposals(work.lane);
    review_proposals(work.lane);
    CHECK(work.exits(ExitReason::lost_ballot) == 20);
    CHECK(work.over_time(Observable::overrides) == 0);
}

TEST_CASE("a direct contract comes with the right also where nobody vetoes, a tender only with an override")
{
    auto right = since_2009(1);
    right.contract = GENERATE(1, 2);
    Scenario scenario = scenario_with(right);
    ReviewParameters& review = scenario.parameters.review;
    review.unit_manager_veto = review.head_veto = review.finance_veto = review.leadership_veto = -certain;
    review.answer_chance = 1;
    Workplace work(TinyShape{}, scenario);
    apply_policy(work.lane);
    const ProposalId id = work.propose(UnitId{0}, Stage::review);
    work.run_months(3, review_proposals);
    CHECK(work.proposal(id).stage == Stage::procurement);
    CHECK_FALSE(work.proposal(id).overridden);
    CHECK(work.proposal(id).right_contract == (right.contract == right_brings_direct ? right.contract : 0));
}
