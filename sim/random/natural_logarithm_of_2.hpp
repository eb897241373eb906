/// \file ln 2 in parts, for the argument reductions of exp and log.
#pragma once

#include "double_double.hpp"

#if defined(__FAST_MATH__)
#error "-ffast-math reorders arithmetic (recorded results would depend on the compiler): leave it off"
#endif

namespace mutualise
{

inline constexpr DoubleDouble ln2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
/// 32 bits of ln 2, whose product with an integer below 2^20 is exact.
inline constexpr double short_ln2 = 0x1.62e42feep-1;
inline constexpr double rest_of_ln2 = (ln2.high - short_ln2) + ln2.low;

} // namespace mutualise
