/// \file Simulation-based calibration of a fit (Talts et al. 2018, arXiv:1804.06788): parameters from the prior, a
/// history from them by a true run, the posterior of that history: over many histories the truth's rank in its
/// posterior is even, whatever the model, if emulators, likelihood and sampling are right.
#pragma once

#include "mutualise/analysis/history_matching.hpp"

#include <cstdint>

namespace mutualise
{

/// Ranks of true parameters among draws of what their histories taught: even where the fit is sound.
struct RankCheck {
    std::vector<std::vector<double>> ranks; ///< [parameter][history], in [0, 1]
    double effective_sample_size = 0;       ///< of a history's posterior, the median

    /// How many standard errors the mean rank, and the mean squared distance from one half, lie from those of even
    /// ranks; the posterior is too narrow where the second is large.
    struct Deviation {
        double mean = 0, spread = 0;
    };
    Deviation deviation(std::size_t parameter) const;
};

/// From the first wave, whose points are spread over the prior: emulators learn from every other point, the first run
/// of each point between is a history, blurred by each statistic's error and discrepancy. Its posterior is `samples`
/// points of the prior, weighted. Empty where there are too few points to learn from.
RankCheck check_ranks(std::span<const Observation> observed, const WaveRuns& first_wave, std::uint64_t seed,
                      std::uint32_t samples);

} // namespace mutualise
