/// \file Proposals whose fate turned between paired runs.
#pragma once

#include "compare_sides.hpp"

namespace mutualise
{

/// Fills `turned` and `logged`. Nothing where a side has no log of proposals.
void find_turned_fates(CompareResult& comparison, const OpenSide& base, const OpenSide& variant,
                       const Pairing& pairing);

} // namespace mutualise
