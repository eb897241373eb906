/// \file Attitudes set by tests.
#pragma once

#include "mutualise/core/fixed_point.hpp"

namespace mutualise::testing
{

/// Nearest fixed-point value of x, which must lie in [0, 1].
constexpr FixedAttitude to_fixed(double x) { return static_cast<FixedAttitude>(x * attitude_one + 0.5); }

} // namespace mutualise::testing
