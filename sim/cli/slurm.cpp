/// \file `mutualise slurm`: the job scripts of a study on a Slurm cluster.
#include "commands.hpp"
#include "output_file.hpp"
#include "study_text.hpp"

#include "mutualise/core/shell.hpp"
#include "mutualise/study/batch_script.hpp"
#include "mutualise/study/study.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fmt/format.h>
#include <memory>
#include <optional>

namespace mutualise::cli
{

namespace
{

namespace fs = std::filesystem;

struct Options {
    std::string study, output;
    std::uint32_t shards = 64;
    int cpus = 2;
    std::string memory = "4G", time = "04:00:00", partition;
    std::vector<std::string> settings;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint32_t> replicates;
    std::optional<double> scale;
    bool force = false;
};

std::string arguments_of(const Options& options)
{
    std::string arguments;
    if (options.replicates)
        arguments += fmt::format(" --replicates {}", *options.replicates);
    if (options.seed)
        arguments += fmt::format(" --seed {}", *options.seed);
    if (options.scale)
        arguments += fmt::format(" --scale {}", *options.scale);
    for (const std::string& setting : options.settings)
        arguments += " --set " + shell_word(setting);
    return arguments;
}

ExitCode slurm(const Options& options)
{
    if (options.shards < 1 || options.cpus < 1)
        throw UsageError("--shards and --cpus take whole numbers from 1 up");
    const SystemData data = load_system_data(default_data_directory());
    const Study study = study_of(options.study, data, {options.settings, options.replicates, options.seed},
                                 options.scale); // a faulty study never reaches the queue
    const fs::path folder(options.output), array = folder / "array.sbatch", merge = folder / "merge.sbatch";
    refuse_existing(array, options.force);
    refuse_existing(merge, options.force);
    make_folder(folder);
    constexpr std::uint64_t lanes = 32; // a shard without a full batch would wait in the queue for nothing
    const auto batches = static_cast<std::uint32_t>((run_count(study) + lanes - 1) / lanes);
    BatchJob job;
    job.name = study.name;
    job.command = fs::read_symlink("/proc/self/exe").string();
    job.study = fs::absolute(options.study).lexically_normal().string();
    job.folder = fs::absolute(options.output).lexically_normal().string();
    job.arguments = arguments_of(options);
    job.shards = std::min(options.shards, batches);
    job.cpus = options.cpus;
    job.memory = options.memory;
    job.time = options.time;
    job.partition = options.partition;
    constexpr fs::perms runnable = fs::perms::owner_exec | fs::perms::group_exec;
    write_file(array, array_script(job), runnable);
    write_file(merge, merge_script(job), runnable);
    fmt::print("{} runs in {} shards; submit both with:\n  {}\n", run_count(study), job.shards, submit_line(job));
    return ExitCode::done;
}

} // namespace

void add_slurm(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("slurm", "Write the job scripts of a study for a Slurm cluster");
    command->add_option("study", options->study, "Study file")->required();
    command->add_option("-o,--output", options->output, "Folder of the study's runs; the scripts go there too")
        ->required();
    command->add_option("--shards", options->shards, "Array tasks, at most one for every 32 runs (default 64)");
    command->add_option("--cpus", options->cpus, "Processors a task (default 2)");
    command->add_option("--memory", options->memory, "Memory a task (default 4G: full scale)");
    command->add_option("--time", options->time, "Time limit of a task (default 04:00:00); it is requeued until done");
    command->add_option("--partition", options->partition, "Partition (default: the cluster's)");
    command->add_option("--replicates", options->replicates, "Runs at each design point");
    command->add_option("--seed", options->seed, "Base seed of the runs");
    command->add_option("--scale", options->scale, "Share of organisations simulated");
    command->add_option("--set", options->settings, "key.path=value: laid over every variant; may be repeated")
        ->allow_extra_args(false);
    command->add_flag("--force", options->force, "Overwrite the scripts");
    command->footer("Example: mutualise slurm scenarios/studies/timing.toml -o cluster --shards 8");
    command->callback([options, &action] { action = [options] { return slurm(*options); }; });
}

} // namespace mutualise::cli
