/// \file Calibrating: waves of history matching, then a sample of the posterior that true runs correct.
///
/// Simulations come through a function, so that the same steps serve sweeps of the model and cheap models with a known
/// answer. All draws are keyed by the calibration's seed.
#pragma once

#include "mutualise/analysis/history_matching.hpp"
#include "mutualise/analysis/rank_check.hpp"
#include "mutualise/analysis/tempering.hpp"

#include <functional>

namespace mutualise
{

/// Runs the model: so many replicates at each of these points. `round` counts from 1.
using Simulate = std::function<WaveRuns(std::uint32_t round, const Points& points, std::uint32_t replicates)>;

/// How a wave of history matching went.
struct WaveReport {
    double share_left = 1;        ///< of the cube, when the wave's points were chosen
    double worst = 0;             ///< the threshold that was reached, at most the cutoff where it could be
    std::vector<double> coverage; ///< of the wave's runs by the emulators of the waves before; empty for the first
};

/// What the whole fit leaves, and every run behind it.
struct FittedPosterior {
    std::vector<WaveRuns> rounds; ///< of the waves, the candidates and, last, the draws
    std::vector<WaveReport> waves;
    std::vector<double> coverage;      ///< of the candidates' runs by the emulators they were chosen by
    std::vector<double> last_coverage; ///< of the draws' runs by the emulators they come from
    std::vector<double> weights;       ///< of the candidates, by what their true runs taught; they sum to 1
    double effective_sample_size = 0;  ///< of the candidates, so weighted
    TemperedSample sample;             ///< of the posterior, under emulators that have seen the candidates' runs
    Points draws;                      ///< some of the sample, each as likely
    double log_evidence = 0;
    std::vector<std::vector<double>> implausibility; ///< of every wave's points, by statistic, as known in the end
    RankCheck check;                                 ///< of the method, on histories that the first wave's runs are
};

/// One after the other: what each wave leaves, `waves` times; candidates from the emulated posterior, truly run; how
/// far emulators that have seen those runs too move the posterior (the candidates' weights); draws from the posterior
/// so corrected; one true run of each, to check what it predicts.
FittedPosterior fit(const FittingPlan& plan, std::size_t dimensions, std::span<const Observation> observed,
                    const Simulate& simulate);

} // namespace mutualise
