/// \file The quantiles that tables and files show of runs.
#pragma once

#include <array>
#include <vector>

namespace mutualise
{

/// Probabilities 5, 25, 50, 75 and 95 %.
inline constexpr std::array<double, 5> five_levels{0.05, 0.25, 0.5, 0.75, 0.95};

/// Quantiles at them (Hyndman & Fan 1996, type 7). Values that are not numbers are left out; NaN where none is left.
std::array<double, 5> five_quantiles(std::vector<double> values);

/// A quantity over runs: mean and 5 %, 50 %, 95 % quantiles (linear interpolation between order statistics).
struct Band {
    double mean = 0, low = 0, median = 0, high = 0;
};
/// Of the values that are numbers; NaN where there are none.
Band band(std::vector<double> values);

} // namespace mutualise
