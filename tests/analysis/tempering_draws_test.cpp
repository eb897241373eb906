// The sampler particle by particle, transcribed (2.38 / sqrt(d): Gelman, Roberts & Gilks 1996): whose draws move it,
// and how far.
#include "mutualise/analysis/tempering.hpp"
#include "mutualise/random/portable.hpp"
#include "mutualise/random/stream.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

namespace
{

constexpr std::uint64_t seed = 17;
using Place = std::array<double, 2>; ///< as normal deviates

/// Gentle enough to be reached in one step of the temperature.
double ridge(double u, double v) { return -2 * (u + v - 0.8) * (u + v - 0.8); }
double at(const Place& place) { return ridge(portable::normal_cdf(place[0]), portable::normal_cdf(place[1])); }

std::vector<Place> starts(std::uint32_t particles)
{
    std::vector<Place> places;
    for (std::uint32_t i = 0; i < particles; ++i) {
        Stream stream({seed}, Purpose::calibration_start, i, 0);
        const double first = stream.normal();
        places.push_back({first, stream.normal()});
    }
    return places;
}

/// Metropolis steps along the spread of the particles where they began; `step` counts all draws.
void walk(std::vector<Place>& places, std::uint32_t moves, std::uint32_t& step, double& scale)
{
    const auto n = static_cast<double>(places.size());
    double x = 0, y = 0, xx = 1e-6, yy = 1e-6, xy = 0;
    for (const Place& p : places) {
        x += p[0] / n;
        y += p[1] / n;
    }
    for (const Place& p : places) {
        xx += (p[0] - x) * (p[0] - x) / n;
        yy += (p[1] - y) * (p[1] - y) / n;
        xy += (p[0] - x) * (p[1] - y) / n;
    }
    const double a = std::sqrt(xx), b = xy / a, c = std::sqrt(yy - b * b);
    for (std::uint32_t m = 0; m < moves; ++m) {
        ++step;
        double taken = 0;
        for (std::uint32_t i = 0; i < places.size(); ++i) {
            Stream stream({seed}, Purpose::calibration_move, i, step);
            const double first = stream.normal(), second = stream.normal();
            const Place from = places[i], to{from[0] + scale * a * first, from[1] + scale * (b * first + c * second)};
            const double prior = (from[0] * from[0] + from[1] * from[1] - to[0] * to[0] - to[1] * to[1]) / 2;
            if (stream.uniform() < std::exp(at(to) - at(from) + prior)) {
                places[i] = to;
                taken += 1 / n;
            }
        }
        scale *= std::clamp(0.75 + taken, 0.75, 1.5);
    }
}

} // namespace

TEST_CASE("particles begin, are resampled and walk by draws of their own, and go on walking once they have arrived")
{
    constexpr std::uint32_t particles = 12;
    for (const std::uint32_t final_moves : {0U, 3U, 4U, 5U}) {
        const TemperedSample found = sample_posterior(2, [](std::span<const double> u) { return ridge(u[0], u[1]); },
                                                      {particles, 2, seed, final_moves});
        REQUIRE(found.steps == std::vector<double>{1});
        const std::vector<Place> begin = starts(particles);
        std::vector<double> weights;
        double mean = 0;
        for (const Place& place : begin) {
            weights.push_back(std::exp(at(place)));
            mean += weights.back() / particles;
        }
        CHECK(found.log_evidence == Approx(std::log(mean)));
        std::vector<Place> places;
        const double luck = uniform({seed}, Purpose::calibration_resample, 0, 1);
        for (const std::size_t i : resample_systematically(weights, particles, luck))
            places.push_back(begin[i]);
        std::uint32_t step = 1;
        double scale = 2.38 / std::sqrt(2.0);
        for (std::uint32_t walks = 0; walks < 1 + (final_moves + 1) / 2; ++walks) // two moves each
            walk(places, 2, step, scale);
        for (std::size_t i = 0; i < particles; ++i) {
            CAPTURE(final_moves, i);
            CHECK(found.points[i][0] == Approx(portable::normal_cdf(places[i][0])));
            CHECK(found.points[i][1] == Approx(portable::normal_cdf(places[i][1])));
            CHECK(found.values[i] == Approx(at(places[i])));
        }
    }
}
