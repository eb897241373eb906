/// \file Where a number of a scenario's parameters stands, and between which bounds.
#pragma once

#include <string_view>

namespace mutualise
{

struct Scenario;

struct ScenarioNumber {
    double* value = nullptr; ///< none where there is no such number
    double lower = 0, upper = 0;
};

/// At a key of `parameters.` or `initial.`. Asked once for each parameter that a run draws.
ScenarioNumber number_at(Scenario& scenario, std::string_view path);

} // namespace mutualise
