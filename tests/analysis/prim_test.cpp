// Boxes found by patient rule induction: known ones recovered, none claimed in noise, shares and p-values by hand.
#include "mutualise/analysis/prim.hpp"

#include "mutualise/random/stream.hpp"
#include "support/sanitized.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// Uniform points in a cube, one run each; `hit(x, luck)`.
template <class Hit>
PrimPoints cube_points(std::size_t count, std::size_t dimensions, std::uint32_t draw, Hit hit)
{
    PrimPoints points;
    for (std::size_t d = 0; d < dimensions; ++d) {
        points.dimensions.emplace_back().name = "x" + std::to_string(d + 1);
        points.dimensions.back().unit = "-";
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        Stream stream({33}, Purpose::test, i, draw);
        std::vector<double> x;
        for (PrimDimension& dimension : points.dimensions)
            dimension.values.push_back(x.emplace_back(stream.uniform()));
        points.hits.push_back(hit(x, stream.uniform()) ? 1 : 0);
        points.runs.push_back(1);
    }
    return points;
}

/// Lowest and highest value that a box keeps.
std::pair<double, double> limits(const PrimBox& box, PrimPoints points, std::size_t d)
{
    rank_values(points);
    const auto& kept = box.kept[d];
    const auto& distinct = points.dimensions[d].distinct;
    std::size_t low = 0, high = kept.size() - 1;
    while (!kept[low])
        ++low;
    while (!kept[high])
        --high;
    return {distinct[low], distinct[high]};
}

} // namespace

TEST_CASE("a known box is found, and no other dimension is restricted", "[statistical]")
{
    const std::uint32_t draws = sanitized ? 1 : 3;
    PrimOptions options;
    options.permutations = 99;
    int restricted = 0;
    for (std::uint32_t draw = 0; draw < draws; ++draw) {
        CAPTURE(draw);
        const PrimPoints points = cube_points(800, 5, draw, [](const std::vector<double>& x, double luck) {
            const bool in = x[0] > 0.7 && x[1] < 0.4;
            return luck < 0.05 ? !in : in; // labels wrong in 5 %
        });
        const Discovery found = discover(points, options);
        REQUIRE(!found.boxes.empty());
        const FoundBox& box = found.boxes[0];
        // A limit is off by d where luck spares a strip of about 0.4 d 800 (0.3 d 800) right labels: exp(-22) at these
        // d.
        CHECK(limits(box.box, points, 0).first == Approx(0.7).margin(0.07));
        CHECK(limits(box.box, points, 1).second == Approx(0.4).margin(0.09));
        for (std::size_t d = 2; d < 5; ++d)
            restricted += box.box.restricts(d) ? 1 : 0;
        CHECK(box.share.density() > 0.8);              // 95 % by the noise, standard error 2.3 %
        CHECK(box.share.hits / found.all.hits > 0.44); // 72 %, standard error 4.4 %: the rest are wrong labels
        CHECK(box.quasi_p[0] < 1e-6);
        CHECK(box.quasi_p[1] < 1e-6);
        CHECK(box.p_value == 0.01);
    }
    // Over 60 other draws not one of 180 idle dimensions was: a chance below 1.7 %, and seven of nine have one below
    // 1e-10.
    CHECK((sanitized || restricted <= 6));
}

TEST_CASE("two boxes are found one after the other, the second among the points the first leaves", "[statistical]")
{
    const PrimPoints points = cube_points(2000, 4, 1, [](const std::vector<double>& x, double) {
        return (x[0] > 0.75 && x[1] > 0.5) || (x[2] < 0.2 && x[0] < 0.5);
    });
    const Discovery found = discover(points, {});
    REQUIRE(found.boxes.size() == 2);
    const std::size_t right = found.boxes[0].box.restricts(1) ? 0 : 1;
    const PrimBox &one = found.boxes[right].box, &other = found.boxes[1 - right].box;
    // A limit is off by d where the strip of d beside it holds none of the 2,000 points: exp(-2000 d w) = 3e-10 at
    // these d, w being the strip's other sides.
    CHECK(limits(one, points, 0).first == Approx(0.75).margin(0.022));   // w = 1/2
    CHECK(limits(one, points, 1).first == Approx(0.5).margin(0.044));    // 1/4
    CHECK(limits(other, points, 2).second == Approx(0.2).margin(0.022)); // 1/2
    CHECK(limits(other, points, 0).second == Approx(0.5).margin(0.055)); // 1/5
    CHECK(found.boxes[0].share.density() == 1);
    CHECK(found.boxes[1].rest.points == 2000 - found.boxes[0].share.points);
    // Lost at all in 2 of 125 other draws, two hits each: 0.007 % +- 0.057 %, so that 2 % are 35 deviations.
    CHECK(found.boxes[0].share.hits + found.boxes[1].share.hits > 0.98 * found.all.hits);
}

TEST_CASE("in pure noise nothing is found", "[statistical]")
{
    // Each set is a false alarm with a chance of 1 %: nine or more of 30 are with one of 1e-11, all of 5 with 1e-10.
    const std::uint32_t sets = sanitized ? 5 : 30;
    int found = 0;
    for (std::uint32_t draw = 0; draw < sets; ++draw)
        found += discover(cube_points(150, 4, 100 + draw, [](const auto&, double luck) { return luck < 0.3; }), {})
                         .boxes.empty()
                     ? 0
                     : 1;
    CHECK(found <= (sanitized ? 4 : 8));
}

