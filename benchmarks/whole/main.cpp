/// \file `mutualise-bench`: what this machine makes of the kernel and of whole runs, each figure beside its bound or
/// reference and the hash of its result. benchmarks/README.md says how to read it.
#include "compare.hpp"
#include "sitting.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fstream>
#include <optional>
#include <stdexcept>
#include <string>

namespace
{

using namespace mutualise;
using namespace mutualise::bench;

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
