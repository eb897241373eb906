/// \file Morris' elementary effects: which inputs matter, and which only through others or not in proportion.
///
///     EE_j = (Y(x + delta e_j) - Y(x)) / delta,   mu = mean(EE), sigma = its standard deviation
///                                          Morris (1991), Technometrics 33, doi:10.1080/00401706.1991.10484804
///     mu* = mean(|EE|)                     Campolongo, Cariboni & Saltelli (2007), doi:10.1016/j.envsoft.2006.10.004
///
/// x in units of the unit cube: each input from 0 at its lowest to 1 at its highest value. With replicates, effects are
/// those of the means over them; the variance that luck leaves in these is taken out of sigma.
#pragma once

#include "mutualise/analysis/sobol_indices.hpp"

namespace mutualise
{

/// One step of a trajectory.
struct ElementaryStep {
    std::size_t from = 0; ///< row; the step leads to the next one
    std::size_t factor = 0;
    double delta = 0; ///< signed, of the unit cube
};

/// Trajectories of factors + 1 rows, each step moving another factor.
struct MorrisLayout {
    std::size_t factors = 0, trajectories = 0;
    std::vector<ElementaryStep> steps; ///< trajectory by trajectory

    std::size_t rows() const { return trajectories * (factors + 1); }
};

/// Morris' measures of each input, by factor.
struct ElementaryEffects {
    std::vector<IndexEstimate> mean;          ///< mu
    std::vector<IndexEstimate> mean_absolute; ///< mu*
    std::vector<double> deviation;            ///< sigma, at least 0
    std::vector<double> noise_floor;          ///< mu* that luck alone would show; NaN with one replicate
    VarianceSplit variance;                   ///< over all rows
};

/// The measures of one output of a Morris sample, with intervals from resampled trajectories.
ElementaryEffects elementary_effects(const MorrisLayout& layout, const ReplicatedOutput& output,
                                     const BootstrapOptions& options);

} // namespace mutualise
