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

} // namespace mutualise
