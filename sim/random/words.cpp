/// \file Philox4x32-10 (Salmon et al. 2011, SC'11, doi:10.1145/2063384.2063405), sixteen blocks side by side so that
/// each step is one vector instruction. Random123's scalar form is its oracle (tests/random/words_test.cpp).
#include "mutualise/random/words.hpp"

#include <utility>

// Sanitizers start after the choice of a clone is made.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || !defined(__x86_64__)
#define MUTUALISE_CLONES
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define MUTUALISE_CLONES
#endif
#endif
#ifndef MUTUALISE_CLONES
#define MUTUALISE_CLONES __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#endif

namespace mutualise
{

namespace
{

constexpr std::size_t blocks = 16;

/// out[4 b + i] is word i of the block at counter[0] + b.
MUTUALISE_CLONES void philox_blocks(const std::array<std::uint32_t, 4>& counter, std::uint64_t seed, std::uint32_t* out)
{
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

} // namespace

Words::Words(RunKey key, Purpose purpose, std::uint32_t entity, std::uint32_t step, std::uint32_t counterpart)
    : key_(key), counter_(first_counter(purpose, entity, step, counterpart))
{
}

void Words::refill()
{
    philox_blocks(counter_, key_.seed, words_.data());
    counter_[0] += blocks;
    used_ = 0;
}

} // namespace mutualise
