/// \file SALib's files: the problem (a parameter a line) and the sample (a row a line), so that a design may be made
/// there and run here, or the other way round.
#pragma once

#include "mutualise/scenario/reading.hpp"
#include "mutualise/study/study.hpp"
#include "mutualise/study/text_lines.hpp"

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

/// A line of a problem file.
struct SalibBounds {
    std::string name;
    double lower = 0, upper = 1;
    Place place;
};

/// The lines of a problem file; a group or a distribution other than uniform is a problem.
std::vector<SalibBounds> read_salib_problem(const std::vector<Line>& lines, Problems& problems);

/// The design as CSV: point, variant and a column a factor, values as people write them.
std::string design_csv(const Study& study);

} // namespace mutualise
