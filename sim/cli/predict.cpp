/// \file `mutualise predict`: predictions on file, from recorded runs.
#include "answer.hpp"
#include "commands.hpp"
#include "output_file.hpp"

#include "mutualise/analysis/band_split.hpp"
#include "mutualise/analysis/prediction.hpp"
#include "mutualise/core/errors.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string record, experiments, support_log, bare_right_log, csv, markdown;
    std::string variant = "historical", known = "2012-06", failed = "refuse";
    bool force = false;
    std::string command_line;
};

/// Runs that failed are told, or refused.
std::string without_failed(const RecordedFile& file, bool leave_out)
{
    const std::size_t failed = file.labels().failures.size();
    if (failed > 0 && !leave_out)
        throw Mismatch(
            fmt::format("{}: {} runs failed; --failed leave-out does without them", file.path().string(), failed));
    return failed > 0 ? fmt::format(" ({} runs failed and are left out)", failed) : std::string();
}

std::string head_of(const RecordedFile& file, std::size_t runs, const Options& options)
{
    const bool leave_out = missing_runs(options.failed) == MissingRuns::leave_out;
    std::string head = fmt::format(
        "# Predictions\n\nMade by\n\n```sh\n{}\n```\n\n"
        "What follows {} in `{}`: {} runs{}{}.\nIntervals hold {}chance; they hold nothing of what the model leaves "
        "out. "
        "`[year]` counts\nthe twelve months to the date; `mean_size` is employees over all live mutuals, central "
        "government's too; "
        "`contract_awards`\nare direct awards and tenders won by staff groups and mutuals; `employees_share` is of all "
        "employees "
        "in mutuals.\n[predictions.csv](predictions.csv) has every month.\n\n"
        "From `{}`, canonical hash\n`{}`.\n",
        options.command_line, options.known, options.variant, runs,
        draws_parameters(file) ? ", each with its own draw of the posterior ([calibration.md](calibration.md))" : "",
        without_failed(file, leave_out), draws_parameters(file) ? "what is not known of the parameters, and " : "",
        file.path().filename().string(), file.canonical_hash());
    const auto also = [&](const char* what, const std::string& path, const char* where) {
        if (path.empty())
            return;
        const RecordedFile source(path);
        head += fmt::format("\n{} `{}`, {} runs in all{}, canonical hash\n`{}`; {}\n", what,
                            source.path().filename().string(), source.labels().runs.size(),
                            without_failed(source, leave_out), source.canonical_hash(), where);
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
    write_file(path, text);
}

ExitCode predict(const Options& options)
{
    const std::optional<Month> known = parse_month(options.known);
    if (!known)
        throw UsageError(fmt::format("--known takes a month like 2012-06, not '{}'", options.known));
    missing_runs(options.failed);
    for (const std::string& path : {options.csv, options.markdown})
        if (!path.empty())
            refuse_existing(path, options.force);
    const RecordedFile file(options.record);
    std::vector<RecordPrediction> all = predict_record(file, options.variant, *known);
    if (!options.experiments.empty()) {
        const RecordedFile experiments(options.experiments);
        for (RecordPrediction& one : predict_experiments(experiments))
            all.push_back(std::move(one));
    }
    if (!options.support_log.empty())
        for (RecordPrediction& one : predict_support_log(RecordedFile(options.support_log)))
            all.push_back(std::move(one));
    if (!options.bare_right_log.empty())
        for (RecordPrediction& one : predict_bare_right_log(RecordedFile(options.bare_right_log)))
            all.push_back(std::move(one));
    const std::string text = prediction_markdown(all, head_of(file, all.front().asked, options));
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
    command->add_option("--failed", options->failed, "Where runs failed: refuse (default), or leave-out");
    command->add_option("--csv", options->csv, "File for every quantity: quantity,date,p05,p25,p50,p75,p95");
    command->add_option("--markdown", options->markdown, "File for the table that is printed");
    command->add_flag("--force", options->force, "Overwrite files");
    command->footer(
        "First: mutualise sweep scenarios/studies/predictions.toml -o predictions --scale 0.01 --replicates 16\n"
        "Example: mutualise predict predictions/predictions.h5 --csv predictions.csv");
    command->callback([options, &action] { action = [options] { return predict(*options); }; });
}

} // namespace mutualise::cli
