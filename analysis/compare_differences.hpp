/// \file Differences of one observable by month and first category.
#pragma once

#include "compare_sides.hpp"

namespace mutualise
{

/// [statistic][month][category]; the total over categories where the observable grows with the scale.
struct Differences {
    std::vector<double> by_category; ///< [statistic][month][category]
    std::vector<double> total;       ///< [statistic][month]; empty for shares and means
};

Differences differences_of(const OpenSide& base, const OpenSide& variant, const Pairing& pairing, Observable observable,
                           double confidence);

/// Paired differences of numbers given run by run: compare_statistics of them.
std::array<double, compare_statistics.size()>
paired_statistics(std::span<const double> base, std::span<const double> variant, bool paired, double confidence);

} // namespace mutualise
