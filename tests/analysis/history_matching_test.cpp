// What is learned of statistics besides their means: how runs spread, what varies together, what the record rules out.
#include "mutualise/analysis/history_matching.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using Catch::Contains;

namespace
{

const double none = std::nan("");

/// Points 0, 1/10, ..., 1; a statistic a list, by the functions: mean + sign * deviation.
WaveRuns line(const std::vector<double (*)(double u, double sign)>& statistics)
{
    WaveRuns runs;
    runs.values.resize(statistics.size());
    for (int i = 0; i <= 10; ++i) {
        runs.points.push_back({i / 10.0});
        for (std::size_t s = 0; s < statistics.size(); ++s)
            runs.values[s].push_back({statistics[s](i / 10.0, -1), statistics[s](i / 10.0, 1)});
    }
    return runs;
}

Learned learned_from(const std::vector<Observation>& observed, const std::vector<WaveRuns>& waves,
                     std::size_t most = 100)
{
    return {observed, waves, most};
}

const std::vector<double> middle{0.5};

double rising(double u, double sign) { return 10 * u + sign; } // variance 2 everywhere
double falling(double u, double sign) { return 4 - 3 * u + sign; }
double against(double u, double sign) { return 5 * u - sign; }

} // namespace

TEST_CASE("the variance between runs is a line in their mean, and nowhere below a tenth of the average")
{
    // Two runs m ± d have the variance 2 d²: here 1 + m / 2, and 11 - 2 m, which would fall below nothing.
    const WaveRuns runs = line({[](double u, double sign) { return 10 * u + sign * std::sqrt((1 + 5 * u) / 2); },
                                [](double u, double sign) { return 5 * u + sign * std::sqrt((11 - 10 * u) / 2); }});
    WaveRuns with_single = runs; // one run tells of no spread
    with_single.points.push_back({0.25});
    for (auto& values : with_single.values)
        values.push_back({50, none});
    for (const WaveRuns& wave : {runs, with_single}) {
        const Learned learned = learned_from({{5, 1, 0, "rises"}, {5, 1, 0, "falls"}}, {wave});
        CHECK(learned[0].spread(0) == Approx(1));
        CHECK(learned[0].spread(4) == Approx(3));
        CHECK(learned[0].spread(-10) == Approx(0.35)); // of 3.5 on average
        CHECK(learned[1].spread(0) == Approx(11));
        CHECK(learned[1].spread(5) == Approx(1));
        CHECK(learned[1].spread(6) == Approx(0.6)); // of 6 on average
    }
    WaveRuns single = runs;
    for (auto& values : single.values)
        for (auto& of_point : values)
            of_point.resize(1);
    CHECK(learned_from({{5, 1, 0, "rises"}}, {single})[0].spread(5) == 0);
    const WaveRuns level = line({[](double, double sign) { return 3 + 2 * sign; }});
    CHECK(learned_from({{5, 1, 0, "level"}}, {level})[0].spread(100) == Approx(8));
}

TEST_CASE("a mean is emulated from each point's runs, noisier where fewer of them have a value")
{
    WaveRuns runs = line({[](double u, double sign) { return 10 * u * u + sign * (1 + u); }});
    runs.values[0][3][1] = none;
    runs.values[0][6] = {none, none};
    const Learned learned = learned_from({{5, 1, 0, "curve"}}, {runs});
    TrainingSet training;
    for (std::size_t i = 0; i <= 10; ++i)
        if (i != 6) {
            const double u = static_cast<double>(i) / 10, mean = i == 3 ? 10 * u * u - (1 + u) : 10 * u * u;
            training.points.push_back({u});
            training.values.push_back(mean);
            training.noise.push_back(learned[0].spread(mean) / (i == 3 ? 1 : 2));
        }
    const Emulator by_hand(training);
    for (const double u : {0.05, 0.3, 0.62}) {
        const std::vector<double> at{u};
        CHECK(learned[0].mean->at(at).mean == Approx(by_hand.at(at).mean));
        CHECK(learned[0].mean->at(at).variance == Approx(by_hand.at(at).variance));
    }
}

TEST_CASE("where points are too many the latest waves' are learned from, each wave's from its first on")
{
    const WaveRuns early = line({rising}), late = line({falling});
    WaveRuns both = late; // all of the later wave, four of the earlier
    for (std::size_t p = 0; p < 4; ++p) {
        both.points.push_back(early.points[p]);
        both.values[0].push_back(early.values[0][p]);
    }
    const std::vector<Observation> observed{{5, 1, 0, "one"}};
    CHECK(learned_from(observed, {early, late}, 15)[0].mean->at(middle).mean ==
          learned_from(observed, {both})[0].mean->at(middle).mean);
    CHECK(learned_from(observed, {early, late}, 11)[0].mean->at(middle).mean ==
          learned_from(observed, {late})[0].mean->at(middle).mean);
}

TEST_CASE("a statistic is learned from factors + 3 points with a value, and from no fewer")
{
    WaveRuns runs = line({rising});
    for (std::size_t p = 0; p < 7; ++p)
        runs.values[0][p] = {none, none};
    CHECK_NOTHROW(learned_from({{5, 1, 0, "rare"}}, {runs}));
    runs.values[0][7] = {none, none};
    CHECK_THROWS_WITH(learned_from({{5, 1, 0, "rare"}}, {runs}),
                      Contains("rare has a value at 3 of 11 points, too few to learn 1 factors from"));
}

TEST_CASE("implausibility is in the root of all variances, and one statistic of several may be far off")
{
    const std::vector<Observation> observed{{11, 3, 4, "far"}, {2.5, 1, 0, "near"}, {1, 2, 0, "between"}};
    const Learned learned = learned_from(observed, {line({rising, falling, against})});
    std::vector<double> expected;
    for (std::size_t s = 0; s < 3; ++s) {
        const Prediction mean = learned[s].mean->at(middle);
        const double variances = std::vector<double>{25, 1, 4}[s] + mean.variance + learned[s].spread(mean.mean);
        expected.push_back(std::fabs(observed[s].value - mean.mean) / std::sqrt(variances));
    }
    const std::vector<double> found = learned.implausibilities(middle);
    for (std::size_t s = 0; s < 3; ++s)
        CHECK(found[s] == Approx(expected[s]));
    CHECK(expected[0] > expected[2]);
    CHECK(expected[2] > expected[1]);
    CHECK(learned.implausibility(middle) == Approx(expected[2]));
    const Learned alone = learned_from({observed[0]}, {line({rising})});
    CHECK(alone.implausibility(middle) == Approx(expected[0]));
}
