/// \file `mutualise status`: how far the study in a folder is, whether its workers live or not.
#include "commands.hpp"
#include "next.hpp"
#include "study_text.hpp"

#include "mutualise/study/merge.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

std::string state_of(const ShardStatus& shard)
{
    return shard.live ? "live" : shard.complete ? "done" : shard.begun ? "stopped" : "not begun";
}

/// How long the shard still takes at its last speed; below 0 where that is not known.
double seconds_left(const ShardStatus& shard)
{
    return shard.live && shard.seconds_a_run > 0 ? (shard.runs - shard.done) * shard.seconds_a_run : -1;
}

void print_shard(const ShardStatus& shard)
{
    std::string line = fmt::format("  shard {:>4}/{:<4} {:<9}", shard.share.shard, shard.share.shards, state_of(shard));
    if (shard.begun)
        line += fmt::format(" {:>7} of {:>7} runs", shard.done, shard.runs);
    if (shard.failed > 0)
        line += fmt::format(", {} failed", shard.failed);
    if (seconds_left(shard) >= 0)
        line += fmt::format(", {} left", time_text(seconds_left(shard)));
    if (shard.live)
        line += fmt::format(" ({})", shard.worker);
    fmt::print("{}\n", line);
}

ExitCode status(const std::string& folder)
{
    const StudyStatus study = status_of({folder});
    if (!study.merged.empty()) {
        fmt::print("{}: complete, {} runs, {} failed\n{}  {}\n", study.name, study.runs, study.failed, study.hash,
                   study.merged.string());
        if (study.failed == 0)
            suggest_next({"bands", folder});
        return ExitCode::done;
    }
    const auto count = [&](auto which) { return std::count_if(study.shards.begin(), study.shards.end(), which); };
    fmt::print("{}: {} of {} runs ({:.0f} %), {} failed; {} shards, {} live, {} done\n", study.name, study.done,
               study.runs, 100.0 * study.done / study.runs, study.failed, study.shards.size(),
               count([](const ShardStatus& s) { return s.live; }),
               count([](const ShardStatus& s) { return s.complete; }));
    for (const ShardStatus& shard : study.shards)
        print_shard(shard);
    return ExitCode::done;
}

} // namespace

void add_status(CLI::App& app, Action& action)
{
    const auto folder = std::make_shared<std::string>();
    CLI::App* command = app.add_subcommand("status", "Say how far the study in a folder is, live or dead");
    command->add_option("folder", *folder, "The sweep's -o DIR")->required();
    command->footer("First: mutualise sweep scenarios/studies/timing.toml -o timing --scale 0.02 --replicates 2\n"
                    "Example: mutualise status timing");
    command->callback([folder, &action] { action = [folder] { return status(*folder); }; });
}

} // namespace mutualise::cli
