// The steps of patient rule induction by hand: pasting, settling and the likelihood that both go by.
#include "../../analysis/prim_parts.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>

using namespace mutualise;
using Kept = std::vector<bool>;

namespace
{

/// Points of one ordered dimension with values 0, 1, 2, ...: of each so many, all of them hits or none in all their
/// runs.
struct Row {
    PrimPoints points;
    std::vector<std::size_t> all;

    Row(const std::vector<int>& counts, const Kept& hits, double runs = 1)
    {
        points.dimensions.resize(1);
        for (std::size_t value = 0; value < counts.size(); ++value)
            for (int i = 0; i < counts[value]; ++i)
                add(static_cast<double>(value), hits[value] ? runs : 0, runs);
        rank_values(points);
    }
    void add(double value, double hits, double runs)
    {
        points.dimensions[0].values.push_back(value);
        points.hits.push_back(hits);
        points.runs.push_back(runs);
        all.push_back(all.size());
    }
    Kept pasted(const Kept& kept, const PrimOptions& options = {}) const
    {
        return paste(points, {{kept}}, all, options).kept[0];
    }
    Kept settled(const Kept& kept, const PrimOptions& options = {}) const
    {
        return settle(points, {{kept}}, all, options).kept[0];
    }
};

} // namespace

TEST_CASE("pasting goes on at either end of a box while the share of hits does not fall")
{
    const Row low({1, 1, 1, 1, 1, 1}, {1, 1, 1, 1, 0, 0}), high({1, 1, 1, 1, 1, 1}, {0, 0, 1, 1, 1, 1}),
        middle({1, 1, 1, 1, 1, 1}, {0, 1, 1, 1, 1, 0});
    CHECK(low.pasted({1, 1, 0, 0, 0, 0}) == Kept{1, 1, 1, 1, 0, 0});
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
    CHECK(likelihood_ratio({4, 2, 4, 2}, {8, 4, 8, 4}) == 0);
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
