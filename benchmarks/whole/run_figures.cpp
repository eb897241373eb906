#include "runs.hpp"
#include "sitting.hpp"

#include "mutualise/run/memory.hpp"

#include <fmt/format.h>
#include <string_view>

namespace mutualise::bench
{

namespace
{

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

} // namespace

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

} // namespace mutualise::bench
