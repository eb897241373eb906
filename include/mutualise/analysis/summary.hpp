/// \file What a reader wants first of an ensemble: bands, the chance of a goal, where proposals died, paired
/// differences.
#pragma once

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/core/month.hpp"
#include "mutualise/record/ensemble.hpp"

#include <span>
#include <string>
#include <vector>

namespace mutualise
{

/// A quantity over runs: mean and 5 %, 50 %, 95 % quantiles (linear interpolation between order statistics).
struct Band {
    double mean = 0, low = 0, median = 0, high = 0;
    double standard_error = 0; ///< of the mean, from the spread between runs
};
Band band(std::vector<double> values);

/// One observable, summed over its axes, in one month, of every run.
std::vector<double> totals(std::span<const RunRecord> runs, Observable o, int row);

/// The table `run` ends with; for several ensembles with the paired differences of each to the first, if their seeds
/// match.
std::string summary_table(std::span<const Ensemble> ensembles);

} // namespace mutualise
