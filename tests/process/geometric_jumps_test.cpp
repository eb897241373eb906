// Jumps between candidates against the law they are drawn from.
#include "../../sim/process/geometric_jumps.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

namespace
{

/// Of all 2^32 words, how many jump further than j: found by halving, as a larger word never jumps further.
std::uint64_t words_beyond(std::uint32_t j)
{
    std::uint64_t low = 0, high = std::uint64_t{1} << 32; // words below `low` do, from `high` on do not
    while (low < high) {
        const std::uint64_t middle = (low + high) / 2;
        if (jump_of(static_cast<std::uint32_t>(middle)) > j)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

} // namespace

TEST_CASE("a jump goes further than j with probability (63/64)^(j+1)")
{
    for (const std::uint32_t j : {0U, 1U, 2U, 63U, 64U, 200U, 700U, 1200U})
        CHECK(static_cast<double>(words_beyond(j)) == Approx(std::pow(63.0 / 64, j + 1) * 0x1p32).margin(2));
}

TEST_CASE("a larger word never jumps further, the largest stays")
{
    std::uint32_t before = jump_of(0);
    CHECK(before > 1300);
    for (std::uint64_t word = 0; word < std::uint64_t{1} << 32; word += 99'991) {
        const std::uint32_t jump = jump_of(static_cast<std::uint32_t>(word));
        REQUIRE(jump <= before);
        before = jump;
    }
    CHECK(jump_of(0xFFFF'FFFF) == 0);
}
