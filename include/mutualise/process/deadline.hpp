/// \file Section 6: which organisations a divestment deadline covers, and what it means for their proposals before its
/// date.
#pragma once

#include "mutualise/state/lane.hpp"

namespace mutualise
{

/// The deadline that lies before this unit's organisation; null if none.
const DivestmentDeadline* deadline_before(const Lane& lane, const Unit& unit);

/// A case launched within the window of an expedited review: it is decided in `decide_by`, not before.
bool in_expedited_review(const Lane& lane, const Proposal& proposal);

/// The expedited review decides this case this month.
bool decided_by_expedited_review(const Lane& lane, const Proposal& proposal);

} // namespace mutualise
