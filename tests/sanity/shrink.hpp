/// \file Minimal counter-examples: whatever can be taken back to the default while the fault stays is taken back.
#pragma once

#include "sanity/finding.hpp"

namespace mutualise::testing
{

/// Drops levers, puts parameters, strengths and settings back to their defaults, whole groups first, then one by one.
/// At most `tries` looks for the fault.
Violation shrunk(Violation violation, int tries = 400);

/// A scenario file with only what differs from the defaults.
std::string short_text(const Scenario& scenario, const SystemData& data);

/// The counter-example as people read it: the figures, then the scenario, and the lever that is more generous.
std::string told(const Violation& violation, const SystemData& data);

} // namespace mutualise::testing
