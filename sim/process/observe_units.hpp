/// \file Section 7, what is counted over units and posts each month.
#pragma once

#include "mutualise/state/lane.hpp"

#include <span>

namespace mutualise
{

/// Stocks and flows by service, of every lane at once.
void record_units(const Population& people, std::span<Lane> lanes, const Crowd& crowd);

} // namespace mutualise
