/// \file `mutualise predict`: predictions on file, from recorded runs.
#include "commands.hpp"
#include "output_file.hpp"

#include "mutualise/analysis/prediction.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string record, experiments, support_log, bare_right_log, csv, markdown, variant = "historical",
                                                                                 known = "2012-06";
    bool force = false;
    std::string command_line;
};

std::string head_of(const RecordedFile& file, const Options& options)
{
    std::string head = fmt::format(
        "# Predictions\n\nMade before anything later was looked at, by\n\n```sh\n{}\n```\n\nHistory as it was known in "
        "{}, "
        "with no new lever: {} runs, each with its own draw of the posterior\n([calibration.md](calibration.md)). "
        "Intervals hold what is not known of the parameters, and chance; they hold nothing\nof what the model leaves "
        "out. "
        "`[year]` counts the twelve months to the date. [predictions.csv](predictions.csv) has every\nmonth.\n\nFrom "
        "`{}`, canonical hash\n`{}`.\n",
        options.command_line, options.known, file.labels().runs.size(), file.path().filename().string(),
        file.canonical_hash());
    const auto also = [&](const char* what, const std::string& path, const char* where) {
        if (path.empty())
            return;
        const RecordedFile source(path);
        head += fmt::format("\n{} `{}`, {} runs{}, canonical hash\n`{}`; {}\n", what, source.path().filename().string(),
                            source.labels().runs.size() / source.labels().points(),
                            source.labels().points() > 1 ? " each" : "", source.canonical_hash(), where);
    };
    also("The experiments:", options.experiments,
         "populations, windows and denominators stand in `scenarios/experiments/`.");
    also("Experiment 2 once more, with its log (`mutualise run scenarios/experiments/support-only.toml "
         "--log-proposals`):",
         options.support_log, "who is founded within 36 months is counted there.");
    also("Experiment 3, from its log (`mutualise run scenarios/experiments/bare-right.toml --log-proposals`):",
         options.bare_right_log, "its requests are followed one by one.");
    return head;
}

void write(const std::string& path, const std::string& text, bool force)
{
    if (path.empty())
        return;
    refuse_existing(path, force);
    OutputFile file(path);
    file.write(text);
    file.finish();
}

ExitCode predict(const Options& options)
{
    const std::optional<Month> known = parse_month(options.known);
    if (!known)
        throw UsageError(fmt::format("--known takes a month like 2012-06, not '{}'", options.known));
    for (const std::string& path : {options.csv, options.markdown})
        if (!path.empty())
            refuse_existing(path, options.force);
    const RecordedFile file(options.record);
    std::vector<Prediction50and90> all = predict_record(file, options.variant, *known);
    if (!options.experiments.empty()) {
        const RecordedFile experiments(options.experiments);
        for (Prediction50and90& one : predict_experiments(experiments))
            all.push_back(std::move(one));
    }
    if (!options.support_log.empty())
        for (Prediction50and90& one : predict_support_log(RecordedFile(options.support_log)))
            all.push_back(std::move(one));
    if (!options.bare_right_log.empty())
        for (Prediction50and90& one : predict_bare_right_log(RecordedFile(options.bare_right_log)))
            all.push_back(std::move(one));
    const std::string text = prediction_markdown(all, head_of(file, options));
    write(options.csv, prediction_csv(all), options.force);
    write(options.markdown, text, options.force);
    fmt::print("{}", text);
    return ExitCode::done;
}

} // namespace

void add_predict(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand("predict", "Quantiles of what comes after the record, from recorded runs");
    command->add_option("record", options->record, "Recorded file: history continued, a draw of the posterior a run")
        ->required();
    command->add_option("--experiments", options->experiments, "Recorded file of the natural experiments");
    command->add_option("--support-log", options->support_log,
                        "File of experiments/support-only.toml, run with --log-proposals");
    command->add_option("--bare-right-log", options->bare_right_log,
                        "File of experiments/bare-right.toml, run with --log-proposals");
    command->add_option("--variant", options->variant, "Variant of the study that is history (default historical)");
    command->add_option("--known", options->known, "Last month that is known (default 2012-06)");
    command->add_option("--csv", options->csv, "File for every quantity: quantity,date,p05,p25,p50,p75,p95");
    command->add_option("--markdown", options->markdown, "File for the table that is printed");
    command->add_flag("--force", options->force, "Overwrite files");
    command->footer(
        "First: mutualise sweep scenarios/studies/predictions.toml -o predictions --scale 0.01 --replicates 16\n"
        "Example: mutualise predict predictions/predictions.h5 --csv predictions.csv");
    command->callback([options, &action] { action = [options] { return predict(*options); }; });
}

} // namespace mutualise::cli
