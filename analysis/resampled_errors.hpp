/// \file Intervals of whatever is a function of means over independent units (base points, trajectories).
#pragma once

#include "mutualise/analysis/sobol_indices.hpp"

#include <functional>
#include <vector>

namespace mutualise
{

/// Units x terms, the last fastest.
struct TermTable {
    std::size_t units = 0, terms = 0;
    std::vector<double> values;
};

/// From the means of the terms to the estimates.
using Estimator = std::function<std::vector<double>(const std::vector<double>& means)>;

/// Each estimate with half the width of its interval: Student's t with units - 1 degrees of freedom times the standard
/// deviation over resamples of the units (Efron 1979, Ann. Stat. 7), made unbiased for a mean by the factor n / (n -
/// 1). `without`: the tables that leave out one replicate each; their jackknife variance (Quenouille 1956) is added,
/// for luck that all units share is in no resample of them.
std::vector<IndexEstimate> estimates_with_intervals(const TermTable& all, const std::vector<TermTable>& without,
                                                    const Estimator& estimates, const BootstrapOptions& options);

} // namespace mutualise
