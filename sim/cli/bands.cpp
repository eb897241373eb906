/// \file `mutualise bands`: every recorded trajectory with its Monte Carlo error and quantiles.
#include "answer.hpp"
#include "commands.hpp"
#include "interrupt.hpp"
#include "next.hpp"
#include "progress.hpp"

#include "mutualise/analysis/band_split.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string study, chance;
    std::vector<std::string> observables;
    bool categories = false;
    std::string progress = "auto";
    AnswerOptions answer;
    std::string command_line;
};

/// A study is asked for its target; a scenario's runs go to the reader's own tool.
void suggest_after_bands(const Result& result, const Options& options)
{
    const std::string observable(spec(Observable::employees_in_mutuals).name);
    if (std::ranges::find(result.variables, observable, &ResultVariable::name) == result.variables.end())
        return;
    if (result.axis("design_point").length() == 1)
        return suggest_export(study_files(options.study).front(), observable);
    const Month last = std::get<std::vector<Month>>(result.axis("time").values).back();
    std::vector<std::string> words{"target", options.study, "--goal",
                                   fmt::format("{}@{} >= 1e5", observable, to_string(last)), "--no-runs"};
    if (options.answer.failed != "refuse")
        words.insert(words.end(), {"--failed", options.answer.failed});
    suggest_next(words);
}

ExitCode bands(const Options& options)
{
    BandsOptions banding;
    banding.missing = begin_answer(options.answer);
    banding.categories = options.categories;
    banding.observables = observables_of(options.observables);
    const ProgressKind kind = progress_kind(options.progress);
    end_on_signals("mutualise: stopped; nothing was written");
    LateProgress bar(kind, "bands");
    banding.tick = [&](std::size_t done, std::size_t steps) { bar.at(done, steps); };
    Result result = bands_of(study_files(options.study), banding);
    if (!options.chance.empty())
        split_bands(result, study_files(options.study), study_files(options.chance), banding);
    bar.end();
    fmt::print("{}", bands_table(result));
    if (!options.chance.empty())
        fmt::print("{}", split_table(result));
    record_answer(result, options.answer, options.command_line);
    suggest_after_bands(result, options);
    return ExitCode::done;
}

} // namespace

void add_bands(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand("bands", "Mean, Monte Carlo error and quantiles of every trajectory");
    command->add_option("study", options->study, "Recorded file, or the folder of a study")->required();
    command->add_option("--observables", options->observables, "Only these, like mutuals_live,exits")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_flag("--categories", options->categories, "By category too, not only summed over them");
    command->add_option("--chance", options->chance,
                        "The same runs with --set posterior=none: says how much of each band is chance");
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    add_answer_options(*command, options->answer);
    command->footer(
        "First: mutualise run scenarios/historical.toml scenarios/taskforce.toml --runs 4 --scale 0.02 -o try\n"
        "Example: mutualise bands try/historical.h5 -o bands.h5");
    command->callback([options, &action] { action = [options] { return bands(*options); }; });
}

} // namespace mutualise::cli