TEST_CASE("levels are peeled one at a time, months and numbers from their ends")
{
    // A hit where the package is b or d and the start is in the first three of eight months.
    PrimPoints points;
    points.dimensions.resize(2);
    points.dimensions[0].name = "package";
    points.dimensions[0].ordered = false;
    points.dimensions[0].levels = {"a", "b", "c", "d"};
    points.dimensions[1].name = "start";
    for (int repeat = 0; repeat < 4; ++repeat)
        for (int package = 0; package < 4; ++package)
            for (int month = 0; month < 8; ++month) {
                points.dimensions[0].values.push_back(package);
                points.dimensions[1].values.push_back(month);
                points.hits.push_back(package % 2 == 1 && month < 3 ? 8 : 0);
                points.runs.push_back(8);
            }
    const Discovery found = discover(points, {});
    REQUIRE(found.boxes.size() == 1);
    CHECK(found.boxes[0].box.kept[0] == std::vector<bool>{false, true, false, true});
    CHECK(found.boxes[0].box.kept[1] == std::vector<bool>{true, true, true, false, false, false, false, false});
    CHECK(found.boxes[0].share.density() == 1);
    CHECK(found.boxes[0].share.hits == found.all.hits);
    CHECK(found.boxes[0].share.points == 24);
}

TEST_CASE("a box among what others left names no level that is gone")
{
    // Package c always hits; of a and b, a at the last two values.
    PrimPoints points;
    points.dimensions.resize(2);
    points.dimensions[0].ordered = false;
    points.dimensions[0].levels = {"a", "b", "c"};
    for (int package = 0; package < 3; ++package)
        for (int x = 0; x < 40; ++x) {
            points.dimensions[0].values.push_back(package);
            points.dimensions[1].values.push_back(x % 10);
            points.hits.push_back(package == 2 || (package == 0 && x % 10 >= 8) ? 1 : 0);
            points.runs.push_back(1);
        }
    const Discovery found = discover(points, {});
    REQUIRE(found.boxes.size() == 2);
    CHECK(found.boxes[0].box.kept[0] == std::vector<bool>{false, false, true});
    CHECK(found.boxes[1].box.kept[0] == std::vector<bool>{true, false, false});
    CHECK(limits(found.boxes[1].box, points, 1).first == 8);
}

TEST_CASE("a box's shares and quasi-p values are those reckoned by hand")
{
    // x: 1, 2, 3, 4; hits of 2 runs: 0, 1, 2, 2. Box x >= 3: 4 of 4 runs, 2 points; without the restriction 5 of 8
    // runs, (0 + 1/2 + 1 + 1) / 4 of the points: P(X >= 2), X binomial (2, 5/8), is 25/64.
    PrimPoints points;
    points.dimensions.resize(1);
    points.dimensions[0].values = {1, 2, 3, 4};
    points.hits = {0, 1, 2, 2};
    points.runs = {2, 2, 2, 2};
    rank_values(points);
    const PrimBox box{{{false, false, true, true}}};
    const std::vector<std::size_t> all{0, 1, 2, 3};
    const PrimShare share = share_of(points, box, all);
    CHECK(share.points == 2);
    CHECK(share.hits == 4);
    CHECK(share.density() == 1);
    CHECK(quasi_p_values(points, box, all)[0] == Approx(25.0 / 64));
    CHECK(quasi_p_values(points, whole_box(points), all)[0] == 1);
}

TEST_CASE("pasting gives back what does not lower the share of hits")
{
    // Hits at x >= 3; the box x >= 5 grows to x >= 3 and no further.
    PrimPoints points;
    points.dimensions.resize(1);
    for (int x = 0; x < 8; ++x) {
        points.dimensions[0].values.push_back(x);
        points.hits.push_back(x >= 3 ? 1 : 0);
        points.runs.push_back(1);
    }
    rank_values(points);
    const PrimBox box{{{false, false, false, false, false, true, true, true}}};
    const PrimBox pasted = paste(points, box, {0, 1, 2, 3, 4, 5, 6, 7}, {});
    CHECK(pasted.kept[0] == std::vector<bool>{false, false, false, true, true, true, true, true});
}

TEST_CASE("where every run is a hit, or none, there is nothing to find")
{
    for (const bool hit : {false, true}) {
        const Discovery found = discover(cube_points(50, 2, 1, [&](const auto&, double) { return hit; }), {});
        CHECK(found.boxes.empty());
        CHECK(found.all.density() == (hit ? 1 : 0));
    }
}

// Ten points of two runs, a hit each but two in the last: the last alone has a log likelihood ratio of
// 20 ln 20 - 11 ln 11 - 9 ln 9 = 13.76 for all, 9 ln 2 x 2 = 12.48 for the rest, halved in points.
TEST_CASE("where the best box is no better than luck, it is told how it stood")
{
    PrimPoints points;
    points.dimensions.resize(1);
    points.dimensions[0].values = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    points.hits = {1, 1, 1, 1, 1, 1, 1, 1, 1, 2};
    points.runs.assign(10, 2);
    rank_values(points);
    const auto steps = peel(points, {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {});
    CHECK(steps.back().likelihood_ratio == Approx((13.7628 - 12.4766) / 2).epsilon(1e-4));
    const Discovery found = discover(points, {});
    CHECK(found.boxes.empty());
    CHECK(found.rest_p_value == 1); // wherever the point with two is, it alone is as good
    CHECK(found.rest_points == 10); // and its limits are dropped
    CHECK(found.rest_density == 0.55);
}
