/// \file What a target analysis says to people.
#include "mutualise/analysis/order.hpp"
#include "mutualise/analysis/record_figures.hpp"
#include "mutualise/analysis/target.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

std::string of_all(std::size_t count, std::size_t all) { return fmt::format("{} of {}", count, all); }

std::string money(double pounds) { return fmt::format("£{} million", thousands(pounds / 1e6, 1)); }

std::string chance_text(const SettingAnswer& s)
{
    if (s.runs == 0)
        return "no run is left";
    return fmt::format("{} ({} to {})", percent(s.chance.estimate), percent(s.chance.low), percent(s.chance.high));
}

/// That show a difference between the settings' levels and means.
int decimals_of(const TargetAnswer& a)
{
    std::vector<double> sizes;
    for (const SettingAnswer& s : a.settings) {
        sizes.push_back(s.level.estimate);
        sizes.push_back(s.value.mean);
    }
    return decimals_for(sizes);
}

/// Over all settings, the risk shared among them.
std::string largest_text(const TargetAnswer& a, const StudyValues& values, int decimals)
{
    const TargetRule& rule = a.question.rule;
    const double share = 1 - (1 - rule.confidence) / static_cast<double>(values.points());
    if (!a.largest)
        return fmt::format("largest goal over all settings: needs {} first runs a setting, the risk being shared by "
                           "all {}; {} were planned\n",
                           runs_for_a_bound(rule.probability, share), values.points(), rule.first_look);
    return fmt::format("{} goal over all settings met with {}: {}, of {} ({} confidence, the risk shared by all {} "
                       "settings)\n",
                       wants_much(a.question.goal.comparison) ? "largest" : "smallest",
                       chosen_percent(rule.probability), thousands(*a.largest, decimals),
                       values.point_name(a.largest_at), chosen_percent(rule.confidence), values.points());
}

std::string head_text(const TargetAnswer& a, const StudyValues& values)
{
    const TargetRule& rule = a.question.rule;
    std::uint64_t runs = 0;
    for (const HitRuns& each : a.search.searched)
        runs += each.hits.size();
    std::string text = fmt::format("{}: {}, with a probability of at least {}\n{} settings, {} runs", values.study,
                                   a.question.goal.text, chosen_percent(rule.probability), values.points(), runs);
    if (a.search.retest_runs > 0 || !a.search.winners.empty())
        text += fmt::format("; {} winners retested on {} fresh runs", a.search.winners.size(), a.search.retest_runs);
    const double scale = *std::min_element(values.scale.begin(), values.scale.end());
    text += fmt::format(
        "; scale {}{}\n", scale,
        scale < quotable_scale ? fmt::format(" (results are not to be quoted below scale {})", quotable_scale) : "");
    if (values.left_out > 0)
        text += fmt::format("{} runs failed or are missing, and are left out\n", values.left_out);
    if (values.undefined > 0)
        text += fmt::format("{} runs have an outcome that is not a number, and are left out\n", values.undefined);
    text += fmt::format("{} feasible, {} infeasible, {} undecided, at {} confidence\n",
                        of_all(a.count(Verdict::feasible), values.points()), a.count(Verdict::infeasible),
                        a.count(Verdict::undecided), chosen_percent(rule.confidence));
    if (a.search.budget_spent)
        text += "the budget of runs is spent: more (--runs-at-most) might settle the undecided\n";
    return text;
}

