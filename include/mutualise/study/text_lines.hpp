/// \file Text files of a record a line: CSV, and tables separated by blanks.
#pragma once

#include "mutualise/scenario/document.hpp"

#include <filesystem>
#include <limits>
#include <string>
#include <vector>

namespace mutualise
{

/// Stands for a value that is missing.
inline constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();

/// A line's cells and where it stands.
struct Line {
    Place place;
    std::vector<std::string> cells;
};

/// The lines of a file that hold anything; # begins a comment. None where it cannot be read.
std::vector<Line> read_lines(const std::filesystem::path& file);

/// The number that a cell holds, whole; NaN where it is none.
double number_of(const std::string& text);

} // namespace mutualise
