/// \file Attitudes as 16-bit fixed point: integer arithmetic has no rounding mode, order or instruction set.
#pragma once

#include <cstdint>

namespace mutualise
{

/// An attitude in [0, 1] as a multiple of 1 / attitude_one.
using FixedAttitude = std::uint16_t;

/// The fixed-point value of attitude 1; resolution 3e-5. The largest multiple of 4 that a signed 16-bit number holds
/// with room to round: private leanings are reckoned in fourths of it (sim/process/attitude_terms.hpp).
inline constexpr int attitude_one = 32764;

/// The attitude as a number.
constexpr double to_real(FixedAttitude x) { return static_cast<double>(x) / attitude_one; }

/// The least fixed-point value whose `to_real` is not below x, for x in [0, 2): `attitude >= ceil_fixed(0.6)` says
/// exactly `to_real(attitude) >= 0.6`, and above 1 what no attitude reaches.
constexpr FixedAttitude ceil_fixed(double x)
{
    // The product may be rounded onto a neighbour's value, so the answer is one of two.
    const int below = static_cast<int>(x * attitude_one);
    const int floor = below > 0 && static_cast<double>(below - 1) / attitude_one >= x ? below - 1 : below;
    return static_cast<FixedAttitude>(static_cast<double>(floor) / attitude_one < x ? floor + 1 : floor);
}

} // namespace mutualise
