/// \file The parts of a change of owner that founding, trading and the initial state share.
#pragma once

#include "mutualise/state/lane.hpp"

#include <span>

namespace mutualise
{

/// Annual value of units at 2010-11 prices [GBP].
double units_value(const Lane& lane, std::span<const UnitId> units);

/// Adds a live mutual of these units, which become its own.
MutualId add_mutual(Lane& lane, Mutual mutual);

/// A mutual without units or money is no longer live.
void end_mutual(Lane& lane, MutualId mutual);

/// Months of a first contract: health 3 or 5 years, others 1 to 3 (F-121, F-122).
int first_term_months(const Lane& lane, const Proposal& proposal);

/// What the levers that helped this proposal cost the public at founding.
void charge_for_founding(Lane& lane, const Proposal& proposal);

} // namespace mutualise
