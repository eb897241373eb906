/// \file A calibration file on its way into a Calibration.
#pragma once

#include "mutualise/analysis/calibration.hpp"
#include "mutualise/scenario/reading.hpp"

#include <array>

namespace mutualise
{

/// As FittedAs.
inline constexpr std::array<std::string_view, 2> fitted_names{"plain", "logarithm"};

struct CalibrationReading {
    Reading file;
    Calibration& calibration;
};

/// The number under a key, or what stands.
double read_one(CalibrationReading& reading, const Table& table, const std::string& path, const char* key, double lower,
                double upper, const char* meaning, double standing);

/// The table `statistic`, in the order of its lines.
void read_statistics(CalibrationReading& reading, const Table& table);

} // namespace mutualise
