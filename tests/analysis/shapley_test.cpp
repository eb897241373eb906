// Games whose values are in the textbooks, and a second transcription by orders of arrival.
#include "mutualise/analysis/shapley.hpp"
#include "mutualise/random/stream.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <functional>
#include <numeric>
#include <stdexcept>

using namespace mutualise;

namespace
{

std::vector<double> game(std::size_t levers, const std::function<double(std::size_t)>& worth)
{
    std::vector<double> v(std::size_t{1} << levers);
    for (std::size_t set = 0; set < v.size(); ++set)
        v[set] = worth(set);
    return v;
}

std::vector<double> noise(std::size_t levers)
{
    Stream stream({17}, Purpose::test, 0, static_cast<std::uint32_t>(levers));
    return game(levers, [&](std::size_t) { return 1e6 * stream.normal(); });
}

void check_equal(const std::vector<double>& got, const std::vector<double>& expected)
{
    REQUIRE(got.size() == expected.size());
    for (std::size_t i = 0; i < got.size(); ++i) {
        INFO(i);
        CHECK(got[i] == Approx(expected[i]).margin(1e-12));
    }
}

bool has(std::size_t set, std::size_t lever) { return (set >> lever & 1) != 0; }

} // namespace

TEST_CASE("the glove game: the only left glove is worth two thirds, each of two right ones a sixth")
{
    check_equal(shapley_values(game(3, [](std::size_t set) { return has(set, 0) && (set & 6) != 0 ? 1 : 0; })),
                {2.0 / 3, 1.0 / 6, 1.0 / 6});
}

TEST_CASE("of an additive game every lever has its own worth, and no pair interacts")
{
    const std::vector<double> worth{5, -2, 0, 11};
    const auto v = game(4, [&](std::size_t set) {
        double sum = 100; // whatever there is without levers
        for (std::size_t i = 0; i < 4; ++i)
            sum += has(set, i) ? worth[i] : 0;
        return sum;
    });
    check_equal(shapley_values(v), worth);
    check_equal(shapley_interactions(v), std::vector<double>(16, 0));
}

TEST_CASE("majorities: equal votes share alike, and two of one do as much as one of two only together")
{
    const auto of_three = game(3, [](std::size_t set) { return std::popcount(set) >= 2 ? 1 : 0; });
    check_equal(shapley_values(of_three), {1.0 / 3, 1.0 / 3, 1.0 / 3});
    // A pair decides alone (+1) and is one too many with the third (-1): 1/2 - 1/2.
    check_equal(shapley_interactions(of_three), std::vector<double>(9, 0));
    // Votes 2, 1, 1 and a quota of 3 (Shapley & Shubik 1954).
    check_equal(shapley_values(game(3, [](std::size_t set) { return has(set, 0) && set > 1 ? 1 : 0; })),
                {2.0 / 3, 1.0 / 6, 1.0 / 6});
}

TEST_CASE("a pure pair interacts by its whole worth, and nobody else does")
{
    const auto pair = game(4, [](std::size_t set) { return (set & 5) == 5 ? 8 : 0; });
    check_equal(shapley_values(pair), {4, 0, 4, 0});
    std::vector<double> expected(16, 0);
    expected[0 * 4 + 2] = expected[2 * 4 + 0] = 8;
    check_equal(shapley_interactions(pair), expected);
    const std::vector<double> dividends = harsanyi_dividends(pair);
    for (std::size_t set = 0; set < 16; ++set)
        CHECK(dividends[set] == (set == 5 ? 8 : 0));
}

TEST_CASE("three that only work together share each pair's interaction by half")
{
    const auto three = game(3, [](std::size_t set) { return set == 7 ? 1 : 0; });
    const double h = 0.5;
    check_equal(shapley_interactions(three), {0, h, h, h, 0, h, h, h, 0});
}

TEST_CASE("values are the mean gains over all orders of arrival")
{
    const std::vector<double> v = noise(5);
    std::vector<std::size_t> order(5);
    std::iota(order.begin(), order.end(), 0U);
    std::vector<double> gains(5, 0);
    int orders = 0;
    do {
        std::size_t set = 0;
        for (const std::size_t lever : order) {
            const std::size_t with = set | std::size_t{1} << lever;
            gains[lever] += v[with] - v[set];
            set = with;
        }
        ++orders;
    } while (std::next_permutation(order.begin(), order.end()));
    for (double& gain : gains)
        gain /= orders;
    const std::vector<double> phi = shapley_values(v);
    for (std::size_t i = 0; i < 5; ++i)
        CHECK(phi[i] == Approx(gains[i]).epsilon(1e-10));
}

// d_T shared evenly among T gives the values, d_T / (|T| - 1) among its pairs the interactions (Grabisch & Roubens
// 1999, eq. 8).
TEST_CASE("values and interactions are the dividends shared out, and values sum to the total effect to rounding")
{
    for (std::size_t levers = 1; levers <= most_levers; ++levers) {
        const std::vector<double> v = noise(levers), dividend = harsanyi_dividends(v), phi = shapley_values(v),
                                  index = shapley_interactions(v);
        std::vector<double> shares(levers, 0), pairs(levers * levers, 0);
        for (std::size_t set = 1; set < v.size(); ++set) {
            const auto size = static_cast<double>(std::popcount(set));
            for (std::size_t i = 0; i < levers; ++i)
                for (std::size_t j = 0; has(set, i) && j < levers; ++j)
                    if (has(set, j) && i == j)
                        shares[i] += dividend[set] / size;
                    else if (has(set, j))
                        pairs[i * levers + j] += dividend[set] / (size - 1);
        }
        INFO(levers << " levers");
        for (std::size_t i = 0; i < levers; ++i)
            CHECK(phi[i] == Approx(shares[i]).margin(1e-4));
        for (std::size_t i = 0; i < levers * levers; ++i)
            CHECK(index[i] == Approx(pairs[i]).margin(1e-4));
        CHECK(std::accumulate(phi.begin(), phi.end(), 0.0) == Approx(v.back() - v.front()).margin(1e-7));
    }
}

TEST_CASE("what is no set of all combinations is refused")
{
    for (const std::size_t count : {0U, 1U, 3U, 2048U})
        CHECK_THROWS_AS(shapley_values(std::vector<double>(count)), std::invalid_argument);
}
