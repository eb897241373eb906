#include "../../sim/population/blueprint.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using Parts = std::vector<std::uint32_t>;

TEST_CASE("apportionment gives the spare posts to the largest remainders")
{
    // Quotas 1.667, 3.333, 5: one post left, to the remainder .667.
    CHECK(apportion(10, {1, 2, 3}) == Parts{2, 3, 5});
    // Quotas 3.33 each: the one left goes to the first.
    CHECK(apportion(10, {1, 1, 1}) == Parts{4, 3, 3});
    CHECK(apportion(0, {1, 2}) == Parts{0, 0});
    CHECK(apportion(7, {}) == Parts{});
    CHECK(apportion(7, {0, 0}) == Parts{0, 0});
}

TEST_CASE("apportionment leaves rows without weight empty")
{
    CHECK(apportion(9, {0, 1, 0, 2}, 2) == Parts{0, 4, 0, 5});
    // 2 each, then 5 over 1 : 2 = 1.667 and 3.333.
}

TEST_CASE("apportionment drops the smallest weights where the total cannot give everybody the least")
{
    CHECK(apportion(13, {1, 5, 3}, 6) == Parts{0, 7, 6});
    CHECK(apportion(4, {1, 5, 3}, 6) == Parts{0, 4, 0});
}

TEST_CASE("apportioned parts sum to the total whatever the weights")
{
    const RunKey key{7};
    for (std::uint32_t trial = 0; trial < 200; ++trial) {
        Stream draws(key, Purpose::test, trial, 0);
        std::vector<double> weights(1 + draws.below(50));
        for (double& w : weights)
            w = draws.below(4) == 0 ? 0.0 : -std::log(draws.uniform());
        weights[0] = 1;
        const std::uint32_t total = draws.below(100000);
        const auto parts = apportion(total, weights, draws.below(20));
        std::uint64_t sum = 0;
        for (const std::uint32_t part : parts)
            sum += part;
        CHECK(sum == total);
    }
}

TEST_CASE("managers' layers narrow by the span of control to one head")
{
    CHECK(superior_layers(1, 7) == Parts{});
    CHECK(superior_layers(2, 7) == Parts{1});
    CHECK(superior_layers(7, 7) == Parts{1});
    CHECK(superior_layers(8, 7) == Parts{2, 1});
    CHECK(superior_layers(50, 7) == Parts{8, 2, 1});
    CHECK(superior_layers(5, 2) == Parts{3, 2, 1});
}
