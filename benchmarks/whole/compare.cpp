#include "compare.hpp"

#include <fmt/format.h>
#include <fstream>
#include <stdexcept>

namespace mutualise::bench
{

nlohmann::ordered_json read_result(const std::string& path)
{
    std::ifstream in(path);
    const nlohmann::ordered_json result = nlohmann::ordered_json::parse(in, nullptr, false);
    if (!result.is_object() || !result.contains("kernel_ns"))
        throw std::runtime_error(path + " is not a file that --json wrote");
    return result;
}

void print_comparison(const nlohmann::ordered_json& before, const nlohmann::ordered_json& now)
{
    fmt::print("\n{:<24} {:>10} {:>10} {:>7}\n", "figure", "before", "now", "ratio");
    for (const char* key : {"triad_gb_per_s", "reference_ns", "kernel_ns", "kernel_bound_ns", "run_ns",
                            "two_thread_speedup", "synthesis_s", "first_month_s", "peak_memory_gb"}) {
        if (!before.contains(key) || !now.contains(key))
            continue;
        const double a = before[key].get<double>(), b = now[key].get<double>();
        fmt::print("{:<24} {:>10.3f} {:>10.3f} {:>7.3f}\n", key, a, b, b / a);
    }
    if (before.value("employees", 0) != now.value("employees", 0))
        fmt::print("the populations differ in size: compare --quick with --quick\n");
    else
        fmt::print("recorded bytes: {}\n",
                   before.value("run_hash", "") == now.value("run_hash", "") ? "the same" : "others");
}

} // namespace mutualise::bench
