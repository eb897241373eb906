/// \file 16-bit fixed point as the attitude kernel uses it: one instruction an operation and 32 runs an instruction.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>

namespace mutualise
{

/// A signed 16-bit number. A product is a b / 2^15 rounded to the nearest (a half upwards), so one factor is a share of
/// 2^15 and the product keeps the other's scale. Sums must stay in range: nothing saturates.
struct Fixed16 {
    std::int16_t value = 0;

    friend constexpr auto operator<=>(Fixed16, Fixed16) = default;
    friend constexpr Fixed16 operator+(Fixed16 a, Fixed16 b) { return {static_cast<std::int16_t>(a.value + b.value)}; }
    friend constexpr Fixed16 operator-(Fixed16 a, Fixed16 b) { return {static_cast<std::int16_t>(a.value - b.value)}; }
    friend constexpr Fixed16 operator-(Fixed16 a) { return {static_cast<std::int16_t>(-a.value)}; }
    friend constexpr Fixed16 min(Fixed16 a, Fixed16 b) { return {std::min(a.value, b.value)}; }
    friend constexpr Fixed16 max(Fixed16 a, Fixed16 b) { return {std::max(a.value, b.value)}; }
    /// Written so that g++ finds the one instruction for it (vpmulhrsw).
    friend constexpr Fixed16 operator*(Fixed16 a, Fixed16 b)
    {
        return {static_cast<std::int16_t>((((std::int32_t{a.value} * b.value) >> 14) + 1) >> 1)};
    }
};

/// a if `condition`, else 0. As a mask: a conditional load would keep a loop over lanes from one instruction a step.
constexpr Fixed16 only_if(bool condition, Fixed16 a)
{
    return {static_cast<std::int16_t>(a.value & -static_cast<std::int16_t>(condition))};
}

} // namespace mutualise
