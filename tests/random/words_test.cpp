// Many words at a time are the stream's words.
#include "../../sim/random/philox_blocks.hpp"

#include "mutualise/random/words.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

TEST_CASE("words taken by the block are those the stream gives one by one")
{
    for (const std::uint64_t seed : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{0xFEDC'BA98'7654'3210}})
        for (const std::uint32_t counterpart : {0U, 7U, (1U << 24) - 1}) {
            Stream stream(RunKey{seed}, Purpose::turnover, 0xFFFF'FFFF, 12, counterpart);
            Words words(RunKey{seed}, Purpose::turnover, 0xFFFF'FFFF, 12, counterpart);
            for (int i = 0; i < 1000; ++i)
                REQUIRE(words() == stream());
        }
}

TEST_CASE("every instruction set gives the same words")
{
    const std::array<std::uint32_t, 4> counter{0xFFFF'FFF8, 7, 0xFEDC'BA98, 3}; // the first word wraps on the way
    constexpr std::uint64_t seed = 0x0123'4567'89AB'CDEF;
    std::array<std::uint32_t, 4 * philox_blocks_at_once> baseline{}, other{};
    philox_blocks(InstructionSet::baseline)(counter, seed, baseline.data());
    for (const InstructionSet set : {InstructionSet::avx2, InstructionSet::avx512})
        if (supported(set)) {
            philox_blocks(set)(counter, seed, other.data());
            CHECK(other == baseline);
        }
}
