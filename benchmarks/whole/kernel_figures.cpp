#include "kernel.hpp"
#include "sitting.hpp"

#include <fmt/format.h>
#include <utility>

namespace mutualise::bench
{

namespace
{

constexpr std::array<std::pair<InstructionSet, const char*>, 3> instruction_sets{
    {{InstructionSet::avx512, "avx512"}, {InstructionSet::avx2, "avx2"}, {InstructionSet::baseline, "baseline"}}};

} // namespace

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

} // namespace mutualise::bench
