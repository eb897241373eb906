#include "mutualise/analysis/target.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>

namespace mutualise
{

namespace
{

bool is_no_number(double value) { return value != value; }

/// Of the runs planned for the first look those that are there: their number does not depend on what they said.
std::vector<double> first_runs(const StudyValues& values, const std::vector<double>& of_point, std::size_t point,
                               std::uint32_t first_look)
{
    std::vector<double> first;
    for (std::size_t r = 0; r < of_point.size(); ++r)
        if (values.replicates[point][r] < first_look)
            first.push_back(of_point[r]);
    return first;
}

SettingAnswer setting_of(const StudyValues& values, const TargetQuestion& question, const TargetSearch& search,
                         std::size_t point)
{
    SettingAnswer setting;
    const HitRuns &again = search.retested[point], &searched = search.searched[point];
    setting.verdict = search.verdict[point];
    setting.standing = search.standing[point];
    setting.retested = !again.hits.empty();
    const HitRuns& counted = setting.retested ? again : searched;
    setting.hits = counted.count();
    setting.runs = static_cast<std::uint32_t>(counted.hits.size());
    const double confidence = question.rule.confidence;
    setting.chance = chance_or_none(setting.hits, setting.runs, confidence);
    const std::vector<double>& outcome = values.values[0][point];
    setting.value = mean_or_none(outcome);
    const Comparison comparison = question.goal.comparison;
    setting.level = largest_goal(first_runs(values, outcome, point, question.rule.first_look), comparison,
                                 question.rule.probability, confidence);
    setting.level.estimate = largest_goal(outcome, comparison, question.rule.probability, confidence).estimate;
    setting.cost = cost_of(values, question, point);
    return setting;
}

const FactorColumn* factor_named(const StudyValues& values, const std::string& name)
{
    for (const FactorColumn& factor : values.factors)
        if (factor.name == name)
            return &factor;
    return nullptr;
}

/// The point's name without one factor.
std::string name_without(const StudyValues& values, const std::string& factor, std::size_t point)
{
    std::vector<FactorColumn> others;
    for (const FactorColumn& each : values.factors)
        if (each.name != factor)
            others.push_back(each);
    return point_name(values.variants[values.variant_of_point[point]], others, point);
}

std::vector<DateAnswer> dates_of(const StudyValues& values, const TargetAnswer& answer)
{
    const std::string& start = answer.question.latest;
    std::vector<DateAnswer> dates;
    if (start.empty())
        return dates;
    const FactorColumn& factor = *factor_named(values, start);
    std::map<std::string, std::size_t> place_of;
    for (std::uint32_t point = 0; point < values.points(); ++point) {
        const std::string name = name_without(values, start, point);
        const auto [place, fresh] = place_of.emplace(name, dates.size());
        if (fresh)
            dates.push_back({name, {}, {}, {}});
        dates[place->second].points.push_back(point);
    }
    for (DateAnswer& date : dates) {
        std::stable_sort(date.points.begin(), date.points.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return factor.numbers[a] < factor.numbers[b]; });
        for (const std::uint32_t point : date.points) {
            date.starts.months.push_back(Month{static_cast<int>(factor.numbers[point])});
            date.starts.chance.push_back(answer.settings[point].chance.estimate);
            date.starts.verdict.push_back(answer.settings[point].verdict);
        }
        date.latest = latest_start(date.starts, answer.question.rule.probability);
    }
    return dates;
}

/// The largest goal over all settings. The best of many bounds is only one where each has its share of the risk.
void find_largest(const StudyValues& values, TargetAnswer& answer)
{
    const TargetQuestion& question = answer.question;
    const double sign = wants_much(question.goal.comparison) ? 1 : -1;
    const double confidence = 1 - (1 - question.rule.confidence) / static_cast<double>(values.points());
    for (std::size_t point = 0; point < values.points(); ++point) {
        const GoalLevel level =
            largest_goal(first_runs(values, values.values[0][point], point, question.rule.first_look),
                         question.goal.comparison, question.rule.probability, confidence);
        if (level.bound && (!answer.largest || sign * *level.bound > sign * *answer.largest)) {
            answer.largest = level.bound;
            answer.largest_at = point;
        }
    }
}

} // namespace

