/// \file The monthly observables of a recorded file, one variable each over (run, time, first axis, second axis).
#pragma once

#include "axes.hpp"

namespace mutualise
{

/// Counts as int32, the rest as float64. Throws std::logic_error where a count is no whole number or does not fit.
void put_observables(hid_t root, const Axes& axes, const Ensemble& ensemble);

} // namespace mutualise
