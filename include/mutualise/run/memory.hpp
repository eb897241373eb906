/// \file How many runs at a time fit in memory: all 32, but for populations far beyond the real one.
#pragma once

#include "mutualise/population/population.hpp"

#include <cstdint>
#include <filesystem>

namespace mutualise
{

/// What a batch of so many lanes holds beyond the population, trajectories included, about [bytes].
std::uint64_t batch_memory(const Population& people, int lanes, int rows);

/// What the control groups (version 1 or 2) named in `groups`, as /proc/self/cgroup is written, may still take, their
/// files below `mount` [bytes]; the largest number where they set no limit.
std::uint64_t left_in_control_groups(const std::filesystem::path& groups, const std::filesystem::path& mount);

/// Memory this process could still get, by the system's account and its control group's limit [bytes].
std::uint64_t available_memory();

/// The most lanes, at most 32 and at least 1, whose batch fits in so much memory with a tenth to spare.
int lanes_that_fit(const Population& people, int rows, std::uint64_t available);

} // namespace mutualise
