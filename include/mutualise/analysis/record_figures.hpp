/// \file Figures of the record and of its ambition that runs are held against by eye, and the scale that results are
/// quoted from.
#pragma once

#include "mutualise/core/month.hpp"

namespace mutualise
{

/// The month of the record's last figures.
inline constexpr Month on_record = Month::of(2012, 6);
inline constexpr double mutuals_on_record = 58; ///< at least, on 25 June 2012 (F-02)
inline constexpr double fewest_employees_on_record = 20000, most_employees_on_record = 50000; ///< in them (F-04, F-05)

/// The month of the government's ambition.
inline constexpr Month ambition_date = Month::of(2015, 12);
inline constexpr double ambition = 1e6; ///< employees in mutuals by then (F-04)

/// README: results are quoted from this scale up.
inline constexpr double quotable_scale = 0.25;

} // namespace mutualise
