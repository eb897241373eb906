// The sampler against posteriors that are known: Beta-binomial, normal-normal, the volume of a ball.
#include "mutualise/analysis/tempering.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <functional>

using namespace mutualise;

namespace
{

struct Moments {
    double mean = 0, variance = 0;
};

Moments moments(const std::vector<double>& values)
{
    Moments m;
    for (const double value : values)
        m.mean += value / static_cast<double>(values.size());
    for (const double value : values)
        m.variance += (value - m.mean) * (value - m.mean) / static_cast<double>(values.size());
    return m;
}

std::vector<double> column(const TemperedSample& sample, std::size_t k)
{
    std::vector<double> out;
    for (const auto& point : sample.points)
        out.push_back(point[k]);
    return out;
}

} // namespace

// Tolerances: six standard errors of as many independent draws as a quarter of the particles. Over 12 other seeds the
// estimates spread by 0.6 of one at most, and variances by 2 % and log evidences by 0.012 and 0.033: the margins are at
// least seven deviations, a false alarm below 1e-11 each.
TEST_CASE("seven successes of ten under an even prior give Beta(8, 4) and the evidence 1/1320", "[statistical]")
{
    const TemperedSample sample = sample_posterior(
        1, [](std::span<const double> u) { return 7 * portable::log(u[0]) + 3 * portable::log(1 - u[0]); },
        {4000, 8, 3});
    const Moments found = moments(column(sample, 0));
    const double variance = 8.0 * 4 / (12 * 12 * 13);
    CHECK(found.mean == Approx(8.0 / 12).margin(6 * std::sqrt(variance / 1000)));
    CHECK(found.variance == Approx(variance).epsilon(0.25));
    CHECK(sample.log_evidence == Approx(-std::log(1320.0)).margin(0.15));
    CHECK(sample.steps.back() == 1);
}

TEST_CASE("a normal mean under a normal prior has the known posterior, whatever stands beside it", "[statistical]")
{
    // mean ~ N(2, 3²) by its quantile function; 9 measurements of deviation 1.5 average 4.
    const auto mean_at = [](double u) { return 2 + 3 * portable::normal_quantile(std::min(1 - 1e-12, u + 1e-13)); };
    const TemperedSample sample = sample_posterior(3,
                                                   [&](std::span<const double> u) {
                                                       const double gap = 4 - mean_at(u[1]);
                                                       return -0.5 * gap * gap / (1.5 * 1.5 / 9);
                                                   },
                                                   {4000, 10, 5});
    std::vector<double> means;
    for (const double u : column(sample, 1))
        means.push_back(mean_at(u));
    const double precision = 1 / 9.0 + 4, expected = (2 / 9.0 + 4 * 4) / precision;
    CHECK(moments(means).mean == Approx(expected).margin(6 * std::sqrt(1 / precision / 1000)));
    CHECK(moments(means).variance == Approx(1 / precision).epsilon(0.25));
    for (const std::size_t idle : {0U, 2U}) { // still even
        CHECK(moments(column(sample, idle)).mean == Approx(0.5).margin(6 * std::sqrt(1 / 12.0 / 1000)));
        CHECK(moments(column(sample, idle)).variance == Approx(1 / 12.0).epsilon(0.25));
    }
}

TEST_CASE("a ridge across the cube keeps its correlation and its margins, however long the particles walk",
          "[statistical]")
{
    constexpr double steepness = 3;
    const auto density = [](double a, double b) { return std::exp(-steepness * (a + b - 1) * (a + b - 1)); };
    double all = 0, mean = 0, square = 0, product = 0; // by the midpoint rule
    constexpr int cells = 400;
    for (int i = 0; i < cells; ++i)
        for (int j = 0; j < cells; ++j) {
            const double a = (i + 0.5) / cells, b = (j + 0.5) / cells, weight = density(a, b);
            all += weight;
            mean += weight * a;
            square += weight * a * a;
            product += weight * a * b;
        }
    const double variance = square / all - mean * mean / all / all;
    const double correlation = (product / all - mean * mean / all / all) / variance;
    const TemperedSample sample = sample_posterior(
        3, [](std::span<const double> u) { return -steepness * (u[0] + u[1] - 1) * (u[0] + u[1] - 1); },
        {4000, 8, 13, 96});
    const std::vector<double> a = column(sample, 0), b = column(sample, 1);
    double together = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        together += (a[i] - moments(a).mean) * (b[i] - moments(b).mean) / static_cast<double>(a.size());
    CHECK(moments(a).mean == Approx(0.5).margin(6 * std::sqrt(variance / 1000)));
    CHECK(moments(a).variance == Approx(variance).epsilon(0.25));
    CHECK(moments(column(sample, 2)).variance == Approx(1 / 12.0).epsilon(0.25));
    CHECK(together / std::sqrt(moments(a).variance * moments(b).variance) ==
          Approx(correlation).margin(6 * (1 - correlation * correlation) / std::sqrt(1000)));
}

