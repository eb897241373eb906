/// \file `mutualise repro`: a recorded file's runs once more, value by value.
#include "commands.hpp"
#include "interrupt.hpp"
#include "progress.hpp"
#include "study_text.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/study/repeat.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string file;
    std::vector<std::uint32_t> runs;
    int threads = 0;
    bool quiet = false;
    std::string progress = "auto";
};

ExitCode repro(const Options& options)
{
    const ProgressKind kind = options.quiet ? ProgressKind::none : progress_kind(options.progress);
    const ThreadLimit limit(options.threads);
    const auto data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    const std::string computed = canonical_hash(options.file);
    const RecordedFile file(options.file);
    end_on_signals("mutualise: stopped");
    LateProgress bar(kind, "repeating " + file.labels().name);
    const RepeatResult result = repeat(
        file, data, options.runs, [&](std::uint32_t done, std::uint32_t all) { bar.at(done, all); }, print_note);
    bar.end();
    const std::string failed = result.failed == 0 ? "" : fmt::format(" ({} failed again as recorded)", result.failed);
    fmt::print("{}: {} of {} repeated runs match{}\n", options.file, result.runs - result.differences.size(),
               result.runs, failed);
    for (const RunDifference& difference : result.differences)
        fmt::print("  run {}: {}\n", difference.run, difference.what);
    const bool intact = computed == file.canonical_hash();
    if (intact)
        fmt::print("{}  {}\n", computed, options.file);
    else
        fmt::print("the file was changed since it was recorded: its hash is {}, its own record of it {}\n", computed,
                   file.canonical_hash());
    return intact && result.differences.empty() ? ExitCode::done : ExitCode::mismatch;
}

} // namespace

void add_repro(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("repro", "Run again what a file records, and say whether it matches");
    command->add_option("file", options->file, "Recorded file, of a scenario or a study")->required();
    command->add_option("--run", options->runs, "Only this run, by its number; may be repeated. Failed runs too")
        ->allow_extra_args(false);
    command->add_option("--threads", options->threads, "Threads used (default: all); results do not depend on it");
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->footer(
        "First: mutualise run scenarios/historical.toml scenarios/taskforce.toml --runs 4 --scale 0.02 -o try\n"
        "Example: mutualise repro try/historical.h5 --run 3");
    command->callback([options, &action] { action = [options] { return repro(*options); }; });
}

} // namespace mutualise::cli
