/// \file Measures of robustness, and how luck moves them.
#include "mutualise/analysis/robustness.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/random/stream.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mutualise
{

namespace
{

/// By variant and state.
using Means = std::vector<std::vector<double>>;

struct Values {
    std::array<double, criteria> value{};
    std::array<std::size_t, criteria> state{};
};

/// From means to measures; `satisfying` may be empty.
std::vector<Values> measures_of(const Means& means, const Means& satisfying, const RobustnessOptions& options)
{
    const double sign = options.maximise ? 1 : -1;
    const std::size_t variants = means.size(), states = means.front().size();
    std::vector<Values> all(variants);
    std::vector<double> best(states, -std::numeric_limits<double>::infinity());
    for (const auto& of_variant : means)
        for (std::size_t s = 0; s < states; ++s)
            best[s] = std::max(best[s], sign * of_variant[s]);
    const auto place = [](Criterion criterion) { return static_cast<std::size_t>(criterion); };
    for (std::size_t v = 0; v < variants; ++v) {
        Values& found = all[v];
        std::size_t worst = 0, regretted = 0, satisfied = 0;
        double sum = 0, regrets = 0, most = -1;
        for (std::size_t s = 0; s < states; ++s) {
            const double regret = best[s] - sign * means[v][s];
            if (sign * means[v][s] < sign * means[v][worst])
                worst = s;
            if (regret > most) {
                most = regret;
                regretted = s;
            }
            sum += means[v][s];
            regrets += regret;
            satisfied += !satisfying.empty() && satisfying[v][s] > 0 ? 1 : 0;
        }
        std::vector<double> sorted = means[v];
        std::sort(sorted.begin(), sorted.end());
        const auto n = static_cast<double>(states);
        found.value[place(Criterion::mean)] = sum / n;
        found.value[place(Criterion::worst)] = means[v][worst];
        found.value[place(Criterion::quantile)] =
            quantile_of_sorted(sorted, options.maximise ? options.quantile : 1 - options.quantile);
        found.value[place(Criterion::regret)] = most;
        found.value[place(Criterion::mean_regret)] = regrets / n;
        found.value[place(Criterion::satisficing)] = static_cast<double>(satisfied) / n;
        found.state[place(Criterion::worst)] = worst;
        found.state[place(Criterion::regret)] = regretted;
    }
    return all;
}

/// More is better of this measure.
bool more_is_better(std::size_t criterion, const RobustnessOptions& options)
{
    switch (static_cast<Criterion>(criterion)) {
    case Criterion::regret:
    case Criterion::mean_regret:
        return false;
    case Criterion::satisficing:
        return true;
    default:
        return options.maximise;
    }
}

/// How often each replicate number of a state is in the resample.
std::vector<double> weights_of(const StateTable& table, std::size_t variant, std::size_t state,
                               const std::vector<double>& often, std::uint64_t seed, std::uint32_t repeat)
{
    const std::vector<std::uint32_t>& numbers = table.replicates[state];
    std::vector<double> weights(numbers.size());
    if (table.common_seeds) {
        for (std::size_t i = 0; i < numbers.size(); ++i)
            weights[i] = often[numbers[i]];
        return weights;
    }
    const auto point = static_cast<std::uint32_t>(variant * table.states.size() + state);
    for (const std::uint32_t i :
         resample(run_key(seed, point).seed, repeat, static_cast<std::uint32_t>(numbers.size())))
        weights[i] += 1;
    return weights;
}

double mean_of_state(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return sum / static_cast<double>(values.size());
}

/// The resampled mean, stretched from the mean itself.
double resampled_mean(const std::vector<double>& values, const std::vector<double>& weights)
{
    const double mean = mean_of_state(values), n = static_cast<double>(values.size());
    double sum = 0, total = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        sum += weights[i] * values[i];
        total += weights[i];
    }
    return total > 0 && n > 1 ? mean + std::sqrt(n / (n - 1)) * (sum / total - mean) : mean;
}

/// 1 where a state's mean, or chance, is good enough; 0 where not.
double satisfies(const std::vector<double>& values, const std::vector<double>* weights,
                 const RobustnessOptions& options)
{
    const auto average = [&](const std::vector<double>& of) {
        return weights == nullptr ? mean_of_state(of) : resampled_mean(of, *weights);
    };
    if (!options.probability)
        return options.goal->met(average(values)) ? 1 : 0;
    std::vector<double> met;
    for (const double value : values)
        met.push_back(options.goal->met(value) ? 1 : 0);
    return average(met) >= *options.probability ? 1 : 0;
}

std::vector<Values> resampled_measures(const StateTable& table, const RobustnessOptions& options, std::uint32_t most,
                                       std::uint32_t repeat)
{
    std::vector<double> often(most);
    for (const std::uint32_t number : resample(options.seed, repeat, most))
        often[number] += 1;
    Means means(table.variants.size()), satisfying(table.goal.size());
    for (std::size_t v = 0; v < table.variants.size(); ++v)
        for (std::size_t s = 0; s < table.states.size(); ++s) {
            const std::vector<double> weights = weights_of(table, v, s, often, options.seed, repeat);
            means[v].push_back(resampled_mean(table.values[v][s], weights));
            if (!table.goal.empty())
                satisfying[v].push_back(satisfies(table.goal[v][s], &weights, options));
        }
    return measures_of(means, satisfying, options);
}

/// Standard errors, biases and how often each is first, from the resamples.
void add_luck(const std::vector<std::vector<Values>>& samples, const RobustnessOptions& options, Robustness& found)
{
    const auto count = static_cast<double>(samples.size());
    for (std::size_t c = 0; c < criteria; ++c) {
        for (auto& of_variant : found.measures) {
            const auto v = static_cast<std::size_t>(&of_variant - found.measures.data());
            double mean = 0, squares = 0;
            for (const auto& sample : samples)
                mean += sample[v].value[c] / count;
            for (const auto& sample : samples)
                squares += (sample[v].value[c] - mean) * (sample[v].value[c] - mean);
            of_variant[c].standard_error = std::sqrt(squares / (count - 1));
            of_variant[c].bias = mean - of_variant[c].value;
            of_variant[c].first = 0;
        }
        for (const auto& sample : samples) {
            double best = sample[0].value[c];
            for (const Values& each : sample)
                best = more_is_better(c, options) ? std::max(best, each.value[c]) : std::min(best, each.value[c]);
            const auto equal = static_cast<double>(
                std::count_if(sample.begin(), sample.end(), [&](const Values& each) { return each.value[c] == best; }));
            for (std::size_t v = 0; v < sample.size(); ++v)
                found.measures[v][c].first += sample[v].value[c] == best ? 1 / equal : 0;
        }
        for (auto& of_variant : found.measures)
            of_variant[c].first /= count;
    }
}

void forget_luck(Robustness& found)
{
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    for (auto& of_variant : found.measures)
        for (RobustnessMeasure& measure : of_variant)
            measure.standard_error = measure.bias = measure.first = unknown;
}

} // namespace

