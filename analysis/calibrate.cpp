#include "mutualise/analysis/calibrate.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/random/portable.hpp"
#include "mutualise/random/stream.hpp"
#include "mutualise/study/design.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// So many of the sample's places, by a keyed shuffle.
Points chosen_of(const Points& points, std::size_t count, std::uint64_t seed, std::uint32_t round)
{
    Stream stream({seed}, Purpose::calibration_choice, round, 0);
    const std::vector<std::uint32_t> order = shuffled(stream, static_cast<std::uint32_t>(points.size()));
    Points chosen;
    for (std::size_t i = 0; i < std::min(count, order.size()); ++i)
        chosen.push_back(points[order[i]]);
    return chosen;
}

Points first_points(const FittingPlan& plan, std::size_t dimensions)
{
    std::vector<std::string> ids;
    for (std::size_t k = 0; k < dimensions; ++k)
        ids.push_back(fmt::format("factor {}", k));
    return latin_hypercube(ids, plan.wave_points, plan.seed);
}

/// Each round its own draws.
TemperingOptions tempering(const FittingPlan& plan, std::uint32_t round)
{
    return {plan.particles, plan.moves, run_key(plan.seed, round).seed, 0};
}

/// The posterior needs no more particles than twice what is taken of it: the emulators are asked often.
TemperingOptions posterior_tempering(const FittingPlan& plan, std::uint32_t round)
{
    TemperingOptions options = tempering(plan, round);
    options.particles = std::min(plan.particles, 2 * std::max(plan.candidates, plan.draws));
    options.final_moves = plan.final_moves;
    return options;
}

/// Self-normalised importance weights: what emulators that have seen the candidates' true runs say, over what those
/// said by which the candidates were drawn.
std::vector<double> weights_of(const Learned& after, const Learned& before, const Points& candidates)
{
    std::vector<double> logs(candidates.size());
    for_each_row(candidates.size(), [&](std::size_t i) {
        logs[i] = after.log_likelihood(candidates[i]) - before.log_likelihood(candidates[i]);
    });
    const double most = *std::max_element(logs.begin(), logs.end());
    double sum = 0;
    for (double& one : logs)
        sum += one = portable::exp(one - most);
    for (double& one : logs)
        one /= sum;
    return logs;
}

} // namespace

FittedPosterior fit(const FittingPlan& plan, std::size_t dimensions, std::span<const Observation> observed,
                    const Simulate& simulate)
{
    FittedPosterior result;
    result.waves.emplace_back();
    result.rounds.push_back(simulate(1, first_points(plan, dimensions), plan.wave_replicates));
    for (std::uint32_t wave = 2; wave <= plan.waves; ++wave) {
        const Learned learned(observed, result.rounds, plan.training_points);
        const TemperedSample left = sample_within(
            dimensions, [&](std::span<const double> u) { return learned.implausibility(u); }, plan.cutoff,
            tempering(plan, wave));
        result.rounds.push_back(
            simulate(wave, chosen_of(left.points, plan.wave_points, plan.seed, wave), plan.wave_replicates));
        result.waves.push_back(
            {portable::exp(left.log_evidence), left.steps.back(), coverage(learned, result.rounds.back())});
    }
    const Learned before(observed, result.rounds, plan.training_points);
    const std::uint32_t last = plan.waves + 1;
    const TemperedSample emulated = sample_posterior(
        dimensions, [&](std::span<const double> u) { return before.log_likelihood(u); },
        posterior_tempering(plan, last));
    const Points candidates = chosen_of(emulated.points, plan.candidates, plan.seed, last);
    result.rounds.push_back(simulate(last, candidates, plan.candidate_replicates));
    result.coverage = coverage(before, result.rounds.back());
    const Learned after(observed, result.rounds, std::max<std::size_t>(plan.training_points, candidates.size()));
    result.weights = weights_of(after, before, candidates);
    result.effective_sample_size = effective_sample_size(result.weights);
    result.sample = sample_posterior(
        dimensions, [&](std::span<const double> u) { return after.log_likelihood(u); },
        posterior_tempering(plan, last + 1));
    result.log_evidence = result.sample.log_evidence;
    result.draws = chosen_of(result.sample.points, plan.draws, plan.seed, last + 1);
    result.rounds.push_back(simulate(last + 1, result.draws, 1));
    result.last_coverage = coverage(after, result.rounds.back());
    for (std::uint32_t wave = 0; wave < plan.waves; ++wave)
        for (const auto& point : result.rounds[wave].points)
            result.implausibility.push_back(after.implausibilities(point));
    if (plan.check_samples > 0)
        result.check =
            check_ranks(observed, result.rounds.front(), run_key(plan.seed, last + 2).seed, plan.check_samples);
    return result;
}

} // namespace mutualise
