// Intervals of effects, from the resamples and replicates they are made of, reckoned apart.
#include "mutualise/analysis/elementary_effects.hpp"
#include "mutualise/analysis/intervals.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

namespace
{

/// One factor that moves by 1: a trajectory is an output of 0 and one of the effect, in each replicate.
ElementaryEffects effects_of(const std::vector<std::vector<double>>& by_trajectory, const BootstrapOptions& options)
{
    MorrisLayout layout{1, by_trajectory.size(), {}};
    ReplicatedOutput output{2 * by_trajectory.size(), by_trajectory.front().size(), {}};
    for (std::size_t t = 0; t < by_trajectory.size(); ++t) {
        layout.steps.push_back({2 * t, 0, 1});
        output.values.insert(output.values.end(), by_trajectory.front().size(), 0);
        output.values.insert(output.values.end(), by_trajectory[t].begin(), by_trajectory[t].end());
    }
    return elementary_effects(layout, output, options);
}

double variance(const std::vector<double>& values)
{
    double mean = 0, squares = 0;
    for (const double value : values)
        mean += value / static_cast<double>(values.size());
    for (const double value : values)
        squares += (value - mean) * (value - mean);
    return squares / static_cast<double>(values.size() - 1);
}

} // namespace

TEST_CASE("an interval is Student's quantile times the deviation over resamples of the trajectories, made unbiased")
{
    const std::vector<double> effects{1, 4, -2, 9};
    for (const std::uint32_t resamples : {2U, 3U, 10U}) {
        std::vector<double> means, sizes;
        for (std::uint32_t repeat = 0; repeat < resamples; ++repeat) {
            means.push_back(0);
            sizes.push_back(0);
            for (const std::uint32_t place : resample(5, repeat, 4)) {
                means.back() += effects[place] / 4;
                sizes.back() += std::fabs(effects[place]) / 4;
            }
        }
        const ElementaryEffects e = effects_of({{1}, {4}, {-2}, {9}}, {resamples, 0.9, 5});
        CHECK(e.mean[0].value == 3);
        CHECK(e.mean_absolute[0].value == 4);
        const double t = student_t_quantile(0.95, 3);
        CHECK(e.mean[0].half_width == Approx(t * std::sqrt(variance(means) * 4 / 3)));
        CHECK(e.mean_absolute[0].half_width == Approx(t * std::sqrt(variance(sizes) * 4 / 3)));
    }
}

TEST_CASE("luck that trajectories share widens an interval by the jackknife over replicates")
{
    // Effects of three replicates, 1 2 6 in each trajectory: no resample of trajectories shows any luck. Without one
    // replicate each the means are 4, 3.5 and 1.5, with squares about their mean of 3.5; two thirds of that.
    const ElementaryEffects e = effects_of({{1, 2, 6}, {1, 2, 6}, {1, 2, 6}}, {20, 0.95, 1});
    CHECK(e.mean[0].value == Approx(3));
    CHECK(e.mean[0].half_width == Approx(student_t_quantile(0.975, 2) * std::sqrt(3.5 * 2 / 3)));
    // Two replicates leave one each: too few.
    CHECK(effects_of({{1, 2}, {1, 2}}, {20, 0.95, 1}).mean[0].half_width == Approx(0).margin(1e-12));
}

TEST_CASE("both kinds of luck add up, as variances do")
{
    const std::vector<std::vector<double>> effects{{1, 2, 6}, {5, 6, 10}, {2, 3, 7}};
    const double resampled = effects_of({{3}, {7}, {4}}, {30, 0.95, 2}).mean[0].half_width,
                 shared = effects_of({{1, 2, 6}, {1, 2, 6}, {1, 2, 6}}, {30, 0.95, 2}).mean[0].half_width;
    CHECK(effects_of(effects, {30, 0.95, 2}).mean[0].half_width ==
          Approx(std::sqrt(resampled * resampled + shared * shared)));
}

TEST_CASE("one trajectory tells no error")
{
    CHECK(std::isnan(effects_of({{3}}, {20, 0.95, 1}).mean[0].half_width));
    CHECK(effects_of({{3}, {3}}, {20, 0.95, 1}).mean[0].half_width == Approx(0).margin(1e-12));
}
