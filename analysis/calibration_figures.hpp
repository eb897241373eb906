/// \file The record's figure for a statistic of a calibration file: a value and its error, given in one of three forms.
#pragma once

#include "calibration_reading.hpp"

#include <optional>

namespace mutualise
{

enum class FigureForm : std::uint8_t {
    within,   ///< an interval
    binomial, ///< successes of trials
    observed  ///< a value and its standard deviation
};

/// The form whose keys an entry has; nothing where it has none or more than one. That is a problem, as is a key of its
/// form that is missing, or one of another form.
std::optional<FigureForm> read_form(CalibrationReading& reading, const Entry& entry, const Table& table,
                                    const std::string& path);

/// Into the statistic, as it is fitted.
void read_figure(CalibrationReading& reading, const Table& table, const std::string& path, FigureForm form,
                 SummaryStatistic& statistic);

} // namespace mutualise