Robustness robustness_of(const StateTable& table, const RobustnessOptions& options)
{
    Means means(table.variants.size()), satisfying(table.goal.size());
    std::uint32_t most = 0;
    std::size_t fewest = table.replicates.front().size();
    for (std::size_t s = 0; s < table.states.size(); ++s) {
        fewest = std::min(fewest, table.replicates[s].size());
        for (const std::uint32_t number : table.replicates[s])
            most = std::max(most, number + 1);
        for (std::size_t v = 0; v < means.size(); ++v) {
            means[v].push_back(mean_of_state(table.values[v][s]));
            if (!table.goal.empty())
                satisfying[v].push_back(satisfies(table.goal[v][s], nullptr, options));
        }
    }
    Robustness found;
    found.replicates = fewest;
    const std::vector<Values> values = measures_of(means, satisfying, options);
    for (std::size_t v = 0; v < values.size(); ++v) {
        auto& measures = found.measures.emplace_back();
        for (std::size_t c = 0; c < criteria; ++c) {
            measures[c].value = values[v].value[c];
            measures[c].state = values[v].state[c];
            for (const Values& other : values)
                measures[c].rank += more_is_better(c, options) ? other.value[c] > values[v].value[c]
                                                               : other.value[c] < values[v].value[c];
        }
        double hits = 0;
        for (std::size_t s = 0; !satisfying.empty() && s < table.states.size(); ++s)
            hits += satisfying[v][s];
        found.satisfied.push_back(
            exact_chance(static_cast<std::uint64_t>(hits), table.states.size(), options.confidence));
    }
    if (fewest < 2 || options.resamples < 2) {
        forget_luck(found);
        return found;
    }
    std::vector<std::vector<Values>> samples(options.resamples);
    for_each_row(samples.size(), [&](std::size_t b) {
        samples[b] = resampled_measures(table, options, most, static_cast<std::uint32_t>(b));
    });
    add_luck(samples, options, found);
    return found;
}

} // namespace mutualise
