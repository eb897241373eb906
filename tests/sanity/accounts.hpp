/// \file What must balance in every recorded month, reckoned from the record and the proposal log alone: a second set
/// of books beside the run's own identities (sim/run/identities.cpp).
#pragma once

#include "mutualise/run/batch.hpp"

#include <string>
#include <vector>

namespace mutualise::testing
{

/// Everything in one run's record that does not balance, at most one line a rule. The proposal log must have been kept.
std::vector<std::string> unbalanced(const Trajectory& record, const Scenario& scenario, const Population& people);

} // namespace mutualise::testing
