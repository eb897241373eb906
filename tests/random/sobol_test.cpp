#include "mutualise/random/sobol.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace mutualise;

namespace
{

double fraction(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1p-53; }

/// One dimension of Joe & Kuo's file new-joe-kuo-6.21201: degree, coefficients, first direction numbers.
struct Direction {
    unsigned s, a;
    std::vector<std::uint32_t> m;
};

/// Point `n` by the definition, not by the Gray code's recurrence: the direction numbers of the bits of n's Gray code.
double by_definition(const Direction* direction, std::uint32_t n)
{
    std::vector<std::uint64_t> v;
    for (unsigned k = 0; k < 32; ++k) {
        if (direction == nullptr || k < direction->s) {
            v.push_back((direction == nullptr ? 1 : std::uint64_t{direction->m[k]}) << (63 - k));
            continue;
        }
        const unsigned s = direction->s;
        std::uint64_t next = v[k - s] ^ (v[k - s] >> s);
        for (unsigned i = 1; i < s; ++i)
            if ((direction->a >> (s - 1 - i) & 1) != 0)
                next ^= v[k - i];
        v.push_back(next);
    }
    std::uint64_t x = 0;
    const std::uint32_t gray = n ^ (n >> 1);
    for (unsigned k = 0; k < 32; ++k)
        if ((gray >> k & 1) != 0)
            x ^= v[k];
    return fraction(x);
}

} // namespace

// The sample output beside Joe & Kuo's program sobol.cc: 10 points in 3 dimensions.
TEST_CASE("Sobol's sequence begins with the origin and Joe and Kuo's published points")
{
    const std::vector<double> published{0,    0,    0,    .5,   .5,    .5,    .75,   .25,   .25,   .25,
                                        .75,  .75,  .375, .375, .625,  .875,  .875,  .125,  .625,  .125,
                                        .875, .125, .625, .375, .1875, .3125, .9375, .6875, .8125, .4375};
    const std::vector<std::uint64_t> points = sobol_points(3, 0, 10);
    REQUIRE(points.size() == published.size());
    for (std::size_t i = 0; i < points.size(); ++i)
        CHECK(fraction(points[i]) == published[i]);
}

TEST_CASE("Sobol's sequence follows from the direction numbers that Joe and Kuo published")
{
    const std::vector<Direction> directions{{1, 0, {1}},
                                            {2, 1, {1, 3}},
                                            {3, 1, {1, 3, 1}},
                                            {3, 2, {1, 1, 1}},
                                            {4, 1, {1, 1, 3, 3}},
                                            {4, 4, {1, 3, 5, 13}},
                                            {5, 2, {1, 1, 5, 5, 17}},
                                            {5, 4, {1, 1, 5, 5, 5}},
                                            {5, 7, {1, 1, 7, 11, 19}}};
    const auto dimensions = static_cast<std::uint32_t>(directions.size() + 1);
    const std::uint32_t count = 300;
    const std::vector<std::uint64_t> points = sobol_points(dimensions, 0, count);
    for (std::uint32_t n = 0; n < count; ++n)
        for (std::uint32_t d = 0; d < dimensions; ++d) {
            CAPTURE(n, d);
            REQUIRE(fraction(points[n * dimensions + d]) == by_definition(d == 0 ? nullptr : &directions[d - 1], n));
        }
}

TEST_CASE("a part of Sobol's sequence is the same wherever it begins")
{
    const std::vector<std::uint64_t> whole = sobol_points(7, 0, 200);
    for (const std::uint32_t first : {1U, 2U, 63U, 64U, 150U}) {
        const std::vector<std::uint64_t> part = sobol_points(7, first, 50);
        CHECK(part == std::vector<std::uint64_t>(whole.begin() + first * 7, whole.begin() + (first + 50) * 7));
    }
}
