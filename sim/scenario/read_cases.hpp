/// \file Reading the tables [case.<id>]: proposals put in by hand.
#pragma once

#include "mutualise/scenario/reading.hpp"
#include "mutualise/scenario/scenario.hpp"

namespace mutualise
{

/// Reads every case of `table` (the value of `case`), by id; the scenario's horizon is known.
void read_cases(Reading& reading, const Table& table, Scenario& scenario);

} // namespace mutualise
