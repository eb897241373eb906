// Intervals against published tables, closed forms and their own promise.
#include "mutualise/analysis/intervals.hpp"

#include "mutualise/random/stream.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

TEST_CASE("quantiles of Student's t agree with the published table and with its closed forms")
{
    // Student's t, 95 % and 97.5 % (any statistical table, three places).
    CHECK(student_t_quantile(0.95, 1) == Approx(6.314).margin(5e-4));
    CHECK(student_t_quantile(0.95, 5) == Approx(2.015).margin(5e-4));
    CHECK(student_t_quantile(0.95, 31) == Approx(1.696).margin(5e-4));
    CHECK(student_t_quantile(0.975, 10) == Approx(2.228).margin(5e-4));
    CHECK(student_t_quantile(0.975, 1000) == Approx(1.962).margin(5e-4));
    for (const double p : {0.6, 0.8, 0.95, 0.999}) {
        // One degree of freedom: Cauchy's tan(pi (p - 1/2)); two: (2p - 1) / sqrt(2 p (1 - p)).
        CHECK(student_t_quantile(p, 1) == Approx(std::tan(M_PI * (p - 0.5))).epsilon(1e-10));
        CHECK(student_t_quantile(p, 2) == Approx((2 * p - 1) / std::sqrt(2 * p * (1 - p))).epsilon(1e-10));
        CHECK(student_t_quantile(1 - p, 7) == Approx(-student_t_quantile(p, 7)).epsilon(1e-10));
    }
    CHECK(student_t_quantile(0.5, 3) == 0);
}

TEST_CASE("a mean's half-width is its standard error times Student's t, and one value has none")
{
    const std::vector<double> values{4, 1, 2, 9}; // mean 4, squares 38, error sqrt(38 / 3 / 4)
    const MeanEstimate mean = mean_of(values);
    CHECK(mean.mean == 4);
    CHECK(mean.standard_error == Approx(std::sqrt(38.0 / 12)));
    CHECK(half_width(mean, 0.9) == Approx(2.3534 * std::sqrt(38.0 / 12)).epsilon(1e-4)); // t(0.95; 3)
    CHECK(std::isinf(half_width(mean_of(std::vector<double>{7}))));
}

// Squares of the numbers themselves would be 2^102, without a digit left for the deviations.
TEST_CASE("a small spread about a large mean loses no digits")
{
    const double large = 0x1p51;
    const MeanEstimate mean = mean_of(std::vector<double>{large - 3, large, large + 3});
    CHECK(mean.mean == large);
    CHECK(mean.standard_error == Approx(std::sqrt(18.0 / 2 / 3)));
}

TEST_CASE("exact intervals cover a chance at least as often as they say, whatever it is")
{
    // Exact, by summing the binomial: nothing is drawn.
    for (const double confidence : {0.8, 0.9, 0.99})
        for (const std::uint64_t runs : {8U, 32U, 100U})
            for (const double p : {0.001, 0.05, 0.31, 0.5, 0.9, 0.997}) {
                double covered = 0;
                for (std::uint64_t hits = 0; hits <= runs; ++hits) {
                    const Chance c = exact_chance(hits, runs, confidence);
                    const auto h = static_cast<double>(hits), n = static_cast<double>(runs);
                    const double mass = std::exp(std::lgamma(n + 1) - std::lgamma(h + 1) - std::lgamma(n - h + 1) +
                                                 h * std::log(p) + (n - h) * std::log1p(-p));
                    if (c.low <= p && p <= c.high)
                        covered += mass;
                }
                CAPTURE(confidence, runs, p);
                CHECK(covered >= confidence - 1e-9);
            }
}

TEST_CASE("the interval of a mean covers it as often as it says", "[statistical]")
{
    // 4,000 samples of 8 normal values: the count of covering intervals is binomial(4,000, 0.9), 3,600 with standard
    // deviation 19; 120 either way has a chance of 7e-10, by summing the binomial.
    int covered = 0;
    for (std::uint32_t repeat = 0; repeat < 4000; ++repeat) {
        Stream stream(RunKey{7}, Purpose::test, repeat, 1);
        std::vector<double> values;
        for (int i = 0; i < 8; ++i)
            values.push_back(3 + 2 * stream.normal());
        const MeanEstimate mean = mean_of(values);
        covered += std::fabs(mean.mean - 3) <= half_width(mean, 0.9);
    }
    CHECK(std::abs(covered - 3600) < 120);
}

TEST_CASE("a resample draws every place as often as any other, and the same again", "[statistical]")
{
    std::vector<int> counts(10);
    for (std::uint32_t repeat = 0; repeat < 2000; ++repeat)
        for (const std::uint32_t place : resample(5, repeat, 10))
            ++counts.at(place);
    // Each count is binomial(20,000, 0.1): standard deviation 42.4; 6.7 of them, ten counts: below 1e-9.
    for (const int count : counts)
        CHECK(std::abs(count - 2000) < 285);
    CHECK(resample(5, 3, 10) == resample(5, 3, 10));
}

// Draws kept for resampling, of step 0: step 1 shuffles hits (prim_boxes.cpp).
TEST_CASE("a resample is the draws of its seed and number, and of no other")
{
    for (const std::uint32_t repeat : {0U, 1U, 7U}) {
        Stream draws({5}, Purpose::resampling, repeat, 0);
        std::vector<std::uint32_t> expected;
        for (int i = 0; i < 12; ++i)
            expected.push_back(draws.below(12));
        CHECK(resample(5, repeat, 12) == expected);
    }
    CHECK(resample(5, 3, 10) != resample(6, 3, 10));
    CHECK(resample(5, 0, 0).empty());
}
