#include "run_scenario.hpp"

#include "interrupt.hpp"
#include "progress.hpp"
#include "study_text.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/run/memory.hpp"
#include "mutualise/scenario/posterior.hpp"
#include "mutualise/study/work.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise::cli
{

namespace
{

Ensemble empty_ensemble(const ResolvedScenario& resolved, const Population& people, const RunOptions& options)
{
    Ensemble e;
    e.scenario = resolved.scenario;
    if (options.runs == 1) // one run alone has the posterior's centre
        e.scenario.posterior.drawn.clear();
    e.resolved_scenario = canonical_text(e.scenario, *people.data);
    e.scale = people.settings.scale;
    e.employees = people.employees.size();
    e.data = people.data;
    for (const Unit& unit : people.units)
        e.unit_stable.push_back(unit.stable);
    e.with_proposals = options.log_proposals;
    e.with_decisions = options.log_decisions;
    e.with_snapshots = !options.snapshots.empty();
    e.provenance = provenance_of(options.command_line);
    return e;
}

/// As many as asked for, unless memory demands fewer; a run for which there is too little even alone is warned of.
int lanes_in_memory(const Population& people, const Horizon& horizon, const RunOptions& options)
{
    const std::uint64_t available = available_memory();
    const int lanes = lanes_at_a_time(people, horizon, std::min(options.runs, options.lanes), available, print_note);
    const std::uint64_t needed = batch_memory(people, lanes, horizon.rows());
    if (needed > available)
        fmt::print(stderr, "mutualise: warning: a run takes about {:.1f} GB, and {:.1f} GB are free\n",
                   static_cast<double>(needed) / 1e9, static_cast<double>(available) / 1e9);
    return lanes;
}

} // namespace

LogChoice log_choice(const RunOptions& options, const Horizon& horizon)
{
    LogChoice log;
    log.proposals = options.log_proposals;
    log.decisions = options.log_decisions;
    for (const std::string& text : options.snapshots) {
        const std::optional<Month> month = parse_month(text);
        if (!month || *month < horizon.first - 1 || *month > horizon.last)
            throw UsageError(fmt::format("--snapshots takes months of the horizon, like 2012-06, not '{}'", text));
        log.snapshot_rows.push_back(horizon.row(*month));
    }
    return log;
}

Ensemble run_scenario(const ResolvedScenario& resolved, const Population& people, const RunOptions& options,
                      ProcessTimes& times)
{
    Ensemble e = empty_ensemble(resolved, people, options);
    const Horizon& horizon = resolved.scenario.horizon;
    const int lanes = lanes_in_memory(people, horizon, options);
    const int batches = (options.runs + lanes - 1) / lanes;
    Progress progress(options.quiet ? ProgressKind::none : progress_kind(options.progress), resolved.scenario.name,
                      batches * horizon.months());
    for (int first = 0; first < options.runs; first += lanes) {
        std::vector<Scenario> drawn;
        for (int i = first; i < std::min(options.runs, first + lanes); ++i)
            drawn.push_back(with_draw(e.scenario, *people.data, static_cast<std::uint32_t>(i)));
        std::vector<RunRequest> requests;
        for (int i = first; i < first + static_cast<int>(drawn.size()); ++i)
            requests.push_back({&drawn[static_cast<std::size_t>(i - first)],
                                run_key(resolved.scenario.seed, static_cast<std::uint32_t>(i))});
        BatchOptions batch{log_choice(options, horizon), {}, &times};
        batch.progress = [&](int, int) {
            throw_if_interrupted();
            progress.step();
        };
        std::vector<RunOutcome> outcomes = run_batch(people, requests, batch);
        for (std::size_t i = 0; i < outcomes.size(); ++i) {
            const auto index = static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(i);
            if (outcomes[i].failed)
                e.failures.push_back({index, requests[i].key.seed, outcomes[i].failure});
            else
                e.runs.push_back({index, requests[i].key.seed, std::move(outcomes[i].trajectory)});
        }
    }
    return e;
}

} // namespace mutualise::cli
