#include "mutualise/analysis/barriers.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

double last_total(const Trajectory& run, Observable observable) { return run.total(observable, run.rows() - 1); }

/// What one run with a barrier removed adds to its line.
struct LineRuns {
    Fates fates;
    std::vector<double> deaths, live, more_mutuals, more_employees;

    void add(const Fates& of_run, const Trajectory& base, const Trajectory& without, double scale)
    {
        fates += of_run;
        deaths.push_back(static_cast<double>(of_run.deaths) / scale);
        live.push_back(static_cast<double>(of_run.live) / scale);
        const auto more = [&](Observable o) { return (last_total(without, o) - last_total(base, o)) / scale; };
        more_mutuals.push_back(more(Observable::mutuals_live_all));
        more_employees.push_back(more(Observable::employees_in_mutuals));
    }
};

void count_base(const Trajectory& base, BarrierTable& table)
{
    for (const ProposalRow& row : base.proposals)
        if (row.reason >= 0)
            table.deaths[static_cast<std::size_t>(row.reason)] += 1;
        else if ((row.flags & proposal_flag::founded) != 0)
            table.founded += 1;
}

void average(BarrierTable& table)
{
    const double weight = table.runs == 0 ? 0 : 1 / (table.scale * table.runs);
    for (double& deaths : table.deaths)
        deaths *= weight;
    table.founded *= weight;
}

/// The scenario, then with each barrier removed.
std::vector<Scenario> variants_of(const Scenario& scenario, std::span<const Barrier> barriers)
{
    std::vector<Scenario> scenarios(barriers.size() + 1, scenario);
    for (std::size_t b = 0; b < barriers.size(); ++b)
        scenarios[b + 1].diagnostic.removed |= barriers[b].removed;
    return scenarios;
}

} // namespace

Barrier parse_barrier(const std::string& reasons)
{
    Barrier barrier{reasons, 0};
    for (std::size_t from = 0; from <= reasons.size();) {
        const std::size_t end = std::min(reasons.find(',', from), reasons.size());
        const std::string name = reasons.substr(from, end - from);
        const auto found = std::find(reason_names.begin(), reason_names.end(), name);
        if (found == reason_names.end())
            throw UsageError(fmt::format("there is no exit reason '{}'{}", name,
                                         suggestion(name, {reason_names.begin(), reason_names.end()})));
        barrier.removed |= std::uint32_t{1} << (found - reason_names.begin());
        from = end + 1;
    }
    return barrier;
}

BarrierTable find_barriers(const Scenario& scenario, std::span<const Barrier> barriers, std::uint32_t runs,
                           bool leave_out_failed, Populations& populations, const SideRuns& how)
{
    BarrierTable table;
    table.scenario = scenario.name;
    table.scale = scenario.population.scale;
    table.last = scenario.horizon.last;
    const std::vector<Scenario> scenarios = variants_of(scenario, barriers);
    SideRuns side = how;
    side.requests.clear();
    side.log.proposals = true;
    const auto people = populations.get(scenario.population);
    DrawnScenarios drawn(*people->data);
    for (std::uint32_t r = 0; r < runs; ++r)
        for (const Scenario& each : scenarios)
            side.requests.push_back({drawn.of_run(each, r), run_key(scenario.seed, r)});
    std::vector<LineRuns> columns(barriers.size());
    RunOutcome base;
    std::string failure;
    run_aside(side, populations, [&](std::size_t i, RunOutcome&& outcome) {
        const std::size_t variant = i % scenarios.size();
        table.failed += outcome.failed;
        if (outcome.failed && failure.empty())
            failure = outcome.failure;
        if (variant == 0) {
            base = std::move(outcome);
            if (!base.failed) {
                ++table.runs;
                count_base(base.trajectory, table);
            }
        } else if (!outcome.failed && !base.failed) {
            const Barrier& barrier = barriers[variant - 1];
            columns[variant - 1].add(match_fates(base.trajectory.proposals, outcome.trajectory.proposals, barrier),
                                     base.trajectory, outcome.trajectory, table.scale);
        }
    });
    if (table.failed > 0 && !leave_out_failed)
        throw Mismatch(fmt::format("{} of {} runs failed (the first: {}); --failed leave-out goes on without them",
                                   table.failed, side.requests.size(), failure));
    if (table.runs == 0)
        throw Mismatch(fmt::format("every run of {} failed: {}", scenario.name, failure));
    average(table);
    std::size_t used = table.runs;
    for (const LineRuns& column : columns)
        used += column.deaths.size();
    table.left_out = static_cast<std::uint32_t>(side.requests.size() - used);
    for (std::size_t b = 0; b < barriers.size(); ++b)
        if (const LineRuns& c = columns[b]; c.fates.deaths > 0)
            table.lines.push_back({barriers[b], c.fates, c.deaths.size(), mean_of(c.deaths), mean_of(c.live),
                                   mean_of(c.more_mutuals), mean_of(c.more_employees)});
    return table;
}

} // namespace mutualise
