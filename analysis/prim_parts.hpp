/// \file What peeling, pasting and settling share.
#pragma once

#include "mutualise/analysis/prim.hpp"

namespace mutualise
{

/// Log likelihood ratio of two chances (in, out) against one; 0 where it is not denser inside.
double likelihood_ratio(const PrimShare& in, const PrimShare& all);

/// Those of the points that the box holds.
std::vector<std::size_t> held(const PrimPoints& points, const PrimBox& box, const std::vector<std::size_t>& among);

} // namespace mutualise
