/// \file Text files that a study names.
#pragma once

#include "study_reading.hpp"

#include "mutualise/study/text_lines.hpp"

namespace mutualise
{

/// The lines of the file named at `entry`; none, and a problem, where it is empty or cannot be read.
std::vector<Line> read_lines(StudyReading& reading, const Entry& entry, const std::string& path);

} // namespace mutualise
