#include "mutualise/analysis/side_runs.hpp"

#include "mutualise/scenario/posterior.hpp"

#include <algorithm>

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
        const auto lanes = static_cast<std::size_t>(lanes_at_a_time(*people, scenario.horizon, 0, runs.notice));
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

double outcome_of(const Trajectory& run, const Scenario& scenario, const SystemData& data, const Outcome& outcome)
{
    return outcome_of(run, scenario.horizon, data, scenario.population.scale, outcome);
}

} // namespace mutualise
