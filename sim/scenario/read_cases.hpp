/// \file Reading the tables [case.<id>]: proposals put in by hand.
#pragma once

#include "mutualise/scenario/scenario.hpp"
#include "reading.hpp"

namespace mutualise
{

/// Reads every case of `table` (the value of `case`), by id; the scenario's horizon is known.
void read_cases(Reading& reading, const Table& table, Scenario& scenario);

} // namespace mutualise
