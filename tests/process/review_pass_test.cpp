// Submodel 5.5: with an equal veto p at each of L levels, a right of strength r and no voices at the head,
// P(pass) = (1 - p (1 - r))^L.
#include "process/lever_makers.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

Scenario equal_vetoes(double p, double r)
{
    auto right = in_spell<RightToMutualise>(Month::of(2009, 1));
    right.strength = r;
    Scenario scenario = scenario_with(right);
    ReviewParameters& review = scenario.parameters.review;
    review.unit_manager_veto = review.middle_manager_veto = review.head_veto = std::log(p / (1 - p));
    review.resistance_weight = review.quality_weight = review.ballot_weight = review.cuts_weight = 0;
    review.sponsor_weight = review.appeal_chance = review.invoke_reluctance = 0;
    review.answer_chance = 1;
    scenario.diagnostic.removed =
        1U << static_cast<int>(ExitReason::vetoed_finance) | 1U << static_cast<int>(ExitReason::vetoed_leadership);
    return scenario;
}

/// Proposals of all units of a population, one each, reviewed to their end.
struct Outcome {
    double proposals = 0, passed = 0;
    std::array<double, 4> vetoed{}; ///< by level
};

Outcome review_all(const TinyShape& shape, const Scenario& scenario, RunKey key)
{
    Workplace work(tiny_population(shape), scenario, key);
    apply_policy(work.lane);
    for (const UnitId u : work.people.units.ids())
        work.propose(u, Stage::review);
    work.run_months(6, review_proposals);
    Outcome outcome;
    for (const Proposal& p : work.lane.proposals) {
        CHECK(p.stage == (p.in_hand ? Stage::procurement : Stage::review));
        outcome.passed += p.in_hand;
    }
    outcome.proposals = static_cast<double>(work.lane.proposals.size());
    for (std::size_t level = 0; level < 4; ++level)
        outcome.vetoed[level] = work.exits(vetoed_at(static_cast<int>(level) + 1));
    CHECK(work.exits(ExitReason::vetoed_finance) + work.exits(ExitReason::vetoed_leadership) == 0);
    return outcome;
}

} // namespace

// 81 counts, each with a false alarm below 4e-11: 2e-9 together.
TEST_CASE("the chance to pass L equal levels under a right is (1 - p (1 - r))^L", "[statistical]")
{
    const double p = GENERATE(0.05, 0.4, 0.9), r = GENERATE(0.0, 0.35, 0.8);
    for (const auto& [units, levels] : {std::pair{1, 1}, {6, 2}, {36, 3}}) {
        const Outcome found = review_all({.branches = 10'800 / units, .units = units, .team_posts = 2, .ties_each = 1},
                                         equal_vetoes(p, r), run_key(7, static_cast<std::uint32_t>(levels)));
        const double pass = std::pow(1 - p * (1 - r), levels);
        CHECK(std::abs(found.passed - found.proposals * pass) < binomial_tolerance(found.proposals, pass));
        CHECK(found.proposals == 10'800);
        // Who is vetoed at a level has passed those below: 1e-10 each.
        for (int level = 1; level <= levels; ++level) {
            const double here = std::pow(1 - p * (1 - r), level - 1) * p * (1 - r);
            CHECK(std::abs(found.vetoed[static_cast<std::size_t>(level) - 1] - found.proposals * here) <
                  binomial_tolerance(found.proposals, here));
        }
    }
}

TEST_CASE("an appeal without a right saves a vetoed case with its chance", "[statistical]") // false alarm about 1e-10
{
    Scenario scenario = equal_vetoes(0.5, 1);
    scenario.levers = {};
    scenario.parameters.review.appeal_chance = 0.3;
    const Outcome found = review_all({.branches = 10'000, .team_posts = 2, .ties_each = 1}, scenario, RunKey{2});
    CHECK(std::abs(found.passed - 10'000 * 0.65) < binomial_tolerance(10'000, 0.65));
}

TEST_CASE("with a right of strength 1 and no arbiter no veto is final")
{
    Scenario scenario = equal_vetoes(0.9, 1);
    scenario.parameters.review.invoke_reluctance = 1; // nobody is reluctant about a right of strength 1
    scenario.parameters.review.finance_veto = scenario.parameters.review.leadership_veto = 5;
    scenario.diagnostic = {};
    const Outcome found = review_all({.branches = 30, .units = 36, .team_posts = 2}, scenario, RunKey{3});
    CHECK(found.passed == found.proposals);
}

TEST_CASE("a stronger right never loses a case that a weaker one saved")
{
    std::vector<bool> before;
    for (const double strength : {0.0, 0.3, 0.7, 1.0}) {
        Workplace work({.branches = 20, .units = 36, .team_posts = 2}, equal_vetoes(0.6, strength));
        work.parameters().review.invoke_reluctance = 0.5;
        apply_policy(work.lane);
        for (const UnitId u : work.people.units.ids())
            work.propose(u, Stage::review);
        work.run_months(6, review_proposals);
        std::vector<bool> passed;
        for (const Proposal& p : work.lane.proposals)
            passed.push_back(p.in_hand);
        for (std::size_t i = 0; i < before.size(); ++i)
            REQUIRE((!before[i] || passed[i]));
        before = passed;
    }
}
