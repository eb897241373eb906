/// \file Traits as stored quantiles, from the words of a keyed stream.
#pragma once

#include "mutualise/population/population.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace mutualise
{

/// Uniform in (0, 1): an odd multiple of 2^-24, exact as a float.
inline float uniform_trait(std::uint32_t word) { return static_cast<float>(word >> 9 << 1 | 1U) * 0x1p-24F; }

/// Standard normal in multiples of 1/8192, in (-4, 4): beyond lie 6 of 100,000 draws, kept at the ends.
inline std::int16_t normal_trait(std::uint32_t word)
{
    const double z = portable::normal_quantile((word + 0.5) * 0x1p-32);
    return static_cast<std::int16_t>(std::clamp(std::floor(z * normal_quantile_one + 0.5), -32767.0, 32767.0));
}

} // namespace mutualise
