/// \file What must balance in every recorded month, reckoned from the record and the proposal log alone: a second set
/// of books beside the run's own identities (sim/run/identities.cpp).
#pragma once

#include "sanity/finding.hpp"

#include "mutualise/run/batch.hpp"

#include <memory>
#include <string>
#include <vector>

namespace mutualise::testing
{

/// Everything in one run's record that does not balance, at most one line a rule. The proposal log must have been kept.
std::vector<std::string> unbalanced(const Trajectory& record, const Scenario& scenario, const Population& people);

/// Why a run failed, or the first line that does not balance; empty where it is sound.
std::string fault_of(const RunOutcome& outcome, const Scenario& scenario, const Population& people);

/// The same of any run of the pair's weaker scenario.
Fault books_fault(std::shared_ptr<const SystemData> data);

} // namespace mutualise::testing
