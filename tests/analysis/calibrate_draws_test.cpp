// Each step of a fit done again from the rounds before it: whose draws it takes, and what it makes of the runs.
#include "two_statistics.hpp"

#include "mutualise/study/design.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

struct Asked {
    std::uint32_t round;
    Points points;
    std::uint32_t replicates;
};

struct Fitted {
    std::vector<Asked> asked;
    FittedPosterior found;
};

Fitted fitted(const FittingPlan& plan)
{
    Fitted f;
    f.found = fit(plan, 2, record, [&](std::uint32_t round, const Points& points, std::uint32_t replicates) {
        f.asked.push_back({round, points, replicates});
        return runs_at(points, replicates, round);
    });
    return f;
}

/// The first so many of them in the order of the round's shuffle.
Points chosen(const Points& points, std::size_t count, std::uint64_t seed, std::uint32_t round)
{
    Stream stream({seed}, Purpose::calibration_choice, round, 0);
    Points first;
    for (const std::uint32_t place : shuffled(stream, static_cast<std::uint32_t>(points.size())))
        if (first.size() < count)
            first.push_back(points[place]);
    return first;
}

/// What the rounds before this one taught.
Learned learned_before(const FittedPosterior& found, std::size_t round, std::size_t most)
{
    return {record, std::span(found.rounds).first(round - 1), most};
}

} // namespace

TEST_CASE("every wave runs places of what is left, chosen by draws of its own")
{
    const FittingPlan plan = two_statistics_plan();
    const auto [asked, found] = fitted(plan);
    REQUIRE(asked.size() == 5);
    for (std::uint32_t round = 1; round <= 5; ++round) {
        CHECK(asked[round - 1].round == round);
        CHECK(found.rounds[round - 1].points == asked[round - 1].points);
    }
    CHECK(asked[0].points == latin_hypercube({"factor 0", "factor 1"}, 12, 7));
    CHECK(found.waves[0].coverage.empty());
    for (std::uint32_t wave = 2; wave <= 3; ++wave) {
        const Learned learned = learned_before(found, wave, 14);
        const TemperedSample left =
            sample_within(2, [&](std::span<const double> u) { return learned.implausibility(u); }, 2,
                          {40, 2, run_key(7, wave).seed, 0});
        const WaveReport& report = found.waves[wave - 1];
        CHECK(asked[wave - 1].points == chosen(left.points, 12, 7, wave));
        CHECK(report.share_left == Approx(std::exp(left.log_evidence)));
        CHECK(report.worst == left.steps.back());
        CHECK(report.coverage == coverage(learned, found.rounds[wave - 1]));
    }
    for (std::size_t round = 0; round < 3; ++round)
        CHECK(asked[round].replicates == 2);
}

TEST_CASE("candidates and draws are chosen from the posterior by their own rounds' draws, and weighted by true runs")
{
    const auto [asked, found] = fitted(two_statistics_plan());
    REQUIRE(asked.size() == 5);
    const auto posterior = [](const Learned& learned, std::uint32_t round) { // of twice 15 particles
        return sample_posterior(2, [&](std::span<const double> u) { return learned.log_likelihood(u); },
                                {30, 2, run_key(7, round).seed, 3});
    };
    const Learned before = learned_before(found, 4, 14), after = learned_before(found, 5, 15);
    CHECK(asked[3].points == chosen(posterior(before, 4).points, 15, 7, 4));
    CHECK(asked[3].replicates == 3);
    CHECK(found.coverage == coverage(before, found.rounds[3]));
    const TemperedSample sample = posterior(after, 5);
    CHECK(found.sample.points == sample.points);
    CHECK(found.log_evidence == sample.log_evidence);
    CHECK(found.draws == chosen(sample.points, 10, 7, 5));
    CHECK(asked[4].points == found.draws);
    CHECK(asked[4].replicates == 1);
    CHECK(found.last_coverage == coverage(after, found.rounds[4]));

    REQUIRE(found.weights.size() == 15);
    double sum = 0, squares = 0;
    for (const double weight : found.weights) {
        sum += weight;
        squares += weight * weight;
    }
    CHECK(sum == Approx(1));
    CHECK(found.effective_sample_size == Approx(1 / squares));
    const Points& candidates = asked[3].points;
    const auto gained = [&](std::size_t i) {
        return after.log_likelihood(candidates[i]) - before.log_likelihood(candidates[i]);
    };
    for (std::size_t i = 1; i < 15; ++i)
        CHECK(found.weights[i] / found.weights[0] == Approx(std::exp(gained(i) - gained(0))));

    REQUIRE(found.implausibility.size() == 3 * 12);
    for (std::size_t i = 0; i < 36; ++i)
        CHECK(found.implausibility[i] == after.implausibilities(asked[i / 12].points[i % 12]));
}
