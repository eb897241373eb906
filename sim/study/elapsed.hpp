/// \file Wall time since a moment.
#pragma once

#include <chrono>

namespace mutualise
{

using Clock = std::chrono::steady_clock;

/// [s]
inline double seconds_since(Clock::time_point then)
{
    return std::chrono::duration<double>(Clock::now() - then).count();
}

} // namespace mutualise
