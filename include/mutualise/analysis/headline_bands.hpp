/// \file How the two headline numbers went, by month over runs: the lines and charts that `run` and `compare` end with.
#pragma once

#include "mutualise/analysis/chart.hpp"
#include "mutualise/record/ensemble.hpp"

#include <optional>

namespace mutualise
{

/// Bands of live mutuals and of the employees in them.
struct HeadlineBands {
    std::string name; ///< of the scenario
    std::vector<Month> months;
    ChartBand mutuals, employees;
    double share = 1; ///< of the public sector that the numbers are for: 1, or the scale where they are as simulated
};

/// As simulated, like the table of `run`. Empty bands where no run finished.
HeadlineBands headline_bands(const Ensemble& ensemble);

/// A line a scenario and number: median and 5 to 95 % at the last month. With a style, a sparkline of the medians on
/// each line, and under them fan charts with what was recorded and aimed at.
std::string headline_text(std::span<const HeadlineBands> scenarios, const std::optional<ChartStyle>& style);

} // namespace mutualise
