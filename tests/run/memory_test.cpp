// How many runs at a time fit in memory.
#include "mutualise/run/memory.hpp"
#include "mutualise/state/crowd.hpp"
#include "support/small_population.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

TEST_CASE("a batch takes all 32 lanes where memory allows, half as many where it does not, and never none")
{
    const Population& people = testing::small_population();
    constexpr int rows = 69;
    const auto with_room = [&](int lanes) { return batch_memory(people, lanes, rows) / 9 * 10 + 10; };
    CHECK(lanes_that_fit(people, rows, with_room(32)) == 32);
    CHECK(lanes_that_fit(people, rows, with_room(32) / 10 * 9) == 16);
    CHECK(lanes_that_fit(people, rows, with_room(4)) == 4);
    CHECK(lanes_that_fit(people, rows, 0) == 1);
}

TEST_CASE("a batch's memory is at least its two arrays of attitudes and grows with the lanes")
{
    const Population& people = testing::small_population();
    for (const int lanes : {1, 2, 4, 8, 16, 32})
        CHECK(batch_memory(people, lanes, 69) >= people.employees.size() * 4 * static_cast<unsigned>(lanes));
    CHECK(batch_memory(people, 32, 69) > batch_memory(people, 16, 69));
}

TEST_CASE("some memory is available") { CHECK(available_memory() > 1'000'000); }
