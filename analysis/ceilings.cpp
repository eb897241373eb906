#include "mutualise/analysis/ceilings.hpp"

#include "mutualise/analysis/text_table.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/reader.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <limits>
#include <set>

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
    if (outcome.summed && outcome.first.value_or(ceiling.scenario.horizon.first - 1) > before)
        return 0;
    outcome.last = before;
    if (!outcome.summed)
        outcome.first = before;
    return outcome_of(run, ceiling.scenario, data, outcome);
}

CeilingAnswer answer(const Ceiling& ceiling, const TargetQuestion& question, const std::vector<double>& values,
                     const std::vector<double>& before)
{
    CeilingAnswer a;
    a.name = ceiling.name;
    a.description = ceiling.description;
    a.start = ceiling.start;
    a.date = question.goal.outcome.last.value_or(ceiling.scenario.horizon.last);
    const auto hits = std::count_if(values.begin(), values.end(), [&](double v) { return question.goal.met(v); });
    a.chance = exact_chance(static_cast<std::uint64_t>(hits), values.size(), question.rule.confidence);
    a.level = largest_goal(values, question.goal.comparison, question.rule.probability, question.rule.confidence);
    a.value = mean_of(values);
    a.before = mean_of(before);
    const int months = a.date - (a.start - 1);
    const double none = std::numeric_limits<double>::quiet_NaN();
    a.needed_a_month = months > 0 ? (question.goal.threshold - a.before.mean) / months : none;
    a.moved_a_month = months > 0 ? (a.value.mean - a.before.mean) / months : none;
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

std::vector<CeilingAnswer> reach_ceilings(std::span<const Ceiling> ceilings, const TargetQuestion& question,
                                          std::span<const std::uint64_t> seeds, Populations& populations,
                                          const SystemData& data, SideRuns how)
{
    how.requests.clear();
    DrawnScenarios drawn(data);
    for (const Ceiling& ceiling : ceilings)
        for (std::uint32_t k = 0; k < seeds.size(); ++k)
            how.requests.push_back({drawn.of_run(ceiling.scenario, k), RunKey{seeds[k]}});
    std::vector<std::vector<double>> values(ceilings.size()), before(ceilings.size());
    run_aside(how, populations, [&](std::size_t i, RunOutcome&& run) {
        const std::size_t c = i / seeds.size();
        if (run.failed)
            throw Mismatch(fmt::format("a run of the ceiling {} failed: {}", ceilings[c].name, run.failure));
        values[c].push_back(outcome_of(run.trajectory, ceilings[c].scenario, data, question.goal.outcome));
        before[c].push_back(outcome_before(run.trajectory, ceilings[c], data, question.goal.outcome));
    });
    std::vector<CeilingAnswer> answers;
    for (std::size_t c = 0; c < ceilings.size(); ++c)
        answers.push_back(answer(ceilings[c], question, values[c], before[c]));
    return answers;
}

std::string ceilings_text(std::span<const CeilingAnswer> ceilings, const TargetQuestion& question)
{
    if (ceilings.empty())
        return {};
    std::string text = fmt::format("three ceilings: what could be reached at the most, by {}, from {} runs each\n",
                                   to_string(ceilings.front().date), ceilings.front().value.count);
    TextTable table({"ceiling", "from", "chance of the goal",
                     "goal met with " + chosen_percent(question.rule.probability), "mean", "a month needed",
                     "a month moved"});
    for (const CeilingAnswer& c : ceilings)
        table.add(
            {c.name, to_string(c.start),
             fmt::format("{} ({} to {})", percent(c.chance.estimate), percent(c.chance.low), percent(c.chance.high)),
             thousands(c.level.estimate), thousands(c.value.mean),
             c.needed_a_month <= 0 ? "none" : thousands(c.needed_a_month), thousands(c.moved_a_month)});
    text += table.text();
    for (const CeilingAnswer& c : ceilings)
        text += fmt::format("{}: {}\n", c.name, c.description);
    return text;
}

void add_ceilings(Result& result, std::span<const CeilingAnswer> ceilings)
{
    if (ceilings.empty())
        return;
    std::vector<std::string> each;
    for (const CeilingAnswer& c : ceilings)
        each.push_back(c.name);
    result.axes.push_back({"ceiling", "what could be reached at the most", "", each});
    const auto put = [&](const char* name, const char* what, double (*of)(const CeilingAnswer&)) {
        std::vector<double> column;
        for (const CeilingAnswer& c : ceilings)
            column.push_back(of(c));
        result.variables.push_back({std::string("ceiling_") + name, what, "1", {"ceiling"}, column});
    };
    std::vector<std::string> starts;
    for (const CeilingAnswer& c : ceilings)
        starts.push_back(to_string(c.start));
    result.variables.push_back({"ceiling_start", "month of its first lever", "", {"ceiling"}, starts});
    using C = const CeilingAnswer&;
    put("chance", "share of the runs that meet the goal", [](C c) { return c.chance.estimate; });
    put("chance_low", "lower end of its exact interval", [](C c) { return c.chance.low; });
    put("chance_high", "upper end of its exact interval", [](C c) { return c.chance.high; });
    put("level", "goal met with the wanted probability, by the quantile", [](C c) { return c.level.estimate; });
    put("outcome", "mean of the goal's outcome", [](C c) { return c.value.mean; });
    put("before", "mean of the outcome before the start", [](C c) { return c.before.mean; });
    put("needed_a_month", "pace from before the start that meets the goal at its date",
        [](C c) { return c.needed_a_month; });
    put("moved_a_month", "pace in the mean of the runs", [](C c) { return c.moved_a_month; });
}

} // namespace mutualise
