/// \file A target analysis as a result file: one axis, the settings; and where dates are asked for, two more.
#include "mutualise/analysis/outcome_units.hpp"
#include "mutualise/analysis/target.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

constexpr double none = std::numeric_limits<double>::quiet_NaN();

/// One column of the settings.
template <class Number>
std::vector<Number> column(const TargetAnswer& a, Number (*of)(const SettingAnswer&))
{
    std::vector<Number> values;
    for (const SettingAnswer& setting : a.settings)
        values.push_back(of(setting));
    return values;
}

void add_settings(Result& result, const TargetAnswer& a, const StudyValues& values)
{
    std::vector<std::string> names, verdicts;
    std::vector<std::int64_t> on_front(a.settings.size(), 0), searched;
    for (std::size_t point = 0; point < a.settings.size(); ++point) {
        names.push_back(values.point_name(point));
        verdicts.push_back(a.settings[point].verdict == Verdict::feasible     ? "feasible"
                           : a.settings[point].verdict == Verdict::infeasible ? "infeasible"
                                                                              : "undecided");
        searched.push_back(static_cast<std::int64_t>(a.search.searched[point].hits.size()));
    }
    for (const std::size_t point : a.front)
        on_front[point] = 1;
    result.axes.push_back({"point", "design point of the study", "", names});
    using S = const SettingAnswer&;
    const auto integers = [&](const char* name, const char* what, std::int64_t (*of)(S)) {
        result.variables.push_back({name, what, "1", {"point"}, column<std::int64_t>(a, of)});
    };
    const auto reals = [&](const char* name, const char* what, double (*of)(S), std::string units = "1") {
        result.variables.push_back({name, what, std::move(units), {"point"}, column<double>(a, of)});
    };
    const std::string of_goal = units_of(a.question.goal.outcome);
    const std::string of_cost = a.question.cost ? units_of(*a.question.cost) : "1";
    result.variables.push_back({"verdict", "feasible, infeasible or undecided", "", {"point"}, verdicts});
    result.variables.push_back({"search_runs", "runs of the search", "1", {"point"}, searched});
    integers("retested", "1 where only the runs of the retest are counted",
             [](S s) -> std::int64_t { return s.retested; });
    integers("runs", "runs counted", [](S s) -> std::int64_t { return s.runs; });
    integers("hits", "of them runs that meet the goal", [](S s) -> std::int64_t { return s.hits; });
    reals("chance", "share of the runs that meet the goal", [](S s) { return s.chance.estimate; });
    reals("chance_low", "lower end of its exact interval", [](S s) { return s.chance.low; });
    reals("chance_high", "upper end of its exact interval", [](S s) { return s.chance.high; });
    reals(
        "level", "goal met with the wanted probability in the search, by the quantile",
        [](S s) { return s.level.estimate; }, of_goal);
    reals(
        "level_bound", "confidence bound of it, of this setting alone; NaN where the runs are too few",
        [](S s) { return s.level.bound.value_or(none); }, of_goal);
    reals(
        "outcome", "mean of the goal's outcome in the search", [](S s) { return s.value.mean; }, of_goal);
    reals(
        "cost", "mean cost; NaN where not recorded", [](S s) { return s.cost.mean; }, of_cost);
    reals(
        "cost_standard_error", "standard error of the mean cost", [](S s) { return s.cost.standard_error; }, of_cost);
    result.variables.push_back({"on_front", "1 where no other setting gives more for less", "1", {"point"}, on_front});
}

void add_dates(Result& result, const TargetAnswer& a)
{
    if (a.dates.empty())
        return;
    const auto month = [](const std::optional<Month>& m) { return m ? to_string(*m) : std::string(); };
    std::vector<std::string> settings, certified, unbroken, estimated, undecided, warnings;
    for (const DateAnswer& date : a.dates) {
        settings.push_back(date.setting);
        certified.push_back(month(date.latest.certified));
        unbroken.push_back(month(date.latest.unbroken));
        estimated.push_back(month(date.latest.estimated));
        undecided.push_back(month(date.latest.undecided_after));
        warnings.push_back(date.latest.warning);
    }
    result.axes.push_back({"combination", "combination of the factors but the start", "", settings});
    const std::vector<std::string> by{"combination"};
    result.variables.push_back({"latest_certified", "latest start certified to meet the goal", "", by, certified});
    result.variables.push_back({"latest_unbroken", "latest certified without a gap before it", "", by, unbroken});
    result.variables.push_back({"latest_estimated", "latest whose share of runs reaches it", "", by, estimated});
    result.variables.push_back({"latest_undecided", "latest that more runs might certify", "", by, undecided});
    result.variables.push_back({"not_monotone", "where a later start does better", "", by, warnings});
}

} // namespace

Result target_result(const TargetAnswer& a, const StudyValues& values)
{
    const TargetRule& rule = a.question.rule;
    Result result;
    result.analysis = "target";
    result.title = fmt::format("{} with a probability of at least {}", a.question.goal.text, rule.probability);
    result.settings = {{"goal", a.question.goal.text},
                       {"probability", fmt::format("{}", rule.probability)},
                       {"confidence", fmt::format("{}", rule.confidence)},
                       {"first_look", fmt::format("{}", rule.first_look)},
                       {"most_replicates", fmt::format("{}", rule.most_replicates)},
                       {"runs_at_most", fmt::format("{}", rule.runs_at_most)},
                       {"most_winners", fmt::format("{}", rule.most_winners)},
                       {"search_runs", fmt::format("{}", a.search.search_runs)},
                       {"retest_runs", fmt::format("{}", a.search.retest_runs)},
                       {"cost", a.question.cost ? a.question.cost->text : "none"},
                       {"savings", a.question.savings ? a.question.savings->text : "none"},
                       {"latest", a.question.latest.empty() ? "none" : a.question.latest},
                       {"runs_left_out", fmt::format("{}", values.left_out + values.undefined)}};
    if (a.largest) {
        result.settings.emplace_back("largest_goal", fmt::format("{}", *a.largest));
        result.settings.emplace_back("largest_goal_at", values.point_name(a.largest_at));
    }
    result.sources = values.sources;
    add_settings(result, a, values);
    add_dates(result, a);
    return result;
}

} // namespace mutualise
