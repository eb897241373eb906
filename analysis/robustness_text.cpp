/// \file Robustness in tables and sentences.
#include "mutualise/analysis/order.hpp"
#include "mutualise/analysis/robustness.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

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

/// A row a package.
std::string measures_table(const StateTable& table, const Robustness& found, const RobustnessOptions& options)
{
    const int decimals = decimals_of_means(found);
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
    return rows.text();
}

std::string rankings(const StateTable& table, const Robustness& found, const RobustnessOptions& options)
{
    std::string text = ranking(table, found, Criterion::worst, "By worst case:") +
                       ranking(table, found, Criterion::quantile, "By quantile:") +
                       ranking(table, found, Criterion::regret, "By regret:");
    if (options.goal)
        text += ranking(table, found, Criterion::satisficing, "By good enough:") +
                fmt::format("Good enough: {}.\n", good_enough(options));
    return text;
}

/// The states that decide each package's worst case and regret.
std::string deciding_states(const StudyValues& study, const StateTable& table, const Robustness& found)
{
    std::string text;
    for (std::size_t v = 0; v < table.variants.size(); ++v)
        text += fmt::format("{} does worst in {}, and is {}.\n", table.variants[v],
                            state_text(study, table.states[found.at(v, Criterion::worst).state]),
                            found.at(v, Criterion::regret).value > 0
                                ? "most regretted in " +
                                      state_text(study, table.states[found.at(v, Criterion::regret).state])
                                : "never regretted");
    return text;
}

} // namespace

std::string robustness_text(const StudyValues& study, const StateTable& table, const Robustness& found,
                            const RobustnessOptions& options)
{
    std::string text =
        fmt::format("{}: {} over {} states of the world, {} replicates; {} is better\n", study.study,
                    study.outcomes[0].text, table.states.size(), found.replicates, options.maximise ? "more" : "less");
    if (table.states_left_out > 0)
        text += fmt::format("{} states are left out: no run of them finished under every variant.\n",
                            table.states_left_out);
    text += "\n" + measures_table(table, found, options) + "\n" + rankings(table, found, options) + "\n" +
            deciding_states(study, table, found);
    return text +
           (std::isfinite(found.measures[0][0].standard_error)
                ? "± is the standard error that luck leaves; extremes of noisy means are too extreme, by about as "
                  "much.\n"
                : "One replicate: luck cannot be told from difference.\n");
}

} // namespace mutualise
