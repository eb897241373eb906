/// \file Rows of the crowd in the cache: words of lanes as rows, what is fetched ahead of its turn, how a row is
/// written.
#pragma once

#include "attitude_terms.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <iterator>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace mutualise::attitude_kernel
{

/// A lane's bit within its half of a word of lanes (lane_bit in crowd.hpp).
struct alignas(64) HalfBits : std::array<std::uint16_t, max_lanes> {
    constexpr HalfBits() : array{}
    {
        for (unsigned l = 0; l < max_lanes; ++l)
            (*this)[l] = static_cast<std::uint16_t>(lane_bit(l) >> l % 2 * 16);
    }
};
inline constexpr HalfBits half_bits;

static_assert(std::endian::native == std::endian::little, "rows of words are read by halves");

/// A word of lanes as 16-bit numbers: lane l is in the word iff `of[l] & half_bits[l]`.
template <int width>
struct alignas(64) Halves {
    std::uint16_t of[width < 2 ? 2 : width];
};

template <int width>
[[gnu::always_inline]] inline Halves<width> halves(std::uint32_t lanes)
{
    Halves<width> halves;
    for (std::size_t l = 0; l < std::size(halves.of); l += 2)
        std::memcpy(&halves.of[l], &lanes, sizeof lanes);
    return halves;
}

/// Employees whose ties are fetched ahead of their turn: the time of 16 rows hides a memory access.
inline constexpr std::uint32_t ties_ahead = 16;

/// Employees whose own row is fetched ahead into the second-level cache, in order, as memory delivers fastest: 256 kB
/// of rows of 32 lanes, which is most branches, so that ties within the branch find their rows there.
inline constexpr std::uint32_t rows_ahead = 4096;

template <int width>
[[gnu::always_inline]] inline void fetch_ahead(const Population& people, std::uint32_t employee, unsigned ties_each,
                                               const FixedAttitude* attitude)
{
    constexpr int to_read = 0, second_level = 2;
    // As a number: the last rows have none so far ahead, and what is fetched there is not used.
    const std::uintptr_t own = reinterpret_cast<std::uintptr_t>(attitude) +
                               (std::uintptr_t{employee} + rows_ahead) * (width * sizeof(FixedAttitude));
    __builtin_prefetch(reinterpret_cast<const void*>(own), to_read, second_level);
    const auto last = static_cast<std::uint32_t>(people.employees.size() - 1);
    const std::uint32_t* ties = people.ties.data() + std::size_t{std::min(employee + ties_ahead, last)} * ties_each;
    for (unsigned k = 0; k < ties_each; ++k)
        __builtin_prefetch(attitude + std::size_t{ties[k]} * width);
}

/// Writes a row past the caches where it fills whole lines: it is not read again before next month, and its old
/// content need not be fetched. `publish_rows` makes such rows visible to other threads.
template <int width>
[[gnu::always_inline]] inline void store_row(const FixedAttitude* row, FixedAttitude* to)
{
#if defined(__SSE2__)
    if constexpr (width == max_lanes) {
        for (int i = 0; i < width; i += 8)
            _mm_stream_si128(reinterpret_cast<__m128i*>(to + i),
                             _mm_load_si128(reinterpret_cast<const __m128i*>(row + i)));
        return;
    }
#endif
    std::memcpy(to, row, sizeof(FixedAttitude) * width);
}

} // namespace mutualise::attitude_kernel
