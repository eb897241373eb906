#include "philox_blocks.hpp"

#include <cassert>

namespace mutualise
{

namespace
{

[[gnu::always_inline]] inline void blocks_of(const std::array<std::uint32_t, 4>& counter, std::uint64_t seed,
                                             std::uint32_t* out)
{
    constexpr std::size_t blocks = philox_blocks_at_once;
    constexpr std::uint64_t multiplier0 = 0xD251'1F53, multiplier1 = 0xCD9E'8D57;
    std::uint32_t c0[blocks], c1[blocks], c2[blocks], c3[blocks];
    for (std::size_t b = 0; b < blocks; ++b) {
        c0[b] = counter[0] + static_cast<std::uint32_t>(b);
        c1[b] = counter[1];
        c2[b] = counter[2];
        c3[b] = counter[3];
    }
    auto key0 = static_cast<std::uint32_t>(seed), key1 = static_cast<std::uint32_t>(seed >> 32);
    for (int round = 0; round < 10; ++round) {
        for (std::size_t b = 0; b < blocks; ++b) {
            const std::uint64_t product0 = multiplier0 * c0[b], product1 = multiplier1 * c2[b];
            c0[b] = static_cast<std::uint32_t>(product1 >> 32) ^ c1[b] ^ key0;
            c1[b] = static_cast<std::uint32_t>(product1);
            c2[b] = static_cast<std::uint32_t>(product0 >> 32) ^ c3[b] ^ key1;
            c3[b] = static_cast<std::uint32_t>(product0);
        }
        key0 += 0x9E37'79B9;
        key1 += 0xBB67'AE85;
    }
    for (std::size_t b = 0; b < blocks; ++b) {
        out[4 * b] = c0[b];
        out[4 * b + 1] = c1[b];
        out[4 * b + 2] = c2[b];
        out[4 * b + 3] = c3[b];
    }
}

void blocks_baseline(const std::array<std::uint32_t, 4>& counter, std::uint64_t seed, std::uint32_t* out)
{
    blocks_of(counter, seed, out);
}

#if defined(__x86_64__)
[[gnu::target("arch=x86-64-v3")]] void blocks_avx2(const std::array<std::uint32_t, 4>& counter, std::uint64_t seed,
                                                   std::uint32_t* out)
{
    blocks_of(counter, seed, out);
}

[[gnu::target("arch=x86-64-v4")]] void blocks_avx512(const std::array<std::uint32_t, 4>& counter, std::uint64_t seed,
                                                     std::uint32_t* out)
{
    blocks_of(counter, seed, out);
}
#endif

} // namespace

PhiloxBlocks philox_blocks(InstructionSet set)
{
#if defined(__x86_64__)
    if (set == InstructionSet::avx512)
        return blocks_avx512;
    if (set == InstructionSet::avx2)
        return blocks_avx2;
#endif
    assert(set == InstructionSet::baseline);
    return blocks_baseline;
}

} // namespace mutualise
