// Limits of boxes set one by one, by hand.
#include "analysis/prim_row.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

// Hits at 4 and 5 alone; beside them 100 points at 3 or at 6, so that a box that takes these in is worse than the one
// it starts from.
TEST_CASE("settling moves each end of a box alone, as far as it has to go")
{
    const double runs = GENERATE(1, 10); // of a point share its chance
    const Kept hits{0, 0, 0, 0, 1, 1, 0, 0};
    const Row crowd_above({10, 10, 10, 10, 10, 10, 100, 10}, hits, runs),
        crowd_below({10, 10, 10, 100, 10, 10, 10, 10}, hits, runs);
    CHECK(crowd_above.settled({0, 0, 1, 1, 1, 1, 0, 0}) == hits);
    CHECK(crowd_below.settled({0, 0, 0, 0, 1, 1, 1, 1}) == hits);
    CHECK(crowd_above.settled({0, 0, 0, 0, 1, 0, 0, 0}) == hits);
    CHECK(crowd_below.settled({0, 0, 0, 0, 0, 1, 0, 0}) == hits);
}

TEST_CASE("settling goes to the lowest value and to the highest")
{
    const Row low({10, 10, 10, 10}, {1, 1, 0, 0}), high({10, 10, 10, 10}, {0, 0, 1, 1});
    CHECK(low.settled({0, 1, 0, 0}) == Kept{1, 1, 0, 0});
    CHECK(low.settled({1, 1, 1, 0}) == Kept{1, 1, 0, 0});
    CHECK(high.settled({0, 0, 1, 0}) == Kept{0, 0, 1, 1});
    CHECK(high.settled({0, 1, 1, 1}) == Kept{0, 0, 1, 1});
}

TEST_CASE("settling moves one end after the other until none moves")
{
    const Row row({30, 30, 30, 30, 30, 30}, {0, 0, 1, 1, 0, 0});
    CHECK(row.settled(Kept(6, true)) == Kept{0, 0, 1, 1, 0, 0});
    CHECK(row.settled({0, 1, 1, 1, 1, 0}) == Kept{0, 0, 1, 1, 0, 0});
}

TEST_CASE("settling takes levels in and puts them out one by one")
{
    Row row({10, 10, 10, 10}, {1, 0, 1, 0});
    row.points.dimensions[0].ordered = false;
    const Kept hits{1, 0, 1, 0};
    CHECK(row.settled({1, 0, 0, 0}) == hits);
    CHECK(row.settled({1, 1, 1, 0}) == hits);
    CHECK(row.settled({0, 0, 1, 1}) == hits);
    CHECK(row.settled(hits) == hits);
}

// Of 100 points, half in the box: a limit costs ln(100) / 2 = 2.30. A chance of 3/4 beside 1/2 is likelier by 3.38,
// one of 0.7 by 2.10.
TEST_CASE("settling opens a limit that does not earn its price")
{
    const auto [chance, kept] = GENERATE(table<double, bool>({{0.75, false}, {0.7, true}}));
    Row above({}, {}), below({}, {});
    for (int i = 0; i < 50; ++i) {
        above.add(0, 10, 20);
        above.add(1, chance * 20, 20);
        below.add(0, chance * 20, 20);
        below.add(1, 10, 20);
    }
    for (Row* row : {&above, &below})
        rank_values(row->points);
    CHECK(above.settled({false, true}) == Kept{kept, true});
    CHECK(below.settled({true, false}) == Kept{true, kept});
    above.points.dimensions[0].ordered = false;
    CHECK(above.settled({false, true}) == Kept{kept, true});
}

TEST_CASE("settling leaves a box as many points as it must hold at least")
{
    const Row row({25, 25, 25, 25}, {0, 0, 0, 1});
    PrimOptions options;
    options.least_mass = 0.25;
    CHECK(row.settled({0, 0, 1, 1}, options) == Kept{0, 0, 0, 1});
    options.least_mass = 0.26;
    CHECK(row.settled({0, 0, 1, 1}, options) == Kept{0, 0, 1, 1});
}
