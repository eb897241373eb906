/// \file `mutualise-bench`: what this machine makes of the kernel and of whole runs, each figure beside its bound or
/// reference and the hash of its result. benchmarks/README.md says how to read it.
#include "compare.hpp"
#include "kernel.hpp"
#include "runs.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/run/memory.hpp"
#include "mutualise/scenario/reader.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fstream>
#include <nlohmann/json.hpp>
#include <optional>

namespace
{

using namespace mutualise;
using namespace mutualise::bench;
using Json = nlohmann::ordered_json;

/// How much is measured.
struct Effort {
    double scale = 1;
    int repeats = 9;       ///< of kernels and of whole runs
    int curve_repeats = 3; ///< of whole runs along a curve
    std::vector<double> sizes{0.01, 0.1, 1, 10};
};

struct Sitting {
    Effort effort;
    std::shared_ptr<const SystemData> data;
    Scenario scenario;
    Population people;
    Json result;
    int threads = threads_in_use();
    double loading = 0; ///< the data tables and the scenario [s]

    Scenario at_scale(double scale) const
    {
        Scenario other = scenario;
        other.population.scale = scale;
        return other;
    }
    /// Nanoseconds an employee, month and run of the horizon, spin-up not counted as months.
    double nanoseconds(double seconds, const Population& population, int lanes) const
    {
        return 1e9 * seconds / (static_cast<double>(population.employees.size()) * scenario.horizon.months() * lanes);
    }
};

constexpr std::array<std::pair<InstructionSet, const char*>, 3> instruction_sets{
    {{InstructionSet::avx512, "avx512"}, {InstructionSet::avx2, "avx2"}, {InstructionSet::baseline, "baseline"}}};
constexpr std::array<int, 6> lane_counts{1, 2, 4, 8, 16, 32};

void line(const std::string& name, const std::string& text)
{
    fmt::print("{:<34} {}\n", name, text);
    std::fflush(stdout);
}

/// Employee-months a second.
std::string rate(double nanoseconds) { return fmt::format("{:.2f} G/s", 1 / nanoseconds); }

std::string text(const Spread& s, const char* unit)
{
    return fmt::format("{:8.3f} {} [{:.3f}, {:.3f}] of {}", s.median, unit, s.least, s.most, s.repeats);
}

Json json(const Spread& s)
{
    return {{"median", s.median}, {"least", s.least}, {"most", s.most}, {"repeats", s.repeats}};
}

void measure_machine(Sitting& sitting)
{
    for (const auto& [name, fact] : machine_facts()) {
        line(name, fact);
        sitting.result["machine"][name] = fact;
    }
    const Spread one = triad_gigabytes_per_second(1, sitting.effort.repeats);
    const Spread all = triad_gigabytes_per_second(sitting.threads, sitting.effort.repeats);
    line("triad, one thread", text(one, "GB/s"));
    line("triad, all threads", text(all, "GB/s"));
    sitting.result["triad_gb_per_s"] = one.median;
    sitting.result["triad_all_threads_gb_per_s"] = all.median;
}

void measure_synthesis(Sitting& sitting)
{
    const Spread time = repeated(
        sitting.effort.curve_repeats, [&] { sitting.people = synthesise(sitting.data, sitting.scenario.population); },
        [&] { sitting.people = {}; });
    line(fmt::format("synthesis of {} posts", sitting.people.employees.size()), text(time, "s"));
    sitting.result["employees"] = sitting.people.employees.size();
    sitting.result["synthesis_s"] = time.median;
}

void measure_kernel(Sitting& sitting)
{
    const double traffic = least_traffic(sitting.people, max_lanes);
    const double bound = traffic / sitting.result["triad_gb_per_s"].get<double>();
    line("kernel: least traffic", fmt::format("{:8.3f} bytes, at triad {:.3f} ns", traffic, bound));
    const Spread reference = time_reference(sitting.people, sitting.effort.repeats);
    line("reference: floats, one run", text(reference, "ns"));
    sitting.result["kernel_bytes"] = traffic;
    sitting.result["kernel_bound_ns"] = bound;
    sitting.result["reference_ns"] = reference.median;
    for (const auto& [set, name] : instruction_sets) {
        if (!supported(set))
            continue;
        const KernelTime time =
            time_kernel(sitting.people, sitting.scenario, max_lanes, 1, set, sitting.effort.repeats);
        const double median = time.nanoseconds.median;
        line(fmt::format("kernel, 32 runs, {}", name),
             fmt::format("{}  {}  {:.2f} x bound  {:.1f} x faster  hash {}", text(time.nanoseconds, "ns"), rate(median),
                         median / bound, reference.median / median, time.hash));
        sitting.result["kernel"][name] = {{"ns", json(time.nanoseconds)}, {"hash", time.hash}};
        if (!sitting.result.contains("kernel_ns"))
            sitting.result["kernel_ns"] = median;
    }
}

void measure_kernel_curves(Sitting& sitting)
{
    const InstructionSet set = widest_supported();
    for (int threads = 1; threads <= sitting.threads; ++threads) {
        const KernelTime time =
            time_kernel(sitting.people, sitting.scenario, max_lanes, threads, set, sitting.effort.repeats);
        line(fmt::format("kernel, {} thread{}", threads, threads == 1 ? "" : "s"),
             fmt::format("{}  hash {}", text(time.nanoseconds, "ns"), time.hash));
        sitting.result["kernel_by_threads"].push_back(
            {{"threads", threads}, {"ns", json(time.nanoseconds)}, {"hash", time.hash}});
    }
    for (const int lanes : lane_counts) {
        const KernelTime time = time_kernel(sitting.people, sitting.scenario, lanes, 1, set, sitting.effort.repeats);
        line(fmt::format("kernel, {:>2} runs at a time", lanes),
             fmt::format("{}  {:.2f} x bound  hash {}", text(time.nanoseconds, "ns"),
                         time.nanoseconds.median * sitting.result["triad_gb_per_s"].get<double>() /
                             least_traffic(sitting.people, lanes),
                         time.hash));
        sitting.result["kernel_by_lanes"].push_back(
            {{"lanes", lanes}, {"ns", json(time.nanoseconds)}, {"hash", time.hash}});
    }
}

void record_shares(Sitting& sitting, const RunTime& time)
{
    const auto share = [&](std::string_view name, double seconds) {
        line(fmt::format("  {}", name), fmt::format("{:8.3f} s {:5.1f} %", seconds, 100 * seconds / time.last));
        sitting.result["process_s"][std::string(name)] = seconds;
    };
    for (std::size_t i = 0; i < process_names.size(); ++i)
        share(process_names[i], time.processes[i]);
    share("file", time.recording);
}

/// Whole runs by the number of threads; on all of them, memory and the processes' shares.
void measure_runs(Sitting& sitting)
{
    const Horizon& horizon = sitting.scenario.horizon;
    const double spin_up = 1.0 * (horizon.spin_up_months + 1) / horizon.months();
    const double posts = static_cast<double>(sitting.people.employees.size());
    const double bytes = static_cast<double>(batch_memory(sitting.people, max_lanes, horizon.rows())) / posts;
    double one_thread = 0;
    for (int threads = 1; threads <= sitting.threads; ++threads) {
        const RunTime time = time_runs(sitting.people, sitting.scenario, max_lanes, threads, sitting.effort.repeats);
        const double ns = sitting.nanoseconds(time.seconds.median, sitting.people, max_lanes);
        line(fmt::format("32 whole runs, {} thread{}", threads, threads == 1 ? "" : "s"),
             fmt::format("{}  {:.3f} s a run and core  {:.3f} ns  {}  hash {}", text(time.seconds, "s"),
                         time.seconds.median * threads / max_lanes, ns, rate(ns), time.hash.substr(0, 16)));
        sitting.result["run_by_threads"].push_back(
            {{"threads", threads}, {"s", json(time.seconds)}, {"ns", ns}, {"hash", time.hash}});
        if (threads == 1) {
            one_thread = time.seconds.median;
            const double kernel = sitting.result["kernel_ns"].get<double>();
            line("  over the kernel alone", fmt::format("{:8.2f} x, {:.2f} x the kernel with the spin-up's passes",
                                                        ns / kernel, ns / kernel / (1 + spin_up)));
            sitting.result["run_ns"] = ns;
            sitting.result["run_hash"] = time.hash;
        } else {
            line("  speed-up over one thread", fmt::format("{:8.3f}", one_thread / time.seconds.median));
            if (threads == 2)
                sitting.result["two_thread_speedup"] = one_thread / time.seconds.median;
        }
        if (threads == sitting.threads) {
            sitting.result["peak_memory_gb"] = peak_gigabytes();
            sitting.result["first_month_s"] =
                sitting.loading + sitting.result["synthesis_s"].get<double>() + time.first_month;
            record_shares(sitting, time);
        }
    }
    line("start-up to first month", fmt::format("{:8.3f} s", sitting.result["first_month_s"].get<double>()));
    line("peak memory", fmt::format("{:8.3f} GB; a batch of 32 takes {:.0f} bytes an employee, {:.1f} a run",
                                    sitting.result["peak_memory_gb"].get<double>(), bytes, bytes / max_lanes));
    sitting.result["bytes_an_employee"] = bytes;
}

void measure_run_curves(Sitting& sitting)
{
    for (const int lanes : lane_counts) {
        const RunTime time =
            time_runs(sitting.people, sitting.scenario, lanes, sitting.threads, sitting.effort.curve_repeats);
        line(fmt::format("{:>2} whole runs at a time", lanes),
             fmt::format("{}  {:.3f} s a run  hash {}", text(time.seconds, "s"), time.seconds.median / lanes,
                         time.hash.substr(0, 16)));
        sitting.result["run_by_lanes"].push_back({{"lanes", lanes}, {"s", json(time.seconds)}, {"hash", time.hash}});
    }
    sitting.people = {};
    for (const double scale : sitting.effort.sizes) {
        const Scenario scenario = sitting.at_scale(scale);
        const Population people = synthesise(sitting.data, scenario.population);
        const int lanes = lanes_that_fit(people, scenario.horizon.rows(), available_memory());
        const RunTime time = time_runs(people, scenario, lanes, sitting.threads, 1);
        line(fmt::format("{:>9} employees, {} runs", people.employees.size(), lanes),
             fmt::format("{:8.3f} s  {:.3f} ns  peak {:.2f} GB so far  hash {}", time.seconds.median,
                         sitting.nanoseconds(time.seconds.median, people, lanes), peak_gigabytes(),
                         time.hash.substr(0, 16)));
        sitting.result["run_by_size"].push_back({{"employees", people.employees.size()},
                                                 {"lanes", lanes},
                                                 {"s", time.seconds.median},
                                                 {"ns", sitting.nanoseconds(time.seconds.median, people, lanes)},
                                                 {"hash", time.hash}});
    }
}

Sitting sitting_of(bool quick)
{
    Sitting sitting;
    if (quick)
        sitting.effort = {.scale = 0.1, .repeats = 3, .curve_repeats = 1, .sizes = {0.01, 0.1}};
    sitting.loading = seconds([&] {
        sitting.data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
        const std::string path = MUTUALISE_SOURCE_DIR "/scenarios/historical.toml";
        sitting.scenario =
            read_scenario(path, *sitting.data, {fmt::format("population.scale={}", sitting.effort.scale)}).scenario;
    });
    return sitting;
}

int measure_all(bool quick, const std::string& output, const std::string& baseline)
{
    const std::optional<Json> before = baseline.empty() ? std::nullopt : std::optional(read_result(baseline));
    Sitting sitting = sitting_of(quick);
    sitting.result["quick"] = quick;
    for (const auto& measure :
         {measure_machine, measure_synthesis, measure_kernel, measure_kernel_curves, measure_runs, measure_run_curves})
        measure(sitting);
    if (!output.empty() && !(std::ofstream(output) << sitting.result.dump(2) << '\n'))
        throw std::runtime_error("cannot write " + output);
    if (before)
        print_comparison(*before, sitting.result);
    return 0;
}

} // namespace

int main(int argc, char** argv)
{
    CLI::App app{"Benchmarks of the kernel and of whole runs; benchmarks/README.md says how to read them"};
    bool quick = false;
    std::string output, baseline;
    app.add_flag("--quick", quick, "A tenth of the employees and fewer repeats: within a minute");
    app.add_option("--json", output, "File to write the figures to");
    app.add_option("--compare", baseline, "Figures of another build, from --json: prints the ratios");
    app.footer("Example: mutualise-bench --quick --json now.json");
    CLI11_PARSE(app, argc, argv);
    try {
        return measure_all(quick, output, baseline);
    } catch (const std::exception& error) {
        fmt::print(stderr, "mutualise-bench: {}\n", error.what());
        return 1;
    }
}
