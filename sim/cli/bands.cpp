/// \file `mutualise bands`: every recorded trajectory with its Monte Carlo error and quantiles.
#include "answer.hpp"
#include "commands.hpp"
#include "interrupt.hpp"
#include "progress.hpp"

#include "mutualise/analysis/bands.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <optional>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string study;
    std::vector<std::string> observables;
    bool categories = false;
    std::string progress = "auto";
    AnswerOptions answer;
    std::string command_line;
};

ExitCode bands(const Options& options)
{
    BandsOptions banding;
    banding.missing = begin_answer(options.answer);
    banding.categories = options.categories;
    banding.observables = observables_of(options.observables);
    const ProgressKind kind = progress_kind(options.progress);
    end_on_signals("mutualise: stopped; nothing was written");
    std::optional<Progress> bar;
    banding.tick = [&](std::size_t done, std::size_t steps) {
        if (!bar)
            bar.emplace(kind, "bands", static_cast<int>(steps));
        bar->at(static_cast<int>(done));
    };
    const Result result = bands_of(study_files(options.study), banding);
    bar.reset();
    fmt::print("{}", bands_table(result));
    record_answer(result, options.answer, options.command_line);
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
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    add_answer_options(*command, options->answer);
    command->footer("Example: mutualise bands h.h5 -o bands.h5");
    command->callback([options, &action] { action = [options] { return bands(*options); }; });
}

} // namespace mutualise::cli
