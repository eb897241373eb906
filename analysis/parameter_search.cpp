#include "mutualise/analysis/parameter_search.hpp"

#include "mutualise/scenario/reader.hpp"
#include "mutualise/scenario/settable.hpp"
#include "mutualise/study/configuration.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// The way from a value that fails to a bound that meets the goal.
struct Bracket {
    std::size_t parameter = 0;
    bool up = false;
    double fails = 0, meets = 0;
};

double middle_of(const UncertainParameter& p, const Bracket& bracket)
{
    if (p.logarithmic && bracket.fails > 0 && bracket.meets > 0)
        return std::sqrt(bracket.fails * bracket.meets);
    return (bracket.fails + bracket.meets) / 2;
}

/// "[parameters.review]\nmiddle_manager_veto = 1.5\n".
std::string setting_of(const std::string& key, double value)
{
    const std::size_t dot = key.rfind('.');
    return fmt::format("[{}]\n{} = {}\n", key.substr(0, dot), key.substr(dot + 1), written(value));
}

} // namespace

std::vector<ParameterAnswer> search_parameters(std::span<const UncertainParameter> parameters,
                                               const std::function<bool(double)>& met, int halvings,
                                               const TryParameters& levels_of)
{
    std::vector<Trial> trials;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        trials.push_back({i, parameters[i].lower});
        trials.push_back({i, parameters[i].upper});
    }
    const std::vector<double> levels = levels_of(trials);
    std::vector<ParameterAnswer> answers;
    std::vector<Bracket> brackets;
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const UncertainParameter& p = parameters[i];
        answers.push_back({p, levels[2 * i], levels[2 * i + 1], {}, {}});
        if (p.lower < p.rest && met(levels[2 * i]))
            brackets.push_back({i, false, p.rest, p.lower});
        if (p.rest < p.upper && met(levels[2 * i + 1]))
            brackets.push_back({i, true, p.rest, p.upper});
    }
    for (int step = 0; step < halvings && !brackets.empty(); ++step) {
        trials.clear();
        for (const Bracket& bracket : brackets)
            trials.push_back({bracket.parameter, middle_of(parameters[bracket.parameter], bracket)});
        const std::vector<double> reached = levels_of(trials);
        for (std::size_t b = 0; b < brackets.size(); ++b)
            (met(reached[b]) ? brackets[b].meets : brackets[b].fails) = trials[b].value;
    }
    for (const Bracket& bracket : brackets)
        (bracket.up ? answers[bracket.parameter].up_to : answers[bracket.parameter].down_to) = bracket.meets;
    return answers;
}

std::vector<UncertainParameter> uncertain_parameters(const Study& uncertainty, const Scenario& at)
{
    const std::vector<Settable> keys = settable_keys(at);
    std::vector<UncertainParameter> parameters;
    for (const Factor& factor : uncertainty.factors) {
        if (factor.kind != FactorKind::number || factor.keys.size() != 1 || !factor.values.empty())
            continue;
        const std::string& path = factor.keys.front().path;
        const auto found =
            std::find_if(keys.begin(), keys.end(), [&](const Settable& key) { return key.path == path; });
        if (!(path.starts_with("parameters.") || path.starts_with("initial.")) || found == keys.end())
            continue;
        const Distribution& d = factor.distribution;
        parameters.push_back({path, factor.unit, found->value, d.lower, d.upper, d.spread == Spread::loguniform});
    }
    return parameters;
}

TryParameters trials_of(const Scenario& at, std::vector<UncertainParameter> parameters, TargetQuestion question,
                        std::vector<SideLuck> runs, Populations& populations,
                        const std::shared_ptr<const SystemData>& data, SideRuns how)
{
    const std::string base = canonical_text(at, *data);
    return [=, &populations](std::span<const Trial> trials) {
        std::vector<Scenario> scenarios;
        for (const Trial& trial : trials) {
            const std::string& key = parameters[trial.parameter].key;
            scenarios.push_back(scenario_of_texts(base, setting_of(key, trial.value), *data));
            std::erase(scenarios.back().posterior.drawn, key); // it is what is tried
        }
        SideRuns side = how;
        DrawnScenarios drawn(*data);
        for (const Scenario& scenario : scenarios)
            for (const SideLuck& run : runs)
                side.requests.push_back({drawn.of_run(scenario, run.replicate), RunKey{run.seed}});
        const auto value = [&](std::size_t t, const Trajectory& run) {
            return outcome_of(run, scenarios[t], *data, question.goal.outcome);
        };
        const auto name = [&](std::size_t t) {
            return fmt::format("{} = {}", parameters[trials[t].parameter].key, trials[t].value);
        };
        std::vector<double> levels;
        for (const std::vector<double>& of_trial : side_values(side, populations, runs.size(), value, name))
            levels.push_back(
                largest_goal(of_trial, question.goal.comparison, question.rule.probability, question.rule.confidence)
                    .estimate);
        return levels;
    };
}

} // namespace mutualise
