/// \file `mutualise sweep`: a study, run or resumed.
#include "commands.hpp"
#include "interrupt.hpp"
#include "next.hpp"
#include "output_file.hpp"
#include "study_text.hpp"
#include "sweep_bar.hpp"
#include "until.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/study/sweep.hpp"

#include <CLI/CLI.hpp>
#include <cstdlib>
#include <fmt/format.h>
#include <memory>
#include <optional>

namespace mutualise::cli
{

namespace
{

namespace fs = std::filesystem;

struct Options {
    std::string study, output, shard;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint32_t> replicates;
    std::optional<double> scale;
    std::vector<std::string> settings;
    int threads = 0, lanes = max_lanes;
    std::string progress = "auto";
    std::string until;
    std::uint32_t most_replicates = 1024; // assumed: beyond it a study would be planned anew
    bool force = false, resume = false, keep_shards = false, dry_run = false, quiet = false;
    std::string command_line;
};

Share share_of(const Options& options)
{
    if (!options.shard.empty())
        return parse_share(options.shard);
    return share_from_environment([](const char* name) { return std::getenv(name); }).value_or(Share{});
}

ExitCode dry_run(const Study& study, const std::shared_ptr<const SystemData>& data, Share share)
{
    const SweepEstimate e = estimate(study, data, share);
    fmt::print("{}: {} runs ({} points x {} replicates) in {} batches\n", study.name, e.runs, e.points,
               study.replicates, e.batches);
    if (share.shards > 1)
        fmt::print("shard {}/{}: {} of these runs in {} {}\n", share.shard, share.shards, e.share_runs, e.share_batches,
                   e.share_batches == 1 ? "batch" : "batches");
    fmt::print("about {} on {} threads\n", time_text(e.seconds), threads_in_use());
    fmt::print("{} while under way, about {} when merged; the merge needs both at once, about {}\n",
               bytes_text(e.shard_bytes), bytes_text(e.file_bytes), bytes_text(e.shard_bytes + e.file_bytes));
    return ExitCode::done;
}

ExitCode sweep_study(const Options& options)
{
    const ProgressKind kind = options.quiet ? ProgressKind::none : progress_kind(options.progress);
    const Share share = share_of(options);
    if (options.force && share.shards > 1)
        throw UsageError("--force would throw away what the other shards have done; take the folder away, or give "
                         "another with -o, and start every shard without --force");
    if (!options.dry_run && options.output.empty())
        throw UsageError("sweep needs -o DIR, the folder its runs go to");
    const ThreadLimit limit(options.threads);
    const auto data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    const Study study =
        study_of(options.study, *data, {options.settings, options.replicates, options.seed}, options.scale);
    if (options.dry_run)
        return dry_run(study, data, share);
    std::optional<Until> until;
    if (!options.until.empty()) {
        until = parse_until(options.until);
        require_precision(*until, study, *data);
        if (share.shards > 1)
            throw UsageError("--until looks at all runs of a study, and this is one shard of many; merge them first");
    }
    make_folder(options.output);
    end_on_signals("mutualise: stopped; the same command resumes it");
    SweepOptions sweeping;
    sweeping.folder.path = options.output;
    sweeping.share = share;
    sweeping.force = options.force;
    sweeping.only_resume = options.resume;
    sweeping.keep_shards = options.keep_shards;
    sweeping.lanes = options.lanes;
    sweeping.provenance = provenance_of(options.command_line);
    SweepBar bar(kind, share.shards == 1 ? study.name : fmt::format("{} {}/{}", study.name, share.shard, share.shards));
    sweeping.news = [&](const SweepNews& news) { bar.show(news); };
    sweeping.notice = print_note;
    const SweepResult result = sweep(study, data, sweeping);
    const std::string which = share.shards == 1 ? "" : fmt::format(", shard {}/{}", share.shard, share.shards);
    fmt::print("{}{}: {} runs, {} of them in earlier sittings, {} failed\n", study.name, which, result.runs,
               result.resumed, result.failures.size());
    if (result.seconds > 0)
        fmt::print("took {}, of which recording {:.0f} %\n", time_text(result.seconds),
                   100 * result.seconds_recording / result.seconds);
    if (!result.merged.empty())
        fmt::print("recorded {}\n{}  {}\n", result.merged.string(), result.hash, result.merged.string());
    else if (share.shards == 1)
        fmt::print("every run failed; {} keeps the failures, and nothing was recorded\n", options.output);
    else
        fmt::print("when all shards are done: mutualise merge {}\n", options.output);
    if (until && !result.merged.empty() && result.failures.empty())
        sweep_until(*until, study, options.output, options.most_replicates,
                    [&](const Study& round, const fs::path& folder) {
                        make_folder(folder);
                        SweepOptions of_round = sweeping;
                        of_round.folder.path = folder;
                        of_round.only_resume = of_round.force = false; // said of the study; a round goes on or begins
                        SweepBar round_bar(kind, fmt::format("{}, {} more replicates", study.name, round.replicates));
                        of_round.news = [&](const SweepNews& news) { round_bar.show(news); };
                        sweep(round, data, of_round);
                    });
    if (!result.merged.empty() && result.failures.empty() && !options.quiet)
        suggest_next({"bands", options.output});
    return report_failures(study, result.failures);
}

} // namespace

void add_sweep(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand("sweep", "Run a study, or resume it where it stopped");
    command->add_option("study", options->study, "Study file")->required();
    command->add_option("-o,--output", options->output, "Folder its runs go to");
    command->add_option("--shard", options->shard,
                        "I/N: do share I of N (default: from Slurm's array or MPI's rank variables, else all)");
    CLI::Option* resume = command->add_flag("--resume", options->resume, "Only resume: refuse to begin anew");
    command
        ->add_flag("--force", options->force,
                   "Throw away what the folder holds of a study and begin anew; not with one shard of many")
        ->excludes(resume);
    command->add_flag("--dry-run", options->dry_run, "Say runs, time and bytes, from a short pilot");
    command->add_flag("--keep-shards", options->keep_shards, "Keep the shards when they are merged");
    command->add_option("--replicates", options->replicates, "Runs at each design point");
    command->add_option("--seed", options->seed, "Base seed of the runs");
    command->add_option("--scale", options->scale, "Share of organisations simulated");
    command->add_option("--set", options->settings, "key.path=value: laid over every variant; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--threads", options->threads, "Threads used (default: all); results do not depend on it");
    command
        ->add_option("--lanes", options->lanes,
                     "Runs at a time (default: 32, or what memory holds); results do not depend on it")
        ->check(CLI::Range(1, max_lanes));
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    command->add_option("--until", options->until,
                        "Add replicates until this holds, like 'halfwidth(employees_in_mutuals@2015-12) < 500'");
    command->add_option("--most-replicates", options->most_replicates, "What --until may go to (default 1024)");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->footer("Example: mutualise sweep scenarios/studies/timing.toml -o timing --scale 0.02 --replicates 2");
    command->callback([options, &action] { action = [options] { return sweep_study(*options); }; });
}

} // namespace mutualise::cli
