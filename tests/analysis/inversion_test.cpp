// Targets turned round: levels with published sample sizes, dates and fronts by hand.
#include "mutualise/analysis/binomial.hpp"
#include "mutualise/analysis/inversion.hpp"
#include "mutualise/random/stream.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>
#include <numeric>

using namespace mutualise;
using Catch::Contains;

namespace
{

std::vector<double> one_to(std::uint32_t count)
{
    std::vector<double> values(count);
    std::iota(values.begin(), values.end(), 1.0);
    return values;
}

constexpr Month july = Month::of(2012, 7);

} // namespace

TEST_CASE("the runs that a bound needs are those of Wilks' tables")
{
    CHECK(runs_for_a_bound(0.9, 0.95) == 29);
    CHECK(runs_for_a_bound(0.95, 0.95) == 59);
    CHECK(runs_for_a_bound(0.9, 0.9) == 22);
    // The second worst from 46 runs on, the third from 61, at 90 % and 95 % confidence.
    for (const auto& [runs, rank] : {std::pair(28U, 0U), {29U, 1U}, {45U, 1U}, {46U, 2U}, {60U, 2U}, {61U, 3U}}) {
        INFO(runs << " runs");
        CHECK(largest_goal(one_to(runs), Comparison::at_least, 0.9, 0.95).rank == rank);
    }
}

TEST_CASE("the bound is the ranked run from the worst, whichever side is worse, and says where runs are too few")
{
    const GoalLevel most = largest_goal(one_to(46), Comparison::at_least, 0.9, 0.95);
    CHECK(most.bound == 2);
    CHECK(most.estimate == Approx(5.5)); // a tenth of the way from 1 to 46
    const GoalLevel least = largest_goal(one_to(46), Comparison::at_most, 0.9, 0.95);
    CHECK(least.bound == 45);
    CHECK(least.estimate == Approx(41.5));
    CHECK_FALSE(largest_goal(one_to(28), Comparison::at_least, 0.9, 0.95).bound);
}

// The bound holds in at least 95 % of samples. Of 2,000 repeats at exactly P(Binomial(46, .1) >= 2) = .952 or so fewer
// than 92 % (1,840) has a chance below 1e-9 (six standard deviations and more).
TEST_CASE("the bound is met with the wanted probability in as many samples as its confidence says", "[statistical]")
{
    int covered = 0;
    for (std::uint32_t repeat = 0; repeat < 2000; ++repeat) {
        Stream stream({5}, Purpose::test, repeat, 0);
        std::vector<double> values(46);
        for (double& value : values)
            value = std::floor(-std::log(stream.uniform()) * 20); // with ties
        // P(X >= x) of whole x is exp(-x / 20).
        covered += std::exp(-*largest_goal(values, Comparison::at_least, 0.9, 0.95).bound / 20) >= 0.9;
    }
    CHECK(covered >= 1840);
}

TEST_CASE("the latest start is the last certified one, and what stands in doubt after it is named")
{
    using enum Verdict;
    const Starts starts{{july, july + 3, july + 6, july + 9, july + 12},
                        {1, 0.98, 0.92, 0.85, 0.2},
                        {feasible, feasible, undecided, undecided, infeasible}};
    const LatestStart latest = latest_start(starts, 0.9);
    CHECK(latest.certified == july + 3);
    CHECK(latest.unbroken == july + 3);
    CHECK(latest.estimated == july + 6);
    CHECK(latest.undecided_after == july + 9);
    CHECK(latest.warning.empty());
}

TEST_CASE("no start that meets the goal gives no date")
{
    const LatestStart latest = latest_start({{july}, {0.2}, {Verdict::infeasible}}, 0.9);
    CHECK_FALSE(latest.certified);
    CHECK_FALSE(latest.unbroken);
    CHECK_FALSE(latest.estimated);
    CHECK_FALSE(latest.undecided_after);
}

TEST_CASE("where a later start does better than an earlier one, it is said")
{
    using enum Verdict;
    const Starts starts{
        {july, july + 1, july + 2, july + 3}, {0.95, 0.1, 1, 0.1}, {feasible, infeasible, feasible, infeasible}};
    const LatestStart latest = latest_start(starts, 0.9);
    CHECK(latest.certified == july + 2);
    CHECK(latest.unbroken == july);
    CHECK_THAT(latest.warning, Contains("2012-09 meets") && Contains("2012-08 does not"));
    // The first start counts as any other.
    const LatestStart second = latest_start({{july, july + 1}, {0.1, 1}, {infeasible, feasible}}, 0.9);
    CHECK_THAT(second.warning, Contains("a start in 2012-08 meets the goal and one in 2012-07 does not"));
    CHECK(second.certified == july + 1);
    CHECK_FALSE(second.unbroken);
    const LatestStart luck =
        latest_start({{july, july + 1}, {0.88, 0.91}, {Verdict::undecided, Verdict::undecided}}, 0.9);
    CHECK_THAT(luck.warning, Contains("2012-08 reaches the probability and 2012-07 does not (perhaps luck)"));
    // Who just reaches it does reach it.
    const LatestStart even =
        latest_start({{july, july + 1}, {0.9, 0.91}, {Verdict::undecided, Verdict::undecided}}, 0.9);
    CHECK(even.warning.empty());
    CHECK(even.estimated == july + 1);
    CHECK(latest_start({{july}, {0.9}, {Verdict::undecided}}, 0.9).estimated == july);
}

TEST_CASE("the front keeps what no other setting beats in cost and chance")
{
    const double none = std::numeric_limits<double>::quiet_NaN();
    //                              0    1    2    3    4    5     6
    const std::vector<double> cost{30, 10, 20, 20, 10, 40, none};
    const std::vector<double> chance{0.9, 0.2, 0.5, 0.6, 0.1, 0.9, 1};
    CHECK(cost_front(cost, chance) == std::vector<std::size_t>{1, 3, 0});
    CHECK(cost_front({5, 5}, {0.5, 0.5}) == std::vector<std::size_t>{0, 1}); // equals stay
    CHECK(cost_front({5, 5, 5}, {0, 0, 0.1}) == std::vector<std::size_t>{2});
    CHECK(cost_front({0, 5, 5}, {0.5, 0.5, 0.5}) == std::vector<std::size_t>{0});
}
