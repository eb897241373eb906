// Submodel 5.5: what a right does and what it cannot, waiting, and managers who cannot stop anything.
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
        CHECK(p.under_right);
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

TEST_CASE("a group invokes a right with 1 - reluctance (1 - strength)(1 - ballot)")
{
    Workplace work(TinyShape{}, hostile(since_2009(0.4)));
    work.parameters().review.invoke_reluctance = 0.5;
    apply_policy(work.lane);
    work.lane.log.decisions = true;
    work.proposal(work.propose(UnitId{0}, Stage::review)).ballot = 0.7;
    work.run_months(3, review_proposals);
    CHECK(logged(work.lane, Decision::invoke_right) == Approx(1 - 0.5 * 0.6 * 0.3));
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

TEST_CASE("managers who cannot veto never stop a proposal, whatever the rest")
{
    Scenario scenario = hostile(since_2009(0));
    ReviewParameters& review = scenario.parameters.review;
    review.unit_manager_veto = review.middle_manager_veto = review.head_veto = -certain;
    review.finance_veto = review.leadership_veto = -certain;
    Workplace work({.branches = 30, .units = 40, .team_posts = 2}, scenario);
    for (const UnitId u : work.people.units.ids())
        work.propose(u, Stage::review);
    work.run_months(8, review_proposals);
    CHECK(work.all_exits() == 0);
    CHECK(work.over_time(Observable::reviews) == 30 * (40 + 40 + 40 + 40)); // four levels each
}

TEST_CASE("a barrier removed by a diagnostic is gone, and only that one")
{
    const auto removed = GENERATE(ExitReason::vetoed_level_1, ExitReason::vetoed_level_2, ExitReason::vetoed_level_3,
                                  ExitReason::vetoed_finance, ExitReason::vetoed_leadership);
    Scenario scenario = hostile(since_2009(0));
    scenario.levers = {};
    scenario.diagnostic.removed = ~(1U << static_cast<int>(removed)); // all the others
    Workplace work({.units = 12}, scenario);                          // three levels
    for (const UnitId u : work.people.units.ids())
        work.propose(u, Stage::review);
    work.run_months(6, review_proposals);
    CHECK(work.exits(removed) == 12);
    CHECK(work.all_exits() == 12);
    scenario.diagnostic.removed = ~0U;
    Workplace open({.units = 12}, scenario);
    for (const UnitId u : open.people.units.ids())
        open.propose(u, Stage::review);
    open.run_months(6, review_proposals);
    CHECK(open.all_exits() == 0);
}

TEST_CASE("each level answers after a geometric time, at most the right's response months")
{
    auto right = since_2009(1);
    right.response_months = 3;
    Scenario scenario = hostile(right);
    scenario.parameters.review.answer_chance = 0.01; // a mean of 100 months
    Workplace work({.branches = 10, .units = 40, .team_posts = 2}, scenario); // four levels
    apply_policy(work.lane);
    for (const UnitId u : work.people.units.ids())
        work.propose(u, Stage::review);
    work.run_months(1 + 4 * 3, review_proposals);
    int slowest = 0;
    for (const Proposal& p : work.lane.proposals) {
        REQUIRE(p.stage == Stage::procurement);
        slowest = std::max(slowest, p.approved - p.launched);
    }
    CHECK(slowest == 12);
}

TEST_CASE("without a right the answer comes at the hazard of its chance a month") // false alarm about 1e-10
{
    Scenario scenario;
    scenario.parameters.review.answer_chance = 0.2;
    scenario.parameters.review.unit_manager_veto = scenario.parameters.review.head_veto = certain;
    scenario.parameters.review.appeal_chance = 0;
    Workplace work({.branches = 8000, .team_posts = 2, .ties_each = 1}, scenario);
    for (const UnitId u : work.people.units.ids())
        work.propose(u, Stage::review);
    review_proposals(work.lane);
    double waiting = 8000;
    for (int month = 1; month <= 5; ++month) {
        next_month(work.lane);
        review_proposals(work.lane);
        const double answered = work.lane.trajectory.at(Observable::reviews, work.lane.row, 0);
        CHECK(std::abs(answered - waiting * 0.2) < binomial_tolerance(waiting, 0.2));
        waiting -= answered;
    }
}
