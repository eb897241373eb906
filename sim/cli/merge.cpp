/// \file `mutualise merge`: the shards of a study as one file.
#include "commands.hpp"
#include "interrupt.hpp"
#include "next.hpp"
#include "progress.hpp"
#include "study_text.hpp"

#include "mutualise/study/merge.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string folder;
    bool keep_shards = false, force = false, quiet = false;
    std::string progress = "auto";
    std::string command_line;
};

ExitCode merge_study(const Options& options)
{
    const ProgressKind kind = options.quiet ? ProgressKind::none : progress_kind(options.progress);
    const auto data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    end_on_signals("mutualise: stopped; the same command merges it");
    LateProgress bar(kind, "merging");
    MergeOptions merging;
    merging.keep_shards = options.keep_shards;
    merging.force = options.force;
    merging.provenance = provenance_of(options.command_line);
    merging.tick = [&](std::uint64_t done, std::uint64_t steps) { bar.at(done, steps); };
    const MergeResult result = merge({options.folder}, data, merging);
    bar.end();
    if (result.path.empty()) {
        fmt::print(stderr, "mutualise: every run failed; there is nothing to merge, and {} keeps the shards\n",
                   options.folder);
        return report_failures(result.failures);
    }
    fmt::print("{} {}: {} runs, {} failed\n{}  {}\n", result.was_there ? "already merged" : "merged",
               result.path.string(), result.runs, result.failures.size(), result.hash, result.path.string());
    if (result.failures.empty() && !options.quiet)
        suggest_next({"bands", options.folder});
    return report_failures(result.failures);
}

} // namespace

void add_merge(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand("merge", "Write a study's file from its shards, or say what is missing");
    command->add_option("folder", options->folder, "The sweeps' -o DIR")->required();
    command->add_flag("--keep-shards", options->keep_shards, "Keep the shards");
    command->add_flag("--force", options->force, "Write over another file of the study's name");
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->footer(
        "First: mutualise sweep scenarios/studies/timing.toml -o halves --scale 0.02 --replicates 2 --shard 1/2\n"
        "First: mutualise sweep scenarios/studies/timing.toml -o halves --scale 0.02 --replicates 2 --shard 2/2\n"
        "Example: mutualise merge halves");
    command->callback([options, &action] { action = [options] { return merge_study(*options); }; });
}

} // namespace mutualise::cli
