// Tails of the binomial: against sums by hand, a transcription in long double, and what an exact interval promises.
#include "mutualise/analysis/binomial.hpp"
#include "mutualise/analysis/intervals.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;

namespace
{

double term(std::uint32_t hits, std::uint32_t runs, double chance)
{
    return static_cast<double>(std::exp(std::lgamma(runs + 1.0L) - std::lgamma(hits + 1.0L) -
                                        std::lgamma(runs - hits + 1.0L) +
                                        hits * std::log(static_cast<long double>(chance)) +
                                        (runs - hits) * std::log1p(-static_cast<long double>(chance))));
}

} // namespace

TEST_CASE("tails of three tosses are eighths")
{
    const BinomialTails tails(3, 0.5);
    const std::vector<double> at_least{1, 0.875, 0.5, 0.125}, at_most{0.125, 0.5, 0.875, 1};
    for (std::size_t hits = 0; hits < 4; ++hits) {
        CHECK(tails.at_least[hits] == Approx(at_least[hits]).epsilon(1e-15));
        CHECK(tails.at_most[hits] == Approx(at_most[hits]).epsilon(1e-15));
    }
}

TEST_CASE("tails match the sum of the terms, near and far from the middle, and at many runs")
{
    for (const std::uint32_t runs : {1U, 7U, 64U, 1000U})
        for (const double chance : {0.001, 0.1, 0.5, 0.9, 0.99}) {
            const BinomialTails tails(runs, chance);
            double sum = 0;
            for (std::uint32_t hits = runs + 1; hits-- > 0;) {
                sum += term(hits, runs, chance);
                INFO(runs << " runs of chance " << chance << ", at least " << hits);
                CHECK(tails.at_least[hits] == Approx(sum).epsilon(1e-9).margin(1e-290));
            }
            sum = 0;
            for (std::uint32_t hits = 0; hits <= runs; ++hits) {
                sum += term(hits, runs, chance);
                INFO(runs << " runs of chance " << chance << ", at most " << hits);
                CHECK(tails.at_most[hits] == Approx(sum).epsilon(1e-9).margin(1e-290));
            }
        }
}

TEST_CASE("a certain and an impossible hit have tails of 0 and 1, and no run is at least no hit")
{
    using Tails = std::vector<double>;
    const BinomialTails certain(3, 1), impossible(3, 0);
    CHECK(certain.at_least == Tails{1, 1, 1, 1});
    CHECK(certain.at_most == Tails{0, 0, 0, 1});
    CHECK(impossible.at_least == Tails{1, 0, 0, 0});
    CHECK(impossible.at_most == Tails{1, 1, 1, 1});
    for (const double chance : {0.0, 0.3, 1.0}) {
        CHECK(BinomialTails(0, chance).at_least == Tails{1});
        CHECK(BinomialTails(0, chance).at_most == Tails{1});
    }
}

// Exactly, by summing over the outcomes: no draws.
TEST_CASE("the exact interval of a chance covers it at least as often as it says, whatever the chance")
{
    for (const std::uint32_t runs : {8U, 32U}) {
        std::vector<Chance> interval;
        for (std::uint32_t hits = 0; hits <= runs; ++hits)
            interval.push_back(exact_chance(hits, runs, 0.95));
        double least = 1;
        for (int i = 1; i < 200; ++i) {
            const double chance = i / 200.0;
            double covered = 0;
            for (std::uint32_t hits = 0; hits <= runs; ++hits)
                covered += interval[hits].low <= chance && chance <= interval[hits].high ? term(hits, runs, chance) : 0;
            least = std::min(least, covered);
        }
        CHECK(least >= 0.95 - 1e-9);
        CHECK(least < 0.99); // not merely everything
    }
}
