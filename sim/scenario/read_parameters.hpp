/// \file Reading the tables [parameters.<process>], and the checks across parameters.
#pragma once

#include "mutualise/parameters/parameters.hpp"
#include "mutualise/scenario/reading.hpp"

namespace mutualise
{

void read_parameters(Reading& reading, const Table& table, Parameters& parameters);

} // namespace mutualise
