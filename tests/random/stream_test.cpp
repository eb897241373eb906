/// \file A draw depends on its key and its place in its stream, and on nothing else.
#include "mutualise/random/stream.hpp"

#include <algorithm>
#include <boost/random/uniform_int_distribution.hpp>
#include <catch2/catch.hpp>
#include <cmath>
#include <random>
#include <set>
#include <vector>

using namespace mutualise;

namespace
{
constexpr RunKey key{20100511};

std::uint64_t two_words(RunKey run, Purpose purpose, std::uint32_t entity, std::uint32_t step,
                        std::uint32_t counterpart)
{
    Stream stream(run, purpose, entity, step, counterpart);
    const std::uint64_t high = stream();
    return high << 32 | stream();
}
} // namespace

TEST_CASE("streams that differ in any part of their key differ", "[statistical]")
{
    // 2 x 3 x 10 x 10 x 10 keys: a coincidence of two 64-bit words has probability below 1e-12.
    std::set<std::uint64_t> seen;
    std::size_t keys = 0;
    for (const RunKey run : {RunKey{0}, RunKey{std::uint64_t{1} << 32}})
        for (const Purpose purpose : {Purpose::test, Purpose::launch, Purpose::stock_contract})
            for (std::uint32_t entity = 0; entity < 10; ++entity)
                for (std::uint32_t step = 0; step < 10; ++step)
                    for (std::uint32_t counterpart = 0; counterpart < 10; ++counterpart, ++keys)
                        seen.insert(two_words(run, purpose, entity, step, counterpart));
    CHECK(seen.size() == keys);
}

TEST_CASE("the largest counterpart does not run into the purpose")
{
    constexpr std::uint32_t largest = (1U << 24) - 1;
    CHECK(two_words(key, Purpose::test, 1, 1, largest) !=
          two_words(key, Purpose::organisation_thinning, 1, 1, largest));
    CHECK(two_words(key, Purpose::test, 1, 1, largest) != two_words(key, Purpose::organisation_thinning, 1, 1, 0));
}

TEST_CASE("a draw does not depend on what was drawn before")
{
    std::vector<double> forwards, backwards(50);
    for (std::uint32_t entity = 0; entity < 50; ++entity)
        forwards.push_back(Stream(key, Purpose::quality, entity, 0).gamma(0.7));
    for (std::uint32_t entity = 50; entity-- > 0;) {
        Stream other(key, Purpose::launch, entity, 0);
        Stream stream(key, Purpose::quality, entity, 0);
        other.beta(2, 3);
        backwards[entity] = stream.gamma(0.7);
        other.normal();
    }
    CHECK(forwards == backwards);
}

TEST_CASE("the first uniform of a stream is the free function's")
{
    for (std::uint32_t i = 0; i < 1000; ++i)
        REQUIRE(uniform(key, Purpose::turnover, i, i / 7, i % 5) ==
                Stream(key, Purpose::turnover, i, i / 7, i % 5).uniform());
}

TEST_CASE("uniform numbers stay strictly between 0 and 1, each the middle of one of 2^52 equal pieces")
{
    Stream stream(key, Purpose::test, 0, 0);
    int outside = 0, off_lattice = 0;
    for (int i = 0; i < 1'000'000; ++i) {
        const double u = stream.uniform();
        outside += !(u > 0 && u < 1 && 1 - u > 0);
        const double piece = u * 0x1p52 - 0.5;
        off_lattice += piece != std::floor(piece);
    }
    CHECK(outside == 0);
    CHECK(off_lattice == 0);
}

TEST_CASE("numbers of neighbouring entities, steps, purposes, counterparts and runs are uncorrelated", "[statistical]")
{
    // 12 u v' has mean 0 and variance 1 for centred uniforms; |z| > 6.2 has probability 6e-10.
    constexpr int n = 100'000;
    double entity = 0, step = 0, purpose = 0, counterpart = 0, run = 0, within = 0;
    for (std::uint32_t i = 0; i < n; ++i) {
        Stream stream(RunKey{7}, Purpose::launch, i, 3, 2);
        const double u = stream.uniform() - 0.5;
        within += 12 * u * (stream.uniform() - 0.5);
        entity += 12 * u * (uniform(RunKey{7}, Purpose::launch, i + 1, 3, 2) - 0.5);
        step += 12 * u * (uniform(RunKey{7}, Purpose::launch, i, 4, 2) - 0.5);
        purpose += 12 * u * (uniform(RunKey{7}, Purpose::sponsor, i, 3, 2) - 0.5);
        counterpart += 12 * u * (uniform(RunKey{7}, Purpose::launch, i, 3, 3) - 0.5);
        run += 12 * u * (uniform(RunKey{8}, Purpose::launch, i, 3, 2) - 0.5);
    }
    for (const double sum : {entity, step, purpose, counterpart, run, within})
        CHECK(std::abs(sum) / std::sqrt(n) < 6.2);
}

TEST_CASE("the seeds of an ensemble's runs are all different, also from those of the next base seeds", "[statistical]")
{
    // Within a base for certain; between three bases a coincidence of 3 x 50,000 seeds has probability 4e-10.
    std::vector<std::uint64_t> seeds;
    for (const std::uint64_t base : {0ULL, 1ULL, 0xFFFF'FFFF'FFFF'FFFFULL})
        for (std::uint32_t index = 0; index < 50'000; ++index)
            seeds.push_back(run_key(base, index).seed);
    std::sort(seeds.begin(), seeds.end());
    CHECK(std::adjacent_find(seeds.begin(), seeds.end()) == seeds.end());
}

TEST_CASE("both halves of the base seed reach a run's seed")
{
    CHECK_FALSE(run_key(1, 5) == run_key(2, 5));
    CHECK_FALSE(run_key(1, 5) == run_key(1 + (std::uint64_t{1} << 32), 5));
    CHECK_FALSE(run_key(1, 5) == run_key(1 + (std::uint64_t{1} << 63), 5));
    CHECK_FALSE(run_key(1, 5) == run_key(1, 5 + (1U << 31)));
}

TEST_CASE("a stream drives Boost's integer distributions", "[statistical]")
{
    Stream stream(key, Purpose::test, 9, 9);
    boost::random::uniform_int_distribution<int> die(1, 6);
    std::set<int> seen;
    for (int i = 0; i < 500; ++i) // missing a face: probability 6 (5/6)^500, below 1e-38
        seen.insert(die(stream));
    CHECK(seen == std::set<int>{1, 2, 3, 4, 5, 6});
    STATIC_REQUIRE(std::uniform_random_bit_generator<Stream>);
}

TEST_CASE("a shuffle swaps each place, from the last one down, with a drawn one up to it")
{
    Stream stream(key, Purpose::test, 7, 0), again(key, Purpose::test, 7, 0);
    const std::vector<std::uint32_t> order = shuffled(stream, 100);
    std::vector<std::uint32_t> by_hand(100);
    for (std::uint32_t i = 0; i < 100; ++i)
        by_hand[i] = i;
    for (std::uint32_t i = 99; i >= 1; --i)
        std::swap(by_hand[i], by_hand[again.below(i + 1)]);
    CHECK(order == by_hand);
    CHECK(stream() == again());
    CHECK(shuffled(stream, 0).empty());
    CHECK(shuffled(stream, 1) == std::vector<std::uint32_t>{0});
}
