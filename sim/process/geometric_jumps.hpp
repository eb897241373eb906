/// \file Geometric jumps from candidate to candidate: events that are rare in a long row are found without a draw for
/// each place (Devroye 1986, Non-Uniform Random Variate Generation, ch. X.2).
#pragma once

#include <array>
#include <cstdint>

namespace mutualise
{

/// Places passed over before the next candidate, from one random word: j with probability (1 - c)^j c, c = 1/64.
class GeometricJumps
{
public:
    static constexpr std::uint32_t places_a_candidate = 64;

    constexpr GeometricJumps()
    {
        // P(jump > j) = (63/64)^(j+1), in multiples of 2^-63 and then 2^-32.
        std::uint64_t chance = std::uint64_t{1} << 63;
        for (std::uint32_t& limit : further_) {
            chance = chance / places_a_candidate * (places_a_candidate - 1);
            limit = static_cast<std::uint32_t>(chance >> 31);
        }
        std::uint32_t jump = 0;
        for (std::uint32_t top = buckets; top-- > 0;) {
            jump = search(jump, top << bucket_shift | ((1U << bucket_shift) - 1));
            from_[top] = static_cast<std::uint16_t>(jump);
        }
    }

    constexpr std::uint32_t operator()(std::uint32_t word) const { return search(from_[word >> bucket_shift], word); }

private:
    static constexpr std::size_t longest = 1420; ///< (63/64)^1420 is below 2^-32: no word reaches further
    static constexpr std::uint32_t buckets = 4096, bucket_shift = 20;

    constexpr std::uint32_t search(std::uint32_t jump, std::uint32_t word) const
    {
        while (jump < longest && word < further_[jump])
            ++jump;
        return jump;
    }

    std::array<std::uint32_t, longest> further_{}; ///< [j]: words below it jump more than j places
    std::array<std::uint16_t, buckets> from_{};    ///< least jump of a word with these top bits
};

inline constexpr GeometricJumps jump_of;

} // namespace mutualise
