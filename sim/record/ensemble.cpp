#include "mutualise/record/ensemble.hpp"

#include "logs.hpp"
#include "record_file.hpp"

#include <fmt/format.h>
#include <stdexcept>

namespace mutualise
{

namespace
{

/// Our own mistakes, found before anything is written.
void check_trajectories(const Ensemble& ensemble)
{
    if (!ensemble.data)
        throw std::logic_error("an ensemble without its data tables");
    const AxisLengths lengths{ensemble.data->services.size(), ensemble.data->regions.size()};
    for (const RunRecord& run : ensemble.runs) {
        const Trajectory& t = run.trajectory;
        if (t.rows() != ensemble.scenario.horizon.rows() || t.lengths().services != lengths.services ||
            t.lengths().regions != lengths.regions)
            throw std::logic_error(
                fmt::format("run {} has other months, services or regions than the scenario", run.index));
    }
}

Recording recording_of(const Ensemble& ensemble)
{
    Recording r;
    r.name = ensemble.scenario.name;
    r.description = ensemble.scenario.description;
    r.horizon = ensemble.scenario.horizon;
    r.rows = all_rows(r.horizon);
    r.observables = all_observables();
    r.scale = ensemble.scale;
    r.employees = ensemble.employees;
    r.data = ensemble.data;
    r.parameters = {numbers_of(ensemble.scenario.parameters)};
    r.drawn = {drawn_columns(ensemble.scenario)};
    r.draws = draws_in_order(ensemble.scenario, *ensemble.data);
    r.resolved_scenario = ensemble.resolved_scenario;
    for (const RunRecord& run : ensemble.runs)
        r.runs.push_back({run.index, run.seed});
    r.failures = ensemble.failures;
    r.provenance = ensemble.provenance;
    return r;
}

} // namespace

void write_ensemble(const std::filesystem::path& path, const Ensemble& ensemble)
{
    check_trajectories(ensemble);
    const Recording recording = recording_of(ensemble);
    const auto read = [&](Observable observable, std::size_t first, std::size_t count, ValueBlock& block) {
        for (std::size_t r = first; r < first + count; ++r)
            append_values(ensemble.runs[r].trajectory, observable, recording.rows, ensemble.runs[r].index, block);
    };
    write_file(path, recording, read, {}, [&](hid_t root, const Axes& axes) {
        if (ensemble.with_proposals)
            put_proposals(root, ensemble);
        if (ensemble.with_decisions)
            put_decisions(root, ensemble);
        if (ensemble.with_snapshots)
            put_snapshots(root, axes, ensemble);
    });
}

} // namespace mutualise
