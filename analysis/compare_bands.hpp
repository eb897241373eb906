/// \file The headline trajectories of both sides of a comparison, over the runs that are compared.
#pragma once

#include "compare_sides.hpp"

namespace mutualise
{

/// Base, then variant; none where a side did not record both numbers.
std::vector<HeadlineBands> side_bands(const OpenSide& base, const OpenSide& variant, const Pairing& pairing);

} // namespace mutualise