MeanEstimate cost_of(const StudyValues& values, const TargetQuestion& question, std::size_t point)
{
    if (!question.cost)
        return mean_or_none({});
    std::vector<double> cost = values.values[1][point];
    if (question.savings)
        for (std::size_t r = 0; r < cost.size(); ++r)
            cost[r] -= values.values[2][point][r];
    return mean_or_none(first_runs(values, cost, point, question.rule.first_look));
}

std::vector<Outcome> TargetQuestion::outcomes() const
{
    std::vector<Outcome> all{goal.outcome};
    if (cost)
        all.push_back(*cost);
    if (cost && savings)
        all.push_back(*savings);
    return all;
}

std::size_t TargetAnswer::count(Verdict verdict) const
{
    return static_cast<std::size_t>(
        std::count_if(settings.begin(), settings.end(), [&](const auto& s) { return s.verdict == verdict; }));
}

std::vector<HitRuns> hit_runs(const StudyValues& values, const TargetQuestion& question,
                              std::span<const std::uint32_t> asked)
{
    std::vector<HitRuns> runs(values.points());
    for (std::size_t point = 0; point < runs.size(); ++point) {
        for (const double value : values.values[0][point])
            runs[point].hits.push_back(question.goal.met(value) ? 1 : 0);
        runs[point].numbers = values.replicates[point];
        runs[point].asked = asked[point];
    }
    return runs;
}

std::string start_factor(const StudyValues& values, const std::string& wanted)
{
    std::vector<std::string> in_months;
    std::vector<std::string_view> names;
    for (const FactorColumn& factor : values.factors) {
        names.push_back(factor.name);
        const bool everywhere = std::none_of(factor.numbers.begin(), factor.numbers.end(), is_no_number);
        if (factor.months && everywhere)
            in_months.push_back(factor.name);
        else if (factor.months && factor.name == wanted)
            throw UsageError(
                fmt::format("{} leaves factor {} to its scenarios at some points, so no month is known there",
                            values.study, wanted));
    }
    if (wanted.empty())
        return in_months.size() == 1 ? in_months.front() : "";
    const FactorColumn* factor = factor_named(values, wanted);
    if (factor == nullptr)
        throw UsageError(fmt::format("{} has no factor '{}'{}", values.study, wanted, suggestion(wanted, names)));
    if (!factor->months)
        throw UsageError(fmt::format("factor {} of {} is no month, so it has no latest start", wanted, values.study));
    return wanted;
}

TargetAnswer answer_target(const StudyValues& values, const TargetQuestion& question, TargetSearch search)
{
    TargetAnswer answer;
    answer.question = question;
    answer.search = std::move(search);
    std::vector<double> cost, chance;
    for (std::size_t point = 0; point < values.points(); ++point) {
        answer.settings.push_back(setting_of(values, question, answer.search, point));
        cost.push_back(answer.settings.back().cost.mean);
        chance.push_back(answer.settings.back().chance.estimate);
    }
    const double sign = wants_much(question.goal.comparison) ? 1 : -1;
    for (std::size_t point = 0; point < values.points(); ++point) {
        const double level = answer.settings[point].level.estimate, best = answer.settings[answer.best].level.estimate;
        if (is_no_number(best) || sign * level > sign * best)
            answer.best = point;
        if (answer.settings[point].verdict == Verdict::feasible && !is_no_number(cost[point]) &&
            (!answer.cheapest || cost[point] < cost[*answer.cheapest]))
            answer.cheapest = point;
    }
    if (is_no_number(answer.settings[answer.best].level.estimate))
        throw Mismatch(fmt::format("no run of {} is left", values.study));
    find_largest(values, answer);
    answer.front = cost_front(cost, chance);
    answer.dates = dates_of(values, answer);
    return answer;
}

std::string verdict_text(const SettingAnswer& setting)
{
    if (setting.verdict == Verdict::feasible)
        return "feasible";
    if (setting.verdict == Verdict::infeasible)
        return "infeasible";
    if (setting.retested)
        return "undecided after its retest";
    return setting.standing == Standing::promising ? "undecided, promising" : "undecided";
}

} // namespace mutualise
