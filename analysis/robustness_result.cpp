/// \file Robustness as a result file.
#include "mutualise/analysis/robustness.hpp"

#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

constexpr double none = std::numeric_limits<double>::quiet_NaN();

void put(Result& result, const char* name, const char* meaning, const std::vector<std::string>& axes,
         const std::vector<double>& numbers)
{
    result.variables.push_back({name, meaning, "1", axes, numbers});
}

void add_measures(Result& result, const StateTable& table, const Robustness& found)
{
    std::vector<double> value, error, bias, first, rank, state_of;
    for (const auto& of_variant : found.measures)
        for (const RobustnessMeasure& measure : of_variant) {
            if (table.goal.empty() && &measure == &of_variant.back()) { // satisficing, and nothing to satisfy
                for (auto* column : {&value, &error, &bias, &first, &rank, &state_of})
                    column->push_back(none);
                continue;
            }
            value.push_back(measure.value);
            error.push_back(measure.standard_error);
            bias.push_back(measure.bias);
            first.push_back(measure.first);
            rank.push_back(static_cast<double>(measure.rank));
            state_of.push_back(static_cast<double>(table.states[measure.state]));
        }
    const std::vector<std::string> both{"variant", "criterion"};
    put(result, "value", "measure, in units of the outcome; satisficing: share of states", both, value);
    put(result, "standard_error", "of the measure, from luck; NaN with one replicate", both, error);
    put(result, "bias", "mean over resamples of luck less the measure", both, bias);
    put(result, "first", "share of resamples of luck in which the package is first", both, first);
    put(result, "rank", "1 is best", both, rank);
    put(result, "deciding_state", "state that decides worst and regret", both, state_of);
}

void add_satisficing(Result& result, const StateTable& table, const Robustness& found)
{
    std::vector<double> low, high;
    for (const Chance& share : found.satisfied) {
        low.push_back(table.goal.empty() ? none : share.low);
        high.push_back(table.goal.empty() ? none : share.high);
    }
    put(result, "satisficing_low", "exact interval of the share of states", {"variant"}, low);
    put(result, "satisficing_high", "exact interval of the share of states", {"variant"}, high);
}

void add_state_means(Result& result, const StateTable& table)
{
    std::vector<double> means;
    for (const auto& of_variant : table.values)
        for (const auto& values : of_variant)
            means.push_back(mean_of(values).mean);
    put(result, "state_mean", "mean over replicates of the outcome", {"variant", "state"}, means);
}

} // namespace

Result robustness_result(const StudyValues& study, const StateTable& table, const Robustness& found,
                         const RobustnessOptions& options)
{
    Result result;
    result.analysis = "robustness";
    result.title = "robustness of packages over states of the world";
    result.settings = {{"outcome", study.outcomes[0].text},
                       {"better", options.maximise ? "more" : "less"},
                       {"quantile", fmt::format("{}", options.quantile)},
                       {"goal", options.goal ? options.goal->text : ""},
                       {"goal_probability", options.probability ? fmt::format("{}", *options.probability) : "mean"},
                       {"confidence", fmt::format("{}", options.confidence)},
                       {"resamples", fmt::format("{}", options.resamples)},
                       {"seed", fmt::format("{}", options.seed)},
                       {"states_left_out", fmt::format("{}", table.states_left_out)}};
    result.sources = study.sources;
    std::vector<double> states;
    std::vector<std::string> names;
    for (const std::size_t state : table.states) {
        states.push_back(static_cast<double>(state));
        names.push_back(state_text(study, state));
    }
    result.axes = {{"variant", "package", "", table.variants},
                   {"criterion", "measure", "",
                    std::vector<std::string>{"mean", "worst", "quantile", "regret", "mean_regret", "satisficing"}},
                   {"state", "state of the world: design point of a variant", "1", states}};
    add_measures(result, table, found);
    add_satisficing(result, table, found);
    add_state_means(result, table);
    result.variables.push_back({"state_name", "the state in words", "", {"state"}, names});
    return result;
}

} // namespace mutualise
