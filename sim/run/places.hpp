/// \file Section 2, where the rows of the initial state and the cases put in by hand stand.
#pragma once

#include "mutualise/state/lane.hpp"

namespace mutualise
{

/// The population's seed keys who stands where, so that every run starts alike.
RunKey place_key(const Lane& lane);

double posts_of(const Lane& lane, IdRange<UnitId> units);

/// Where row `index` stands, in `region` or, if that is none, anywhere in England: among a handful of keyed candidate
/// branches the one that fits its staff best; among all of them where none of the handful fits.
IdRange<UnitId> place(const Lane& lane, std::uint32_t index, ServiceId service, RegionId region, double staff,
                      std::uint32_t part = 0, bool sponsored = false);

} // namespace mutualise
