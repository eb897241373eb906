// Many words at a time are the stream's words.
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
