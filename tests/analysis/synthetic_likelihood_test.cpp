// How likely the record is by what history matching learned: normal, with what varies together between runs.
#include "mutualise/analysis/history_matching.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

namespace
{

const double none = std::nan("");
const std::vector<double> middle{0.5};
const std::vector<Observation> observed{{6, 1, 2, "first"}, {1, 3, 0, "second"}};

/// Points 0, 1/10, ..., 1 of two runs: a statistic 10 u with a deviation of ±1, and 4 - 3 u with twice that, which is
/// up where the first is (`together` 1), or down (-1).
WaveRuns pair_of_statistics(double together)
{
    WaveRuns runs{{}, {{}, {}}};
    for (int i = 0; i <= 10; ++i) {
        const double u = i / 10.0;
        runs.points.push_back({u});
        runs.values[0].push_back({10 * u - 1, 10 * u + 1});
        runs.values[1].push_back({4 - 3 * u - 2 * together, 4 - 3 * u + 2 * together});
    }
    return runs;
}

/// Log density of the record, but for 2 pi, under a normal with the statistics' own variances and this correlation
/// between runs, written out for two.
double density(const Learned& learned, double correlation)
{
    const Prediction a = learned[0].mean->at(middle), b = learned[1].mean->at(middle);
    const double v = learned[0].spread(a.mean), w = learned[1].spread(b.mean);
    const double aa = 1 + 4 + a.variance + v, bb = 9 + b.variance + w, ab = correlation * std::sqrt(v * w);
    const double determinant = aa * bb - ab * ab, x = 6 - a.mean, y = 1 - b.mean;
    return -0.5 * ((bb * x * x - 2 * ab * x * y + aa * y * y) / determinant + std::log(determinant));
}

double likelihood(const WaveRuns& runs, double correlation)
{
    const Learned learned(observed, std::vector<WaveRuns>{runs}, 100);
    CHECK(learned.log_likelihood(middle) == Approx(density(learned, correlation)));
    const std::vector<double> values{6, 1};
    CHECK(learned.statistics_at(middle).log_density(values) == learned.log_likelihood(middle));
    return learned.log_likelihood(middle);
}

} // namespace

TEST_CASE("statistics that rise and fall together between runs are likely together, nine tenths as strongly as seen")
{
    const double together = likelihood(pair_of_statistics(1), 0.9), apart = likelihood(pair_of_statistics(-1), -0.9);
    CHECK(together != Approx(apart).epsilon(0.01));
    WaveRuns unlike = pair_of_statistics(1); // up together at five points of ten, up against each other at five
    for (std::size_t p = 0; p < 5; ++p)
        std::swap(unlike.values[1][p][0], unlike.values[1][p][1]);
    for (auto& values : unlike.values)
        values.pop_back();
    unlike.points.pop_back();
    likelihood(unlike, 0);
}

TEST_CASE("a point where a run lacks a value tells nothing of what varies together")
{
    for (const std::size_t lacking : {0U, 1U}) {
        WaveRuns runs = pair_of_statistics(1);
        runs.values[lacking][4].push_back(none);
        runs.values[1 - lacking][4].push_back(20);
        likelihood(runs, 0.9);
    }
}

TEST_CASE("a covariance that is none has next to no density")
{
    StatisticsAt at;
    at.mean = {0};
    CHECK(at.log_density(std::vector<double>{0}) == -1e300);
}

TEST_CASE("statistics that never vary between runs vary alone")
{
    WaveRuns runs = pair_of_statistics(1);
    for (auto& values : runs.values)
        for (auto& of_point : values)
            of_point[1] = of_point[0];
    const Learned learned(observed, std::vector<WaveRuns>{runs}, 100);
    const Prediction a = learned[0].mean->at(middle), b = learned[1].mean->at(middle);
    const double aa = 5 + a.variance, bb = 9 + b.variance, x = 6 - a.mean, y = 1 - b.mean;
    CHECK(learned.log_likelihood(middle) == Approx(-0.5 * (x * x / aa + y * y / bb + std::log(aa * bb))));
}

TEST_CASE("coverage is the share of new points whose runs' mean lies in the emulator's 95 % interval")
{
    const std::vector<WaveRuns> seen{pair_of_statistics(1)};
    const Learned learned(observed, seen, 100);
    WaveRuns fresh{{}, {{}, {}}};
    // At 1/4 and 3/4 means of two and of four runs: just within, just beyond, above and below; at 1/2 none.
    const auto add = [&](double u, std::size_t runs, double deviations) {
        fresh.points.push_back({u});
        const Prediction mean = learned[0].mean->at(fresh.points.back());
        const double error = std::sqrt(mean.variance + learned[0].spread(mean.mean) / static_cast<double>(runs));
        std::vector<double> values(runs, mean.mean + deviations * error);
        values.front() -= 3;
        values.back() += 3;
        values.push_back(none);
        fresh.values[0].push_back(values);
        fresh.values[1].push_back({none});
    };
    for (const double deviations : {1.95, -1.95, 1.97})
        add(0.25, 2, deviations);
    for (const double deviations : {-1.97, 1.95})
        add(0.75, 4, deviations);
    add(0.5, 2, none);
    const std::vector<double> shares = coverage(learned, fresh);
    REQUIRE(shares.size() == 2);
    CHECK(shares[0] == 0.6);
    CHECK(std::isnan(shares[1]));
}
