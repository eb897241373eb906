/// \file A number of a scenario by its key: read, or set.
#pragma once

#include <string>

namespace mutualise
{

struct Scenario;

/// The value at a key of `parameters.` or `initial.`; NaN where there is no such number.
double number_of(const Scenario& scenario, const std::string& path);

/// Sets it; false where there is no such number.
bool set_number(Scenario& scenario, const std::string& path, double value);

} // namespace mutualise
