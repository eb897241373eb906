/// \file Robustness in tables and sentences, and as a result file.
#include "mutualise/analysis/order.hpp"
#include "mutualise/analysis/robustness.hpp"
#include "mutualise/analysis/text_table.hpp"
#include "mutualise/study/text_lines.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

constexpr double none = std::numeric_limits<double>::quiet_NaN();

std::string with_error(const RobustnessMeasure& measure, int decimals)
{
    return std::isfinite(measure.standard_error)
               ? fmt::format("{} ± {}", thousands(measure.value, decimals), thousands(measure.standard_error, decimals))
               : thousands(measure.value, decimals);
}

/// Decimals by the size of the values: none from a hundred up.
int decimals_of_means(const Robustness& found)
{
    double largest = 0;
    for (const auto& of_variant : found.measures)
        largest = std::max(largest, std::fabs(of_variant[static_cast<std::size_t>(Criterion::mean)].value));
    return largest >= 100 ? 0 : largest >= 1 ? 2 : 4;
}

/// "everything, then taskforce, ...", and what luck does to it.
std::string ranking(const StateTable& table, const Robustness& found, Criterion criterion, const std::string& name)
{
    const std::vector<std::size_t> order = places_by(table.variants.size(), [&](std::size_t a, std::size_t b) {
        return found.at(a, criterion).rank < found.at(b, criterion).rank;
    });
    std::string text = fmt::format("{:<16} ", name);
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool tie = i > 0 && found.at(order[i], criterion).rank == found.at(order[i - 1], criterion).rank;
        text += (i == 0 ? "" : tie ? " = " : ", ") + table.variants[order[i]];
    }
    const RobustnessMeasure& first = found.at(order[0], criterion);
    if (!std::isfinite(first.first))
        return text + "\n";
    text += fmt::format("; first in {} of resamplings of luck", percent(first.first));
    for (std::size_t v = 0; v < order.size(); ++v)
        if (v != order[0] && found.at(v, criterion).first > 0.05)
            text += fmt::format(", {} in {}", table.variants[v], percent(found.at(v, criterion).first));
    return text + "\n";
}

std::string satisfied_text(const Chance& chance)
{
    return fmt::format("{} [{}, {}]", percent(chance.estimate), percent(chance.low), percent(chance.high));
}

std::string good_enough(const RobustnessOptions& options)
{
    return options.probability
               ? fmt::format("{} has a chance of at least {}", options.goal->text, percent(*options.probability))
               : fmt::format("the mean of {} meets {}", options.goal->outcome.text, options.goal->text);
}

std::string quantile_name(const RobustnessOptions& options)
{
    return fmt::format("{} quantile", percent(options.maximise ? options.quantile : 1 - options.quantile));
}

/// As people write it, numbers in three digits.
std::string short_text(const FactorColumn& factor, std::size_t point)
{
    constexpr std::size_t long_number = 6;
    const std::string& text = factor.texts[point];
    return factor.months || text.size() <= long_number || std::isnan(number_of(text))
               ? text
               : fmt::format("{:.3g}", factor.numbers[point]);
}

} // namespace

std::string state_text(const StudyValues& study, std::size_t state)
{
    constexpr std::size_t most_named = 3;
    std::vector<std::size_t> states; // points of the first variant
    for (std::size_t p = 0; p < study.points(); ++p)
        if (study.variant_of_point[p] == 0)
            states.push_back(p);
    std::vector<double> unusual;
    for (const FactorColumn& factor : study.factors) {
        double below = 0, equal = 0;
        for (const std::size_t p : states) {
            below += factor.numbers[p] < factor.numbers[states[state]] ? 1 : 0;
            equal += factor.numbers[p] == factor.numbers[states[state]] ? 1 : 0;
        }
        unusual.push_back((below + equal / 2) / static_cast<double>(states.size()) - 0.5);
    }
    std::vector<std::size_t> order = places_by(study.factors.size(), [&](std::size_t a, std::size_t b) {
        return std::fabs(unusual[a]) > std::fabs(unusual[b]);
    });
    order.resize(std::min(order.size(), most_named));
    std::string text = fmt::format("state {}", state);
    for (std::size_t i = 0; i < order.size(); ++i)
        text += fmt::format("{}{} = {}", i == 0 ? " (" : ", ", study.factors[order[i]].name,
                            short_text(study.factors[order[i]], states[state]));
    if (order.size() < study.factors.size())
        text += ", ...";
    return text + (order.empty() ? "" : ")");
}

std::string robustness_text(const StudyValues& study, const StateTable& table, const Robustness& found,
                            const RobustnessOptions& options)
{
    const int decimals = decimals_of_means(found);
    std::string text =
        fmt::format("{}: {} over {} states of the world, {} replicates; {} is better\n", study.study,
                    study.outcomes[0].text, table.states.size(), found.replicates, options.maximise ? "more" : "less");
    if (table.states_left_out > 0)
        text += fmt::format("{} states are left out: no run of them finished under every variant.\n",
                            table.states_left_out);
    std::vector<std::string> head{"", "mean", "worst state", quantile_name(options), "most regret", "mean regret"};
    if (options.goal)
        head.emplace_back("states good enough");
    TextTable rows(head);
    for (std::size_t v = 0; v < table.variants.size(); ++v) {
        std::vector<std::string> cells{table.variants[v]};
        for (const Criterion criterion :
             {Criterion::mean, Criterion::worst, Criterion::quantile, Criterion::regret, Criterion::mean_regret})
            cells.push_back(with_error(found.at(v, criterion), decimals));
        if (options.goal)
            cells.push_back(satisfied_text(found.satisfied[v]));
        rows.add(cells);
    }
    text += "\n" + rows.text() + "\n";
    text += ranking(table, found, Criterion::worst, "By worst case:") +
            ranking(table, found, Criterion::quantile, "By quantile:") +
            ranking(table, found, Criterion::regret, "By regret:");
    if (options.goal)
        text += ranking(table, found, Criterion::satisficing, "By good enough:") +
                fmt::format("Good enough: {}.\n", good_enough(options));
    text += "\n";
    for (std::size_t v = 0; v < table.variants.size(); ++v)
        text += fmt::format("{} does worst in {}, and is {}.\n", table.variants[v],
                            state_text(study, table.states[found.at(v, Criterion::worst).state]),
                            found.at(v, Criterion::regret).value > 0
                                ? "most regretted in " +
                                      state_text(study, table.states[found.at(v, Criterion::regret).state])
                                : "never regretted");
    return text +
           (std::isfinite(found.measures[0][0].standard_error)
                ? "± is the standard error that luck leaves; extremes of noisy means are too extreme, by about as "
                  "much.\n"
                : "One replicate: luck cannot be told from difference.\n");
}

namespace
{

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
