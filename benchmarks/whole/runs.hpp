/// \file Whole runs as a user gets them: spin-up, all processes, identities checked, recorded to disk.
#pragma once

#include "measure.hpp"

#include "mutualise/run/batch.hpp"

#include <string>

namespace mutualise::bench
{

struct RunTime {
    Spread seconds;         ///< of the whole batch
    double last = 0;        ///< of the last repeat, to which the following belong [s]
    double first_month = 0; ///< from the batch's start to the end of its first month [s]
    ProcessTimes processes{};
    double recording = 0; ///< of the seconds [s]
    std::string hash;     ///< canonical, of the recorded file
};

RunTime time_runs(const Population& people, const Scenario& scenario, int lanes, int threads, int repeats);

} // namespace mutualise::bench
