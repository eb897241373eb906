/// \file Sampling in the unit cube by sequential Monte Carlo (Del Moral, Doucet & Jasra 2006, J. R. Stat. Soc. B 68):
/// particles start evenly over the cube, which is the prior, and are led by small steps to where they are wanted.
///
/// Every draw is keyed by particle and step, so the sample is the same for any number of threads.
#pragma once

#include "mutualise/analysis/emulator.hpp"

#include <cstdint>
#include <functional>

namespace mutualise
{

/// Of a place in the unit cube; called from many threads at once.
using PlaceFunction = std::function<double(std::span<const double>)>;

/// How many particles there are and how long they walk.
struct TemperingOptions {
    std::uint32_t particles = 1000;
    std::uint32_t moves = 10; ///< Metropolis steps of each particle after each step of the temperature
    std::uint64_t seed = 1;
    std::uint32_t final_moves = 0; ///< more of them where the posterior is reached, so that copies part
};

/// Particles where the sampling ended, and how it came there.
struct TemperedSample {
    Points points;
    std::vector<double> values; ///< of the function, at each point
    std::vector<double> steps;  ///< the temperatures, or thresholds, gone through
    double log_evidence = 0;    ///< log of the prior mean of the likelihood, or of the share of the cube
};

/// A sample of the density proportional to exp(log_likelihood) over the cube. The temperature rises from 0 to 1, each
/// time as far as half of the particles' weight holds (effective sample size).
TemperedSample sample_posterior(std::size_t dimensions, const PlaceFunction& log_likelihood,
                                const TemperingOptions& options);

/// A sample spread evenly over where `distance` is at most `threshold`, by falling thresholds that keep the better
/// half; `steps` ends above `threshold` where no place that near could be found.
TemperedSample sample_within(std::size_t dimensions, const PlaceFunction& distance, double threshold,
                             const TemperingOptions& options);

/// (Σ w)² / Σ w²
double effective_sample_size(std::span<const double> weights);

/// `count` places of `weights` by systematic resampling; each place is taken floor or ceiling of its expected times.
std::vector<std::size_t> resample_systematically(std::span<const double> weights, std::size_t count, double luck);

} // namespace mutualise
