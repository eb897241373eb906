#include "sanity/scale_pairs.hpp"

#include "sanity/signs.hpp"

#include "support/whole_runs.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mutualise::testing
{

namespace
{

constexpr double scale_limit = scale_alarm / scale_names.size();

using Figures = std::array<double, scale_names.size()>;

/// Counts of a run, and averages times the number they are of, so that tenths add up to a whole.
Figures figures_of(const Trajectory& record)
{
    const int last = record.rows() - 1;
    const auto later = [&](Observable o) { return sum_over_run(record, o) - record.total(o, 0); };
    double staff = 0, attitude = 0, in_public = 0;
    for (std::size_t s = 0; s < record.lengths().services; ++s) {
        double here = 0;
        for (std::size_t owner = 0; owner < owner_names.size(); ++owner)
            here += record.at(Observable::employees_by_owner, last, s, owner);
        staff += here;
        in_public += record.at(Observable::employees_by_owner, last, s, 0);
        const double mean = record.at(Observable::mean_attitude, last, s);
        attitude += std::isnan(mean) ? 0 : here * mean;
    }
    return {later(Observable::launches),
            later(Observable::mutuals_founded),
            later(Observable::exits),
            later(Observable::tenders_opened),
            later(Observable::awards),
            record.total(Observable::mutuals_live_all, last),
            later(Observable::staff_left) / record.total(Observable::employees_by_owner, 0),
            attitude / staff,
            in_public};
}

/// Under the conditions in which a thinned population is meant to be a part of the whole (docs/model.md, 2.2): what a
/// run draws once for everybody, the services' mean attitudes, is left out, as ten tenths draw it ten times. The months
/// are fewer than elsewhere: a whole of scale 1 is some hundred times as large as the other scenarios' populations.
Scenario scaled(std::uint32_t number, const Material& material, double scale, std::uint64_t seed)
{
    Scenario scenario = draw_scenario(number, *material.data, material.priors);
    scenario.horizon.last = Month::of(2012, 12);
    scenario.horizon.spin_up_months = 4;
    scenario.parameters.attitudes.service_spread = 0;
    scenario.population = {};
    scenario.population.seed = seed;
    scenario.population.scale = scale;
    for (DivestmentDeadline& lever : scenario.levers.deadline)
        if (lever.deadline > scenario.horizon.last) { // dates within the shorter horizon
            lever.scope.announced = lever.scope.from = lever.deadline = scenario.horizon.last;
            lever.decide_by = lever.requests_until = never;
        }
    return scenario;
}

std::vector<Figures> run_scale(std::uint32_t number, std::uint32_t scenarios, const Material& material, double scale,
                               std::uint64_t seed)
{
    std::vector<Scenario> drawn;
    for (std::uint32_t i = 0; i < scenarios; ++i)
        drawn.push_back(scaled(number * scenarios + i, material, scale, seed));
    const Population people = synthesise(material.data, drawn.front().population);
    std::vector<RunRequest> requests;
    for (const Scenario& scenario : drawn)
        requests.push_back({&scenario, run_key(scenario.seed, static_cast<std::uint32_t>(seed))});
    std::vector<Figures> figures;
    for (const RunOutcome& outcome : run_batch(people, requests))
        figures.push_back(figures_of(outcome.trajectory));
    return figures;
}

} // namespace

ScalePair compare_scales(std::uint32_t number, std::uint32_t scenarios, const Material& material, double whole_scale)
{
    constexpr std::uint32_t parts = 10;
    ScalePair pair;
    const std::uint64_t seed = 100'000 + std::uint64_t{number} * (parts + 1);
    const auto whole = run_scale(number, scenarios, material, whole_scale, seed);
    std::vector<Figures> tenths(scenarios, Figures{});
    for (std::uint32_t part = 1; part <= parts; ++part) {
        const auto one = run_scale(number, scenarios, material, whole_scale / parts, seed + part);
        for (std::uint32_t i = 0; i < scenarios; ++i)
            for (std::size_t f = 0; f < scale_names.size(); ++f)
                tenths[i][f] += f == 6 || f == 7 ? one[i][f] / parts : one[i][f];
    }
    for (std::uint32_t i = 0; i < scenarios; ++i)
        for (std::size_t f = 0; f < scale_names.size(); ++f) {
            const double a = tenths[i][f], b = whole[i][f];
            pair.differences[f] += a + b > 0 ? (a - b) / (a + b) : 0;
            pair.tenths[f] += a;
            pair.whole[f] += b;
        }
    return pair;
}

std::uint32_t least_scale_pairs()
{
    std::uint32_t pairs = 1;
    while (2 * sign_chance(pairs, pairs) > scale_limit)
        ++pairs;
    return pairs;
}

Verdict ScaleTest::verdict() const
{
    if (chance <= scale_limit)
        return Verdict::broken;
    return least <= scale_limit ? Verdict::holds : Verdict::cannot_tell;
}

std::array<ScaleTest, scale_names.size()> judge_scales(const std::vector<ScalePair>& pairs)
{
    std::array<ScaleTest, scale_names.size()> tests;
    for (std::size_t f = 0; f < tests.size(); ++f) {
        std::vector<double> differences, sizes;
        for (const ScalePair& pair : pairs) {
            differences.push_back(pair.differences[f]);
            sizes.push_back(std::fabs(pair.differences[f]));
            tests[f].tenths += pair.tenths[f];
            tests[f].whole += pair.whole[f];
        }
        tests[f].chance = exact_signed_rank(differences);
        tests[f].least = exact_signed_rank(sizes);
    }
    return tests;
}

double exact_signed_rank(const std::vector<double>& values)
{
    std::vector<std::size_t> ranks;
    double observed = 0;
    for (const double rank : twice_signed_ranks(values)) {
        ranks.push_back(static_cast<std::size_t>(std::fabs(rank)));
        observed += rank;
    }
    const std::size_t all = std::accumulate(ranks.begin(), ranks.end(), std::size_t{0});
    std::vector<double> chance(all + 1); // of the sum of those ranks whose sign is +
    chance[0] = 1;
    for (const std::size_t rank : ranks)
        for (std::size_t sum = all + 1; sum-- > 0;)
            chance[sum] = chance[sum] / 2 + (sum >= rank ? chance[sum - rank] / 2 : 0);
    double tail = 0;
    for (std::size_t sum = 0; sum <= all; ++sum)
        if (std::fabs(2 * static_cast<double>(sum) - static_cast<double>(all)) >= std::fabs(observed))
            tail += chance[sum];
    return std::min(1.0, tail);
}

} // namespace mutualise::testing
