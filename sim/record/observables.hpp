/// \file The monthly observables of a recorded file, one variable each over (run, time, first axis, second axis).
#pragma once

#include "axes.hpp"
#include "mutualise/record/recording.hpp"

namespace mutualise
{

/// Counts as int32, the rest as float64, in blocks of 32 runs; `tick` after each.
void put_observables(hid_t root, const Axes& axes, const Recording& recording, const ReadValues& read,
                     const std::function<void()>& tick);

} // namespace mutualise
