/// \file Where proposals do not meet, a more generous lever never ends one.
#pragma once

#include "sanity/finding.hpp"
#include "sanity/material.hpp"

namespace mutualise::testing
{

/// The pair as it is when proposals do not meet (support/isolation.hpp), only sponsors or only staff proposing.
ScenarioPair isolated_pair(const ScenarioPair& pair, bool sponsored);

/// `nobody`: the scenario's people, none of whom stands anywhere at the start.
void check_fates(Finding& finding, const Scenario& base, const Population& nobody, const Material& material);

} // namespace mutualise::testing
