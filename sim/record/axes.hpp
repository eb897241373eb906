/// \file The axes of a recorded file: run, time, parameter, and those of the observables (state/trajectory.hpp).
#pragma once

#include "mutualise/record/recording.hpp"
#include "netcdf.hpp"

#include <array>

namespace mutualise
{

/// Runs a chunk holds: one batch. Chunks span whole time axes.
inline constexpr std::size_t runs_in_chunk = 32;

inline constexpr std::array<std::string_view, 14> axis_names{"none",     "service", "region",       "owner",  "stage",
                                                             "route",    "cohort",  "cohort_state", "reason", "level",
                                                             "pqq_test", "winner",  "tender_kind",  "lever"};

struct Axes {
    netcdf::Dimension run;
    netcdf::Dimension time;
    netcdf::Dimension parameter;
    std::array<netcdf::Dimension, axis_names.size()> named; ///< by Axis; `none` stays empty

    const netcdf::Dimension& operator[](Axis axis) const { return named[static_cast<std::size_t>(axis)]; }
};

/// A time axis: the last day of each month, in days since 2010-01-01.
netcdf::Dimension put_months(hid_t group, const netcdf::Description& what, const std::vector<Month>& months,
                             bool growing = false);

/// The month whose last day is so many days after 2010-01-01. Throws hdf5::Error where the day lies in no century near.
Month month_ending(int day);

/// Writes every axis with its coordinate values, and the labels of the runs and of the parameters.
Axes put_axes(hid_t root, const Recording& recording);

/// `parameter_value`: what each run's parameters were.
void put_parameter_values(hid_t root, const Axes& axes, const Recording& recording);

} // namespace mutualise
