/// \file `mutualise design`: the points of a study, printed or written, so that one sees what would be run.
#include "commands.hpp"
#include "next.hpp"
#include "output_file.hpp"
#include "study_text.hpp"

#include "mutualise/study/salib.hpp"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string study;
    std::string csv, salib;
    std::vector<std::string> settings;
    std::optional<std::uint32_t> replicates;
    bool force = false;
};

struct File {
    std::filesystem::path path;
    std::string text;
};

/// Nothing is written unless everything can be.
void write_all(const std::vector<File>& files, bool force)
{
    for (const File& file : files)
        refuse_existing(file.path, force);
    for (const File& file : files) {
        write_file(file.path, file.text);
        fmt::print("wrote {}\n", file.path.string());
    }
}

/// Its runs at a small scale, with what was laid over it here.
void suggest_after_design(const Options& options)
{
    const std::string folder = std::filesystem::path(options.study).stem().string();
    if (std::filesystem::exists(folder))
        return;
    std::vector<std::string> words{"sweep", options.study, "-o", folder, "--scale", "0.02", "--replicates", "2"};
    for (const std::string& setting : options.settings)
        words.insert(words.end(), {"--set", setting});
    suggest_next(words);
}

ExitCode design(const Options& options)
{
    const SystemData data = load_system_data(default_data_directory());
    const Study study = read_study(options.study, data, {options.settings, options.replicates, {}});
    for (const std::string& notice : study.notices)
        print_note(notice);
    std::vector<File> files;
    if (!options.csv.empty())
        files.push_back({options.csv, design_csv(study)});
    if (!options.salib.empty())
        files.push_back({options.salib + "-problem.txt", salib_problem(study)});
    for (std::uint32_t v = 0; !options.salib.empty() && v < study.variants.size(); ++v) {
        const std::string variant = study.variants.size() == 1 ? "" : "-" + study.variants[v].id;
        files.push_back({options.salib + variant + "-sample.txt", salib_sample(study, v)});
    }
    if (files.empty())
        fmt::print("{}", design_csv(study));
    else
        write_all(files, options.force);
    fmt::print(stderr, "mutualise: {} points x {} replicates = {} runs\n", study.points.size(), study.replicates,
               run_count(study));
    suggest_after_design(options);
    return ExitCode::done;
}

} // namespace

void add_design(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("design", "Print or write the points of a study: what would be run");
    command->add_option("study", options->study, "Study file")->required();
    command->add_option("--csv", options->csv, "Write the points as CSV, values as people write them");
    command->add_option("--salib", options->salib,
                        "Write SALib's files: PREFIX-problem.txt, and PREFIX-sample.txt in its row order");
    command->add_option("--replicates", options->replicates, "Runs of each point, in place of the study's")
        ->check(CLI::Range(1, 1'000'000));
    command->add_option("--set", options->settings, "key.path=value laid over every variant; may be repeated")
        ->allow_extra_args(false);
    command->add_flag("--force", options->force, "Overwrite files");
    command->footer("Example: mutualise design scenarios/studies/timing.toml");
    command->callback([options, &action] { action = [options] { return design(*options); }; });
}

} // namespace mutualise::cli
