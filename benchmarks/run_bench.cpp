/// \file Whole runs: synthesis, one run, a batch of 32; wall time, peak memory, what each process takes, and the hash.
///
/// Usage: run_bench [SCALE], default 1. Not part of CI. Compare figures of one sitting only.
#include "mutualise/core/digest.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/run/batch.hpp"
#include "mutualise/scenario/reader.hpp"

#include <chrono>
#include <cstdlib>
#include <fmt/format.h>
#include <memory>
#include <span>
#include <string>
#include <sys/resource.h>
#include <vector>

namespace
{

using namespace mutualise;

double seconds(const std::function<void()>& work)
{
    const auto start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

double peak_gigabytes()
{
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) * 1024 / 1e9;
}

/// Of every recorded number of every run, in order.
std::string hash(const std::vector<RunOutcome>& outcomes)
{
    Sha256 digest;
    for (const RunOutcome& outcome : outcomes)
        for (std::size_t o = 0; o < observable_count; ++o)
            digest.update(std::as_bytes(outcome.trajectory.values(static_cast<Observable>(o))));
    return digest.hex();
}

void run(const Population& people, const Scenario& scenario, int lanes, ProcessTimes& times)
{
    std::vector<RunRequest> requests;
    for (int lane = 0; lane < lanes; ++lane)
        requests.push_back({&scenario, run_key(scenario.seed, static_cast<std::uint32_t>(lane))});
    std::vector<RunOutcome> outcomes;
    BatchOptions options;
    options.times = &times;
    const double wall = seconds([&] { outcomes = run_batch(people, requests, options); });
    fmt::print("{:>2} run{}: {:7.2f} s wall, {:6.2f} s a run; peak {:.2f} GB so far; hash {}\n", lanes,
               lanes == 1 ? " " : "s", wall, wall / lanes, peak_gigabytes(), hash(outcomes));
}

} // namespace

int main(int argc, char** argv)
{
    const double scale = argc > 1 ? std::atof(argv[1]) : 1;
    const auto data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    const std::string path = MUTUALISE_SOURCE_DIR "/scenarios/historical.toml";
    const Scenario scenario = read_scenario(path, *data, {fmt::format("population.scale={}", scale)}).scenario;
    Population people;
    const double synthesis = seconds([&] { people = synthesise(data, scenario.population); });
    fmt::print("{} posts, {} threads; synthesis {:.2f} s\n", people.employees.size(), threads_in_use(), synthesis);
    ProcessTimes one{}, batch{};
    run(people, scenario, 1, one);
    run(people, scenario, max_lanes, batch);
    double all = 0;
    for (const double t : batch)
        all += t;
    for (std::size_t i = 0; i < process_names.size(); ++i)
        fmt::print("{:<14} {:8.2f} s {:5.1f} %\n", process_names[i], batch[i], 100 * batch[i] / all);
    return 0;
}
