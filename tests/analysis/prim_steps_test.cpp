// The steps of patient rule induction by hand: peeling, pasting and the likelihood that boxes go by.
#include "analysis/prim_row.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

// A tenth of what is left at a time: whole values of ten points.
TEST_CASE("peeling goes on to the least mass, or until every run is a hit or none")
{
    const Row row(std::vector<int>(10, 10), {0, 0, 0, 0, 0, 1, 1, 1, 1, 1});
    PrimOptions options;
    options.alpha = 0.1;
    const std::vector<PrimStep> steps = peel(row.points, row.all, options);
    REQUIRE(steps.size() == 6);
    for (std::size_t i = 0; i < steps.size(); ++i)
        CHECK(steps[i].share.points == 100 - 10 * i);
    CHECK(steps[0].likelihood_ratio == 0);
    CHECK(steps[5].share.density() == 1);
    CHECK(steps[5].likelihood_ratio == Approx(100 * std::log(2)));
    options.least_mass = 0.7;
    CHECK(peel(row.points, row.all, options).size() == 4);
    for (const bool hits : {true, false}) {
        const Row alike({10, 10, 10}, Kept(3, hits));
        CHECK(peel(alike.points, alike.all, options).size() == 1);
    }
}

TEST_CASE("a slice holds a point at least, however small a share is asked for")
{
    PrimOptions options;
    options.alpha = GENERATE(0.0, 0.001);
    const Row row({1, 1, 1, 1, 1, 1}, {0, 0, 0, 1, 1, 1});
    const std::vector<PrimStep> steps = peel(row.points, row.all, options);
    REQUIRE(steps.size() == 4);
    for (std::size_t i = 0; i < steps.size(); ++i)
        CHECK(steps[i].share.points == 6 - i);
    const Row one({1, 1, 1, 1}, {0, 0, 0, 1}); // a hit is something to find
    CHECK(peel(one.points, one.all, options).size() == 4);
    // The hit beside the box comes alone, without the miss behind it.
    const Row mixed({4, 1, 1, 1}, {1, 1, 0, 1});
    CHECK(mixed.pasted({1, 0, 0, 0}, options) == Kept{1, 1, 0, 0});
}

TEST_CASE("pasting goes on at either end of a box while the share of hits does not fall")
{
    const Row low({1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 0, 0}), high({1, 1, 1, 1, 1, 1}, {0, 0, 1, 1, 1, 1}),
        middle({1, 1, 1, 1, 1, 1}, {0, 1, 1, 1, 1, 0});
    CHECK(low.pasted({1, 1, 0, 0, 0, 0}) == Kept{1, 1, 1, 1, 0, 0});
    CHECK(low.pasted({0, 0, 0, 1, 0, 0}) == Kept{1, 1, 1, 1, 0, 0});
    CHECK(high.pasted({0, 0, 1, 0, 0, 0}) == Kept{0, 0, 1, 1, 1, 1});
    CHECK(high.pasted({0, 0, 0, 0, 1, 1}) == Kept{0, 0, 1, 1, 1, 1});
    CHECK(middle.pasted({0, 0, 1, 0, 0, 0}) == Kept{0, 1, 1, 1, 1, 0});
    CHECK(middle.pasted({0, 0, 0, 1, 0, 0}) == Kept{0, 1, 1, 1, 1, 0});
}

// A box of 20 hits and 20 misses; beside it a miss, and behind that three hits.
TEST_CASE("what is pasted on at a time has the share of the box's points that is asked for")
{
    const Row row({20, 20, 1, 3}, {1, 0, 0, 1});
    PrimOptions options;
    options.alpha = 0.1; // four points: 23 of 44 are hits
    CHECK(row.pasted({1, 1, 0, 0}, options) == Kept{1, 1, 1, 1});
    options.alpha = 0.025; // one: 20 of 41
    CHECK(row.pasted({1, 1, 0, 0}, options) == Kept{1, 1, 0, 0});
}

TEST_CASE("pasting gives back levels one at a time, those alone whose hits do not lower the share")
{
    Row row({4, 4, 4, 4}, {1, 0, 1, 0});
    row.points.dimensions[0].ordered = false;
    CHECK(row.pasted({1, 0, 0, 0}) == Kept{1, 0, 1, 0});
    CHECK(row.pasted({1, 0, 1, 0}) == Kept{1, 0, 1, 0});
}

TEST_CASE("one chance inside and one outside are likelier than one for all by what the binomial says")
{
    // One point of four, a hit: certain inside and impossible outside, against a quarter of four.
    const PrimShare all{4, 1, 4, 1};
    CHECK(likelihood_ratio({1, 1, 1, 1}, all) == Approx(-(std::log(0.25) + 3 * std::log(0.75))));
    // Two of three inside, one of five outside, against three of eight.
    CHECK(likelihood_ratio({3, 2, 3, 2}, {8, 3, 8, 3}) ==
          Approx(2 * std::log(2.0 / 3) + std::log(1.0 / 3) + std::log(0.2) + 4 * std::log(0.8) -
                 (3 * std::log(3.0 / 8) + 5 * std::log(5.0 / 8))));
    CHECK(likelihood_ratio({3, 0, 3, 0}, all) == 0); // not denser inside
    for (const double times : {2, 3, 7, 11})         // as dense inside as outside, without a residue of rounding
        for (const double hits : {1, 2, 3}) {
            const double points = 10 * times;
            CHECK(likelihood_ratio({10, hits, 10, hits},
                                   {static_cast<std::size_t>(points), times * hits, points, times * hits}) == 0);
        }
    CHECK(likelihood_ratio({}, all) == 0);
    CHECK(likelihood_ratio(all, all) == 0);
}

// 0.3 + 0.2 + 0.1 is less than 0.1 + 0.2 + 0.3 in binary: nothing outside is not a share below 0.
TEST_CASE("a box of everything is no denser than what is left out, in whatever order its shares were added up")
{
    const double up = 0.1 + 0.2 + 0.3, down = 0.3 + 0.2 + 0.1;
    REQUIRE(up > down);
    CHECK(likelihood_ratio({3, 6, 30, up}, {3, 6, 30, down}) == 0);
    CHECK(likelihood_ratio({3, 6, 30, down}, {3, 6, 30, up}) == 0);
}
