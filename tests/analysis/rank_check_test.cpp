// Simulation-based calibration: even ranks where likelihood and runs agree, and a verdict where they do not.
#include "mutualise/analysis/rank_check.hpp"
#include "mutualise/random/stream.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

namespace
{

/// Two statistics, lines in two parameters, with normal luck of deviation `luck`.
WaveRuns linear_runs(std::size_t points, double luck)
{
    WaveRuns runs;
    runs.values.resize(2);
    for (std::uint32_t p = 0; p < points; ++p) {
        Stream stream({4}, Purpose::test, p, 9);
        const double a = stream.uniform(), b = stream.uniform();
        runs.points.push_back({a, b});
        for (auto& of_statistic : runs.values)
            of_statistic.emplace_back();
        for (int r = 0; r < 3; ++r) {
            runs.values[0].back().push_back(3 * a + luck * stream.normal());
            runs.values[1].back().push_back(a + 2 * b + luck * stream.normal());
        }
    }
    return runs;
}

const std::vector<Observation> record{{1.5, 0.05, 0, "one"}, {1.5, 0.05, 0, "two"}};

} // namespace

// 200 histories; 6.2 standard errors of a normal: false alarm below 1e-9 each for an exact posterior, and emulators of
// lines are exact to far below the luck.
TEST_CASE("ranks of the truth are even where histories come from what was learned", "[statistical]")
{
    const RankCheck check = check_ranks(record, linear_runs(400, 0.3), 12, 4000);
    REQUIRE(check.ranks.size() == 2);
    CHECK(check.ranks[0].size() == 200);
    CHECK(check.effective_sample_size > 50); // 587 +- 48 over 12 other seeds: 11 deviations
    for (std::size_t k = 0; k < 2; ++k) {
        CHECK(std::fabs(check.deviation(k).mean) < 6.2);
        CHECK(std::fabs(check.deviation(k).spread) < 6.2);
    }
}

TEST_CASE("ranks betray a posterior that is too narrow, and one that leans")
{
    RankCheck check;
    check.ranks.resize(2);
    for (int i = 0; i < 200; ++i) {
        check.ranks[0].push_back(i % 2 == 0 ? 0.02 : 0.98); // the truth lies outside, either way
        check.ranks[1].push_back(0.5 + 0.5 * i / 200.0);    // the truth lies high
    }
    CHECK(check.deviation(0).spread > 20);
    CHECK(std::fabs(check.deviation(0).mean) < 0.1);
    CHECK(check.deviation(1).mean > 10);
}

// Even ranks have mean 1/2 and variance 1/12; (rank - 1/2)^2 has mean 1/12 and variance 1/80 - 1/144 = 1/180.
TEST_CASE("deviations of ranks follow their formulas on ranks reckoned by hand")
{
    // Mean 7/8: 3/8 off, in units of 1/sqrt(48). Mean square (1/4 + 1/16 + 1/4 + 1/16) / 4 = 5/32: 7/96 off, in units
    // of 1/sqrt(720).
    RankCheck check;
    check.ranks = {{1, 0.75, 1, 0.75}, {0, 0.25, 0, 0.25}};
    CHECK(check.deviation(0).mean == Approx(0.375 * std::sqrt(48.0)));
    CHECK(check.deviation(1).mean == Approx(-0.375 * std::sqrt(48.0)));
    for (const std::size_t k : {0U, 1U})
        CHECK(check.deviation(k).spread == Approx(7.0 / 96 * std::sqrt(720.0)));
}

TEST_CASE("too few points to learn from leave the method unchecked")
{
    CHECK(check_ranks(record, linear_runs(8, 0.3), 12, 100).ranks.empty());
}
