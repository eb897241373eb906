/// \file Reading the tables [lever.<id>].
#pragma once

#include "mutualise/scenario/reading.hpp"
#include "mutualise/scenario/scenario.hpp"

namespace mutualise
{

/// Reads every lever of `table` (the value of `lever`), by id.
void read_levers(Reading& reading, const Table& table, Levers& levers);

/// Checks across levers and against the horizon: overlapping spells, levers that never take effect.
void check_levers(Reading& reading, const Horizon& horizon, const Levers& levers);

/// Is this mask every one of `count` rows?
bool covers_all(std::uint64_t mask, std::size_t count);

} // namespace mutualise
