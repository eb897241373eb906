#include "mutualise/analysis/ceilings.hpp"

#include "mutualise/analysis/outcome_units.hpp"
#include "mutualise/analysis/text_table.hpp"
#include "mutualise/scenario/reader.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <set>
#include <stdexcept>

namespace mutualise
{

namespace
{

constexpr std::array<std::string_view, 3> names{"launch-limited", "right-to-request-everywhere",
                                                "default-mutual-everywhere"};

std::set<std::string> lever_ids(const Levers& levers)
{
    std::set<std::string> ids;
    for_each_lever_kind([&](auto kind) {
        for (const auto& lever : levers.*kind)
            ids.insert(lever.scope.id);
    });
    return ids;
}

Month first_start(const Levers& levers, const std::set<std::string>& known)
{
    Month first = never;
    for_each_lever_kind([&](auto kind) {
        for (const auto& lever : levers.*kind)
            if (known.count(lever.scope.id) == 0)
                first = std::min(first, lever.scope.from);
    });
    return first;
}

/// The goal's outcome as it stood before the start; of a sum what had come together by then.
double outcome_before(const Trajectory& run, const Ceiling& ceiling, const SystemData& data, Outcome outcome)
{
    const Month before = ceiling.start - 1;
    if (outcome.summed && outcome.first.value_or(ceiling.scenario.horizon.first) > before)
        return 0;
    outcome.last = before;
    if (!outcome.summed)
        outcome.first = before;
    return outcome_of(run, ceiling.scenario, data, outcome);
}

bool is_mean(Observable observable) { return !is_extensive(observable) && spec(observable).kind == ValueKind::real; }

Month date_of(const Ceiling& ceiling, const TargetQuestion& question)
{
    return question.goal.outcome.last.value_or(ceiling.scenario.horizon.last);
}

CeilingAnswer answer(const Ceiling& ceiling, const TargetQuestion& question, const std::vector<double>& values,
                     const std::vector<double>& before)
{
    CeilingAnswer a;
    a.name = ceiling.name;
    a.description = ceiling.description;
    a.start = ceiling.start;
    a.date = date_of(ceiling, question);
    const auto hits = std::count_if(values.begin(), values.end(), [&](double v) { return question.goal.met(v); });
    a.chance = chance_or_none(static_cast<std::uint64_t>(hits), values.size(), question.rule.confidence);
    a.level = largest_goal(values, question.goal.comparison, question.rule.probability, question.rule.confidence);
    a.value = mean_or_none(values);
    a.before = mean_or_none(before);
    const int months = a.date - (a.start - 1);
    a.needed_a_month = (question.goal.threshold - a.before.mean) / months;
    a.moved_a_month = (a.value.mean - a.before.mean) / months;
    return a;
}

} // namespace

std::vector<Ceiling> shipped_ceilings(const Scenario& at, const SystemData& data)
{
    const std::filesystem::path scenarios = default_data_directory().parent_path();
    const std::set<std::string> known = lever_ids(read_scenario(scenarios / "historical.toml", data).scenario.levers);
    std::vector<Ceiling> ceilings;
    for (const std::string_view name : names) {
        Ceiling ceiling;
        ceiling.name = name;
        ceiling.scenario = read_scenario(scenarios / "ceilings" / (ceiling.name + ".toml"), data).scenario;
        ceiling.description = ceiling.scenario.description;
        ceiling.start = first_start(ceiling.scenario.levers, known);
        ceiling.scenario.population = at.population;
        ceiling.scenario.horizon = at.horizon;
        ceiling.scenario.parameters = at.parameters;
        ceiling.scenario.initial = at.initial;
        ceiling.scenario.posterior = at.posterior;
        ceilings.push_back(std::move(ceiling));
    }
    return ceilings;
}

std::string why_no_ceilings(std::span<const Ceiling> ceilings, const TargetQuestion& question)
{
    for (const Ceiling& ceiling : ceilings) {
        if (ceiling.start > ceiling.scenario.horizon.last)
            return fmt::format("the ceilings begin in {}, after the runs end in {}: they cannot be run",
                               to_string(ceiling.start), to_string(ceiling.scenario.horizon.last));
        if (ceiling.start > date_of(ceiling, question))
            return fmt::format("the ceilings begin in {}, after the goal's date {}: they cannot move it",
                               to_string(ceiling.start), to_string(date_of(ceiling, question)));
    }
    return {};
}

std::string why_no_pace(std::span<const Ceiling> ceilings, const TargetQuestion& question)
{
    const Outcome& outcome = question.goal.outcome;
    if (!wants_much(question.goal.comparison))
        return "no pace: the goal is not to exceed something, so there is nothing to move towards it";
    if (is_mean(outcome.observable))
        return "no pace: a mean or share does not build up month by month";
    if (!outcome.summed && is_flow(outcome.observable))
        return "no pace: the goal is on what comes in one month, which does not build up";
    for (const Ceiling& ceiling : ceilings)
        if (!outcome.summed && ceiling.start - 1 < ceiling.scenario.horizon.first)
            return fmt::format("no pace: the runs begin in {}, with no month before the ceilings",
                               to_string(ceiling.scenario.horizon.first));
    return {};
}

std::vector<CeilingAnswer> reach_ceilings(std::span<const Ceiling> ceilings, const TargetQuestion& question,
                                          std::span<const SideLuck> runs, Populations& populations,
                                          const SystemData& data, SideRuns how)
{
    if (const std::string why = why_no_ceilings(ceilings, question); !why.empty())
        throw std::logic_error(why);
    const bool has_pace = why_no_pace(ceilings, question).empty();
    how.requests.clear();
    DrawnScenarios drawn(data);
    for (const Ceiling& ceiling : ceilings)
        for (const SideLuck& run : runs)
            how.requests.push_back({drawn.of_run(ceiling.scenario, run.replicate), RunKey{run.seed}});
    std::vector<std::vector<double>> before(ceilings.size());
    const auto value = [&](std::size_t c, const Trajectory& run) {
        if (has_pace)
            before[c].push_back(outcome_before(run, ceilings[c], data, question.goal.outcome));
        return outcome_of(run, ceilings[c].scenario, data, question.goal.outcome);
    };
    const std::vector<std::vector<double>> values =
        side_values(how, populations, runs.size(), value, [&](std::size_t c) { return ceilings[c].name; });
    std::vector<CeilingAnswer> answers;
    for (std::size_t c = 0; c < ceilings.size(); ++c)
        answers.push_back(answer(ceilings[c], question, values[c], before[c]));
    return answers;
}

std::string ceilings_text(std::span<const CeilingAnswer> ceilings, const TargetQuestion& question,
                          const std::string& no_pace)
{
    if (ceilings.empty())
        return {};
    std::vector<double> sizes;
    for (const CeilingAnswer& c : ceilings)
        sizes.insert(sizes.end(), {c.level.estimate, c.value.mean});
    const int decimals = decimals_for(sizes);
    std::string text = fmt::format("three ceilings: what could be reached at the most, by {}, from {} runs each\n",
                                   to_string(ceilings.front().date), ceilings.front().value.count);
    TextTable table({"ceiling", "from", "chance of the goal",
                     "goal met with " + chosen_percent(question.rule.probability), "mean", "a month needed",
                     "a month moved"});
    for (const CeilingAnswer& c : ceilings)
        table.add(
            {c.name, to_string(c.start),
             fmt::format("{} ({} to {})", percent(c.chance.estimate), percent(c.chance.low), percent(c.chance.high)),
             thousands(c.level.estimate, decimals), thousands(c.value.mean, decimals),
             c.needed_a_month <= 0 ? "none" : thousands(c.needed_a_month, decimals),
             thousands(c.moved_a_month, decimals)});
    text += table.text();
    if (!no_pace.empty())
        text += no_pace + "\n";
    for (const CeilingAnswer& c : ceilings)
        text += fmt::format("{}: {}\n", c.name, c.description);
    return text;
}

void add_ceilings(Result& result, std::span<const CeilingAnswer> ceilings, const TargetQuestion& question)
{
    if (ceilings.empty())
        return;
    std::vector<std::string> each;
    for (const CeilingAnswer& c : ceilings)
        each.push_back(c.name);
    result.axes.push_back({"ceiling", "what could be reached at the most", "", each});
    const std::string of_goal = units_of(question.goal.outcome);
    const std::string pace = of_goal == "1" ? "month-1" : of_goal + " month-1";
    const auto put = [&](const char* name, const char* what, double (*of)(const CeilingAnswer&),
                         const std::string& units) {
        std::vector<double> column;
        for (const CeilingAnswer& c : ceilings)
            column.push_back(of(c));
        result.variables.push_back({std::string("ceiling_") + name, what, units, {"ceiling"}, column});
    };
    std::vector<std::string> starts;
    for (const CeilingAnswer& c : ceilings)
        starts.push_back(to_string(c.start));
    result.variables.push_back({"ceiling_start", "month of its first lever", "", {"ceiling"}, starts});
    using C = const CeilingAnswer&;
    const auto chance = [&](const char* name, const char* what, double (*of)(C)) { put(name, what, of, "1"); };
    const auto level = [&](const char* name, const char* what, double (*of)(C)) { put(name, what, of, of_goal); };
    chance("chance", "share of the runs that meet the goal", [](C c) { return c.chance.estimate; });
    chance("chance_low", "lower end of its exact interval", [](C c) { return c.chance.low; });
    chance("chance_high", "upper end of its exact interval", [](C c) { return c.chance.high; });
    level("level", "goal met with the wanted probability, by the quantile", [](C c) { return c.level.estimate; });
    level("outcome", "mean of the goal's outcome", [](C c) { return c.value.mean; });
    level("before", "mean of the outcome before the start", [](C c) { return c.before.mean; });
    put(
        "needed_a_month", "pace from before the start that meets the goal at its date",
        [](C c) { return c.needed_a_month; }, pace);
    put(
        "moved_a_month", "pace in the mean of the runs", [](C c) { return c.moved_a_month; }, pace);
}

} // namespace mutualise
