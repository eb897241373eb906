/// \file SALib's files: the problem (a parameter a line) and the sample (a row a line), so that a design may be made
/// there and run here, or the other way round.
#pragma once

#include "mutualise/study/study.hpp"

#include <string>

namespace mutualise
{

/// SALib knows numbers only: months are counted from here.
inline constexpr Month salib_month_origin = Month::of(2010, 1);

/// SALib's parameter file: `name lower upper` a line, one line a factor. Levels and listed values are positions from 0.
/// Throws UsageError where a factor's name has blanks,
/// commas or quotes, or its distribution is not uniform.
std::string salib_problem(const Study& study);

/// SALib's sample: a row a design point of `variant`, a column a factor, separated by blanks, in the design's row order
/// (which is SALib's). Months are months since 2010-01, levels positions from 0.
std::string salib_sample(const Study& study, std::uint32_t variant = 0);

/// The design as CSV: point, variant and a column a factor, values as people write them.
std::string design_csv(const Study& study);

} // namespace mutualise
