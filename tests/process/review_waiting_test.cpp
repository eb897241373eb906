// Submodel 5.5: how long managers take, managers who cannot stop anything, and barriers switched off.
#include "process/lever_makers.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr double certain = 700; ///< log-odds beyond every draw: exp(-700) is 0 beside any uniform

/// Every voice vetoes with these log-odds, at once.
Scenario voices(double log_odds)
{
    Scenario scenario;
    ReviewParameters& review = scenario.parameters.review;
    review.unit_manager_veto = review.middle_manager_veto = review.head_veto = log_odds;
    review.finance_veto = review.leadership_veto = log_odds;
    review.answer_chance = 1;
    review.appeal_chance = 0;
    return scenario;
}

} // namespace

TEST_CASE("managers who cannot veto never stop a proposal, whatever the rest")
{
    Workplace work({.branches = 30, .units = 40, .team_posts = 2}, voices(-certain));
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
    Scenario scenario = voices(certain);
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
    auto right = in_spell<RightToMutualise>(Month::of(2009, 1)); // of strength 1: it overrides all
    right.response_months = 3;
    Scenario scenario = voices(certain);
    scenario.levers = levers_of(right);
    scenario.parameters.review.answer_chance = 0.01;                          // a mean of 100 months
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

TEST_CASE("without a right the answer comes at the hazard of its chance a month",
          "[statistical]") // false alarm about 1e-10
{
    Scenario scenario = voices(certain);
    scenario.parameters.review.answer_chance = 0.2;
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