TEST_CASE("what is not ruled out is sampled evenly, and its volume found", "[statistical]")
{
    // A ball of radius 0.2 in the cube.
    const TemperedSample sample = sample_within(3,
                                                [](std::span<const double> u) {
                                                    double squared = 0;
                                                    for (const double x : u)
                                                        squared += (x - 0.6) * (x - 0.6);
                                                    return std::sqrt(squared);
                                                },
                                                0.2, {4000, 10, 7});
    CHECK(sample.steps.back() == 0.2);
    CHECK(std::adjacent_find(sample.steps.begin(), sample.steps.end(), std::less_equal<>()) == sample.steps.end());
    double within_half = 0;
    for (const double value : sample.values) {
        CHECK(value <= sample.steps.back());
        within_half += value <= 0.1 ? 1 : 0;
    }
    CHECK(within_half / 4000 == Approx(0.125).margin(6 * std::sqrt(0.125 * 0.875 / 1000))); // (1/2)³
    CHECK(sample.log_evidence == Approx(std::log(4.0 / 3 * 3.14159265 * 0.008)).margin(0.25));
}

// Four particles that never move keep the best three, one of them twice, whichever luck says. Where that is the best,
// two copies of it and the next best are kept, one of them twice again: the best in two cases of three, and then all
// four are copies of it; in every other case more values than one are left for good. So all four are alike with a
// chance of 1/3 x 2/3; one luck for all steps would double the same place again: 1/3. Of 2,000 searches 120 more or
// fewer than 4000/9 have a chance of 1.8e-10: the false alarm.
TEST_CASE("every step of a search resamples with luck of its own", "[statistical]")
{
    int alike = 0;
    for (std::uint32_t search = 0; search < 2000; ++search) {
        const TemperedSample sample =
            sample_within(1, [](std::span<const double> u) { return u[0]; }, 0, {4, 0, search});
        alike += std::count(sample.values.begin(), sample.values.end(), sample.values.front()) == 4 ? 1 : 0;
    }
    CHECK(alike == Approx(4000.0 / 9).margin(120));
}

TEST_CASE("where no place is near enough the search ends all the same, above its threshold")
{
    const TemperedSample sample = sample_within(2, [](std::span<const double>) { return 1.0; }, 0.5, {10, 1, 3});
    CHECK(sample.steps.back() == 1);
    CHECK(sample.log_evidence == Approx(0).margin(1e-12)); // the whole cube is as near
    CHECK(sample.points.size() == 10);
}

TEST_CASE("samples are the same for any number of threads")
{
    const PlaceFunction function = [](std::span<const double> u) { return -20 * (u[0] - u[1]) * (u[0] - u[1]); };
    const auto sampled = [&](int threads) {
        const ThreadLimit limit(threads);
        return sample_posterior(2, function, {500, 4, 11});
    };
    const TemperedSample one = sampled(1), four = sampled(4);
    CHECK(one.points == four.points);
    CHECK(one.values == four.values);
    CHECK(one.log_evidence == four.log_evidence);
}

TEST_CASE("systematic resampling takes each place floor or ceiling of its expected times")
{
    const std::vector<double> weights{0.1, 0.4, 0, 0.25, 0.25};
    for (const double luck : {0.01, 0.37, 0.99}) {
        std::vector<int> times(5);
        for (const std::size_t place : resample_systematically(weights, 10, luck))
            ++times[place];
        CHECK(times[0] == 1);
        CHECK(times[1] == 4);
        CHECK(times[2] == 0);
        CHECK(times[3] + times[4] == 5);
        CHECK(std::abs(times[3] - times[4]) == 1);
    }
    CHECK(effective_sample_size(std::vector<double>{1, 1, 1, 1}) == 4);
    CHECK(effective_sample_size(std::vector<double>{1, 0, 0, 0}) == 1);
}
