/// \file One proposal's fate, told from its logs.
#pragma once

#include "mutualise/scenario/scenario.hpp"
#include "mutualise/scenario/system_data.hpp"
#include "mutualise/state/trajectory.hpp"

#include <string>

namespace mutualise
{

/// The launch, every decision and the end of each proposal put in by hand (`[case.<id>]`), a line each.
std::string tell_cases(const Scenario& scenario, const SystemData& data, const Trajectory& trajectory);

} // namespace mutualise