std::string settings_text(const TargetAnswer& a, const StudyValues& values, std::size_t most_rows)
{
    const std::vector<std::size_t> order = places_by(a.settings.size(), [&](std::size_t x, std::size_t y) {
        const SettingAnswer &one = a.settings[x], &two = a.settings[y];
        if (one.verdict != two.verdict)
            return one.verdict > two.verdict;
        return (one.runs == 0 ? -1 : one.chance.estimate) > (two.runs == 0 ? -1 : two.chance.estimate);
    });
    const std::string probability = chosen_percent(a.question.rule.probability);
    const bool retested = !a.search.winners.empty();
    const std::string where = retested ? ", search" : "";
    const int decimals = decimals_of(a);
    TextTable table({"setting", "verdict", "hits", "chance of the goal", "goal met with " + probability + where,
                     "bound per setting", "mean" + where});
    for (std::size_t i = 0; i < std::min(order.size(), most_rows); ++i) {
        const SettingAnswer& s = a.settings[order[i]];
        table.add({values.point_name(order[i]), verdict_text(s), fmt::format("{}/{}", s.hits, s.runs), chance_text(s),
                   thousands(s.level.estimate, decimals), s.level.bound ? thousands(*s.level.bound, decimals) : "-",
                   thousands(s.value.mean, decimals)});
    }
    std::string text = table.text();
    if (order.size() > most_rows)
        text += fmt::format("{} more settings; --rows shows them, -o FILE records all\n", order.size() - most_rows);
    text +=
        fmt::format("chance: exact {} interval of one setting looked at once. goal met with {}: quantile of the runs; "
                    "bound: {} confidence bound of it for this setting by itself, from the first {} runs\n",
                    chosen_percent(a.question.rule.confidence), probability, chosen_percent(a.question.rule.confidence),
                    a.question.rule.first_look);
    if (retested)
        text += "hits and chance of a retested setting are the retest's; goals and means are of the search's runs, "
                "which flatter a winner\n";
    const std::uint32_t needed = runs_for_a_bound(a.question.rule.probability, a.question.rule.confidence);
    if (a.question.rule.first_look < needed)
        text += fmt::format("too few runs for such a bound: {} a setting are needed, {} were planned\n", needed,
                            a.question.rule.first_look);
    return text + largest_text(a, values, decimals);
}

std::string cost_text(const TargetAnswer& a, const StudyValues& values)
{
    if (!a.question.cost)
        return "the study does not record the levers' cost of every month: no front (--cost names another outcome)\n";
    const bool pounds = spec(a.question.cost->observable).units.starts_with("GBP");
    const auto amount = [&](double cost) { return pounds ? money(cost) : thousands(cost, decimals_for(cost)); };
    std::string text;
    if (a.cheapest)
        text = fmt::format("cheapest feasible setting: {}, at {}\n", values.point_name(*a.cheapest),
                           amount(a.settings[*a.cheapest].cost.mean));
    text += fmt::format(
        "front of cost ({}{}, mean of the first {} runs) against chance: no other setting gives more for less\n",
        a.question.cost->text, a.question.savings ? " less " + a.question.savings->text : "",
        a.question.rule.first_look);
    TextTable table({"setting", "cost", "chance of the goal", "verdict"});
    for (const std::size_t point : a.front)
        table.add({values.point_name(point), amount(a.settings[point].cost.mean), chance_text(a.settings[point]),
                   verdict_text(a.settings[point])});
    return text + table.text();
}

std::string month_text(const std::optional<Month>& month) { return month ? to_string(*month) : "none"; }

std::string dates_text(const TargetAnswer& a)
{
    std::string text = fmt::format("latest {} that still meets the goal\n", a.question.latest);
    TextTable table({"setting", "certified", "by the runs' share", "undecided up to", "tried"});
    std::string warnings;
    for (const DateAnswer& date : a.dates) {
        table.add(
            {date.setting, month_text(date.latest.certified), month_text(date.latest.estimated),
             month_text(date.latest.undecided_after),
             fmt::format("{} to {}", to_string(date.starts.months.front()), to_string(date.starts.months.back()))});
        if (!date.latest.warning.empty())
            warnings += fmt::format("{}: {}\n", date.setting, date.latest.warning);
        if (date.latest.certified != date.latest.unbroken)
            warnings += fmt::format("{}: certified without a gap from the first start: {}\n", date.setting,
                                    month_text(date.latest.unbroken));
    }
    return text + table.text() + warnings;
}

} // namespace

std::string target_text(const TargetAnswer& answer, const StudyValues& values, std::size_t most_rows)
{
    std::string text =
        head_text(answer, values) + "\n" + settings_text(answer, values, most_rows) + "\n" + cost_text(answer, values);
    if (!answer.dates.empty())
        text += "\n" + dates_text(answer);
    return text;
}

} // namespace mutualise
