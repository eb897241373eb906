#include "mutualise/analysis/side_runs.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/posterior.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

bool go_together(const RunRequest& a, const RunRequest& b)
{
    return a.scenario->population == b.scenario->population && a.scenario->horizon == b.scenario->horizon;
}

std::vector<std::span<const RunRequest>> groups_in(std::span<const RunRequest> requests)
{
    std::vector<std::span<const RunRequest>> groups;
    for (std::size_t first = 0; first < requests.size();) {
        std::size_t end = first + 1;
        while (end < requests.size() && go_together(requests[first], requests[end]))
            ++end;
        groups.push_back(requests.subspan(first, end - first));
        first = end;
    }
    return groups;
}

} // namespace

const Scenario* DrawnScenarios::of_run(const Scenario& scenario, std::uint32_t k)
{
    if (scenario.posterior.drawn.empty())
        return &scenario;
    kept_.push_back(with_draw(scenario, data_, k));
    return &kept_.back();
}

void run_aside(const SideRuns& runs, Populations& populations,
               const std::function<void(std::size_t, RunOutcome&&)>& take)
{
    const auto groups = groups_in(runs.requests);
    std::size_t all = 0, done = 0, next = 0;
    for (const auto& group : groups)
        all += (group.size() + max_lanes - 1) / max_lanes *
               static_cast<std::size_t>(group.front().scenario->horizon.months());
    for (const auto& group : groups) {
        const Scenario& scenario = *group.front().scenario;
        const auto people = populations.get(scenario.population);
        const auto lanes =
            static_cast<std::size_t>(lanes_at_a_time(*people, scenario.horizon, max_lanes, 0, runs.notice));
        for (std::size_t first = 0; first < group.size(); first += lanes) {
            BatchOptions options;
            options.log = runs.log;
            options.progress = [&](int, int) {
                if (runs.news)
                    runs.news(++done, all);
            };
            auto outcomes = run_batch(*people, group.subspan(first, std::min(lanes, group.size() - first)), options);
            for (RunOutcome& outcome : outcomes)
                take(next++, std::move(outcome));
        }
    }
}

bool SideLosses::has_failed(const RunOutcome& run, const std::string& what)
{
    if (run.failed && failed++ + undefined == 0)
        first = fmt::format("{}: {}", what, run.failure);
    return run.failed;
}

bool SideLosses::is_undefined(double outcome, const std::string& what)
{
    const bool none = outcome != outcome;
    if (none && failed + undefined++ == 0)
        first = what + ": the outcome is not a number";
    return none;
}

void SideLosses::refuse(MissingRuns missing, std::size_t of_runs) const
{
    if (failed + undefined > 0 && missing == MissingRuns::refuse)
        throw Mismatch(fmt::format("of {} runs {} failed, and {} have an outcome that is not a number (the first: {}); "
                                   "--failed leave-out goes on without them",
                                   of_runs, failed, undefined, first));
}

std::vector<std::vector<double>> side_values(const SideRuns& runs, Populations& populations, std::size_t seeds,
                                             const std::function<double(std::size_t, const Trajectory&)>& number,
                                             const std::function<std::string(std::size_t)>& group_name)
{
    std::vector<std::vector<double>> values(runs.requests.size() / seeds);
    SideLosses losses;
    run_aside(runs, populations, [&](std::size_t i, RunOutcome&& run) {
        const std::size_t group = i / seeds;
        if (losses.has_failed(run, group_name(group)))
            return;
        const double value = number(group, run.trajectory);
        if (!losses.is_undefined(value, group_name(group)))
            values[group].push_back(value);
    });
    losses.refuse(runs.missing, runs.requests.size());
    if (runs.losses != nullptr) {
        runs.losses->failed += losses.failed;
        runs.losses->undefined += losses.undefined;
    }
    return values;
}

double outcome_of(const Trajectory& run, const Scenario& scenario, const SystemData& data, const Outcome& outcome)
{
    return outcome_of(run, scenario.horizon, data, scenario.population.scale, outcome);
}

} // namespace mutualise
