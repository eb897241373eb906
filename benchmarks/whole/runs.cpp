#include "runs.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/record/ensemble.hpp"
#include "mutualise/scenario/reader.hpp"

#include <filesystem>
#include <fmt/format.h>
#include <stdexcept>
#include <unistd.h>

namespace mutualise::bench
{

namespace
{

Ensemble simulate(const Population& people, const Scenario& scenario, int lanes, RunTime& time)
{
    Ensemble e;
    e.scenario = scenario;
    e.resolved_scenario = canonical_text(scenario, *people.data);
    e.scale = people.settings.scale;
    e.employees = people.employees.size();
    e.data = people.data;
    e.provenance = build_provenance();
    std::vector<RunRequest> requests;
    for (int lane = 0; lane < lanes; ++lane)
        requests.push_back({&scenario, run_key(scenario.seed, static_cast<std::uint32_t>(lane))});
    BatchOptions options;
    options.times = &time.processes;
    const auto start = std::chrono::steady_clock::now();
    options.progress = [&](int month, int) {
        if (month == 1)
            time.first_month = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    std::vector<RunOutcome> outcomes = run_batch(people, requests, options);
    for (std::uint32_t i = 0; i < outcomes.size(); ++i) {
        if (outcomes[i].failed)
            throw std::runtime_error("a run failed: " + outcomes[i].failure);
        e.runs.push_back({i, requests[i].key.seed, std::move(outcomes[i].trajectory)});
    }
    return e;
}

} // namespace

RunTime time_runs(const Population& people, const Scenario& scenario, int lanes, int threads, int repeats)
{
    const ThreadLimit limit(threads);
    const std::filesystem::path file =
        std::filesystem::temp_directory_path() / fmt::format("mutualise-bench-{}.h5", getpid());
    RunTime time;
    time.seconds = repeated(repeats, [&] {
        time.processes = {};
        time.last = seconds([&] {
            const Ensemble ensemble = simulate(people, scenario, lanes, time);
            time.recording = seconds([&] { write_ensemble(file, ensemble); });
        });
    });
    time.hash = canonical_hash(file);
    std::filesystem::remove(file);
    return time;
}

} // namespace mutualise::bench
