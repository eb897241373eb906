/// \file What a reader wants first of an ensemble: bands, the chance of a goal, where proposals died, paired
/// differences.
#pragma once

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/quantiles.hpp"
#include "mutualise/core/month.hpp"
#include "mutualise/record/ensemble.hpp"

#include <span>
#include <string>
#include <vector>

namespace mutualise
{

/// One observable, summed over its axes, in one month, of every run.
std::vector<double> totals(std::span<const RunRecord> runs, Observable o, int row);

/// The table `run` ends with; for several ensembles with the paired differences of each to the first, if their seeds
/// and people match.
std::string summary_table(std::span<const Ensemble> ensembles);

} // namespace mutualise
