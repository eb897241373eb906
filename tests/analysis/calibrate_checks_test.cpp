// What a fit says of itself: weights of its candidates, and ranks where they are asked for.
#include "two_statistics.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

WaveRuns true_runs(std::uint32_t round, const Points& points, std::uint32_t replicates)
{
    return runs_at(points, replicates, round);
}

} // namespace

TEST_CASE("weights are shares of one however far from the record the true runs turn out")
{
    for (const double far : {-2000.0, 2000.0}) {
        const FittedPosterior found = fit(two_statistics_plan(), 2, record,
                                          [&](std::uint32_t round, const Points& points, std::uint32_t replicates) {
                                              WaveRuns runs = runs_at(points, replicates, round);
                                              for (auto& of_point : runs.values[0])
                                                  for (double& value : of_point)
                                                      value += round == 4 ? far : 0; // the candidates
                                              return runs;
                                          });
        double sum = 0;
        for (const double weight : found.weights)
            sum += weight;
        CHECK(sum == Approx(1));
    }
}

TEST_CASE("a fit checks its ranks where it is asked to, on the first wave and with draws of their own")
{
    FittingPlan plan = two_statistics_plan();
    plan.wave_points = 24;
    for (const std::uint32_t samples : {1U, 50U}) {
        plan.check_samples = samples;
        const FittedPosterior found = fit(plan, 2, record, true_runs);
        const RankCheck check = check_ranks(record, found.rounds.front(), run_key(7, 6).seed, samples);
        CHECK_FALSE(check.ranks.empty());
        CHECK(found.check.ranks == check.ranks);
        CHECK(found.check.effective_sample_size == check.effective_sample_size);
    }
    plan.check_samples = 0;
    CHECK(fit(plan, 2, record, true_runs).check.ranks.empty());
}
