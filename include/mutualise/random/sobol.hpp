/// \file Sobol's sequence: points that fill a cube evenly. The door to Boost.Random's table of direction numbers.
///
/// Direction numbers of Joe & Kuo (2008, SIAM J. Sci. Comput. 30, doi:10.1137/070709359), points in Gray-code order
/// (Antonov & Saleev 1979), the origin first.
#pragma once

#include <cstdint>
#include <vector>

namespace mutualise
{

inline constexpr std::uint32_t sobol_dimensions = 3667; ///< as many as the table holds

/// Points `first` to `first + count - 1` (the origin is point 0), a row a point: each number is a binary fraction of 64
/// bits, so that x / 2^64 lies in [0, 1).
std::vector<std::uint64_t> sobol_points(std::uint32_t dimensions, std::uint32_t first, std::uint32_t count);

} // namespace mutualise
