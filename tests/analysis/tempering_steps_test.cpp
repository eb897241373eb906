// The sampler step by step: how far each leads, what is kept, and how often the function is asked.
#include "mutualise/analysis/tempering.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/random/portable.hpp"
#include "mutualise/random/stream.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

namespace
{

constexpr std::uint64_t seed = 17;

/// Where so many particles begin in one dimension.
std::vector<double> starts(std::uint32_t particles)
{
    std::vector<double> places;
    for (std::uint32_t i = 0; i < particles; ++i)
        places.push_back(portable::normal_cdf(Stream({seed}, Purpose::calibration_start, i, 0).normal()));
    return places;
}

double first_of(std::span<const double> u) { return u[0]; }

} // namespace

TEST_CASE("a function is asked once of every particle at the start and at every move, and no more")
{
    const ThreadLimit one(1);
    for (const auto& [final_moves, moves_in_all] : {std::pair(0U, 3), {1U, 6}, {3U, 6}, {4U, 9}}) {
        int asked = 0;
        const TemperedSample sample =
            sample_posterior(1, [&](std::span<const double>) { return ++asked, 0.0; }, {10, 3, seed, final_moves});
        CHECK(sample.steps.size() == 1);
        CHECK(asked == 10 * (1 + moves_in_all));
    }
    int asked = 0;
    const TemperedSample within =
        sample_within(1, [&](std::span<const double> u) { return ++asked, u[0]; }, 0.05, {10, 3, seed});
    CHECK(asked == 10 * (1 + 3 * static_cast<int>(within.steps.size())));
}

TEST_CASE("the temperature rises as far as half of the particles' weight holds")
{
    const TemperedSample sample =
        sample_posterior(1, [](std::span<const double> u) { return 30 * u[0]; }, {50, 0, seed});
    REQUIRE(sample.steps.size() > 1);
    const auto held = [](double temperature) {
        std::vector<double> weights;
        for (const double value : starts(50))
            weights.push_back(std::exp(temperature * 30 * value));
        return effective_sample_size(weights);
    };
    CHECK(held(sample.steps.front()) == Approx(25));
    CHECK(held(1) < 25);
    CHECK(std::is_sorted(sample.steps.begin(), sample.steps.end()));
    CHECK(sample.steps.back() == 1);
}

TEST_CASE("a search keeps the better half of its particles and its evidence is the share of the cube that is left")
{
    // Five particles that do not move: thresholds are the third best, until that is near enough.
    std::vector<double> values = starts(5);
    for (const double threshold : {0.0, 0.4, 1.0}) {
        const TemperedSample found = sample_within(1, first_of, threshold, {5, 0, seed});
        std::vector<double> now = values, steps;
        double evidence = 0;
        for (std::uint32_t step = 1; steps.empty() || (steps.back() > threshold && step <= 60); ++step) {
            std::vector<double> sorted = now, weights, kept;
            std::sort(sorted.begin(), sorted.end());
            steps.push_back(std::max(threshold, sorted[2]));
            for (const double value : now)
                weights.push_back(value <= steps.back() ? 1 : 0);
            evidence += std::log(static_cast<double>(std::count(weights.begin(), weights.end(), 1)) / 5);
            const double luck = uniform({seed}, Purpose::calibration_resample, 0, step);
            for (const std::size_t i : resample_systematically(weights, 5, luck))
                kept.push_back(now[i]);
            now = kept;
        }
        CHECK(found.steps == steps);
        CHECK(found.values == now);
        CHECK(found.log_evidence == Approx(evidence).margin(1e-12));
    }
}

TEST_CASE("places are filled up to the count asked for whatever rounding leaves of the last sum")
{
    const std::vector<double> tenths(10, 0.1);
    const std::vector<std::size_t> chosen = resample_systematically(tenths, 10, 1 - 0x1p-53);
    CHECK(chosen.size() == 10);
    CHECK(chosen.back() == 9);
    CHECK(effective_sample_size(std::vector<double>{0, 0}) == 0);
}
