/// \file Streams are Philox4x32-10 at the promised counters: known answers and a second transcription.
#include "mutualise/random/stream.hpp"

#include <Random123/philox.h>
#include <array>
#include <catch2/catch.hpp>

using namespace mutualise;

namespace
{
using Words = std::array<std::uint32_t, 4>;

/// Philox4x32-10 as in Salmon et al. 2011, section 3.3, written out: no multiplication wider than C++ promises.
Words philox_by_hand(Words x, std::uint32_t key_0, std::uint32_t key_1)
{
    for (int round = 0; round < 10; ++round) {
        const std::uint64_t a = std::uint64_t{0xD2511F53} * x[0], b = std::uint64_t{0xCD9E8D57} * x[2];
        x = {static_cast<std::uint32_t>(b >> 32) ^ x[1] ^ key_0, static_cast<std::uint32_t>(b),
             static_cast<std::uint32_t>(a >> 32) ^ x[3] ^ key_1, static_cast<std::uint32_t>(a)};
        key_0 += 0x9E3779B9;
        key_1 += 0xBB67AE85;
    }
    return x;
}

struct KnownAnswer {
    Words counter;
    std::array<std::uint32_t, 2> key;
    Words answer;
};

// philox4x32 10 of Random123's tests/kat_vectors: zeros, ones, the digits of pi.
constexpr std::array<KnownAnswer, 3> known_answers{
    {{{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
     {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
      {0xffffffff, 0xffffffff},
      {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
     {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
      {0xa4093822, 0x299f31d0},
      {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}}}};

Words first_words(Stream stream) { return {stream(), stream(), stream(), stream()}; }
} // namespace

TEST_CASE("Random123's Philox and the transcription give the published answers")
{
    for (const KnownAnswer& known : known_answers) {
        const auto& [counter, key, answer] = known;
        const r123::Philox4x32::ctr_type library =
            r123::Philox4x32{}({{counter[0], counter[1], counter[2], counter[3]}}, {{key[0], key[1]}});
        CHECK(Words{library[0], library[1], library[2], library[3]} == answer);
        CHECK(philox_by_hand(counter, key[0], key[1]) == answer);
    }
}

TEST_CASE("the stream of all zeros begins with Philox's first published answer")
{
    CHECK(first_words(Stream(RunKey{0}, Purpose::test, 0, 0)) == known_answers[0].answer);
}

TEST_CASE("a stream is Philox of (block, entity, step, purpose and counterpart) under the seed's halves")
{
    const RunKey key{0x299f31d0a4093822};
    Stream stream(key, Purpose::launch, 0x85a308d3, 0x13198a2e, 0x707344);
    for (std::uint32_t block = 0; block < 5; ++block)
        for (const std::uint32_t word :
             philox_by_hand({block, 0x85a308d3, 0x13198a2e, 30U << 24 | 0x707344}, 0xa4093822, 0x299f31d0))
            REQUIRE(stream() == word);
}

TEST_CASE("a uniform number is the 52 top bits of two words, odd on the lattice of 2^-53")
{
    const Words words = philox_by_hand({0, 17, 3, 22U << 24}, 5, 0);
    const std::uint64_t bits = std::uint64_t{words[1]} << 32 | words[0];
    const double expected = static_cast<double>(bits >> 12) * 0x1p-52 + 0x1p-53;
    CHECK(Stream(RunKey{5}, Purpose::turnover, 17, 3).uniform() == expected);
    CHECK(uniform(RunKey{5}, Purpose::turnover, 17, 3) == expected);
}

TEST_CASE("a purpose keeps its number for ever")
{
    CHECK(static_cast<int>(Purpose::test) == 0);
    CHECK(static_cast<int>(Purpose::ties) == 8);
    CHECK(static_cast<int>(Purpose::turnover) == 22);
    CHECK(static_cast<int>(Purpose::launch) == 30);
    CHECK(static_cast<int>(Purpose::tender_time) == 52);
    CHECK(static_cast<int>(Purpose::trading_result) == 81);
    CHECK(static_cast<int>(Purpose::stock_contract) == 86);
}
