#include "commands.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/population/population.hpp"

#include <CLI/CLI.hpp>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{
struct PopulationOptions {
    PopulationSettings settings;
    int threads = 0;
};

/// Counts in full, shares and means with three decimals.
std::string figure(double value)
{
    return value == std::floor(value) || value >= 1000 ? fmt::format("{:.0f}", value) : fmt::format("{:.3f}", value);
}

ExitCode print_population(const PopulationOptions& options)
{
    // Beyond 10, 60 million posts, ids and memory run out.
    if (!(options.settings.scale > 0 && options.settings.scale <= 10))
        throw UsageError(fmt::format("--scale {} must be above 0 and at most 10", options.settings.scale));
    const ThreadLimit limit(options.threads);
    const auto data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    const auto start = std::chrono::steady_clock::now();
    const Population people = synthesise(data, options.settings);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    int off = 0;
    fmt::print("{:<46} {:>12} {:>12}  {:<14} {}\n", "figure", "found", "expected", "source", "match");
    for (const PopulationCheck& line : check_population(people)) {
        off += line.within_tolerance ? 0 : 1;
        fmt::print("{:<46} {:>12} {:>12}  {:<14} {}\n", line.name, figure(line.found), figure(line.expected),
                   line.source, line.within_tolerance ? "yes" : "NO");
    }
    fmt::print("synthesised in {:.2f} s on {} threads; {}\n", seconds.count(), threads_in_use(),
               off == 0 ? "every figure matches" : fmt::format("{} figures do not match", off));
    return ExitCode::done;
}
} // namespace

void add_population(CLI::App& app, Action& action)
{
    auto* command = app.add_subcommand("population", "Synthesise the population and print how it matches the evidence");
    const auto options = std::make_shared<PopulationOptions>();
    command
        ->add_option("--scale", options->settings.scale,
                     "share of organisations, in (0, 10]; above 1 they are replicated")
        ->capture_default_str();
    command->add_option("--seed", options->settings.seed, "population seed")->capture_default_str();
    command->add_option("--threads", options->threads, "threads at most; 0: all there are")->capture_default_str();
    command->add_flag("--reciprocal", options->settings.reciprocal, "two-way ties");
    command->footer("Example: mutualise population --scale 0.25");
    command->callback([options, &action] { action = [options] { return print_population(*options); }; });
}

} // namespace mutualise::cli
