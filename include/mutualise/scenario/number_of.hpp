/// \file A number of a scenario by its key.
#pragma once

#include <string>

namespace mutualise
{

struct Scenario;

/// The value at a key of `parameters.` or `initial.`; NaN where there is no such number.
double number_of(const Scenario& scenario, const std::string& path);

} // namespace mutualise
