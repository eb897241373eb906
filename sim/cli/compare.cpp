/// \file `mutualise compare`: what a variant changes, and through which decisions.
#include "answer.hpp"
#include "commands.hpp"
#include "interrupt.hpp"
#include "next.hpp"
#include "progress.hpp"
#include "terminal.hpp"

#include "mutualise/analysis/compare.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <memory>
#include <optional>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string base, variant, progress = "auto", chart = "auto";
    CompareOptions compare;
    std::size_t list = 12;
    AnswerOptions answer;
    std::string command_line;
};

bool is_number(const std::optional<std::string>& point)
{
    return point && !point->empty() && std::ranges::all_of(*point, [](char c) { return c >= '0' && c <= '9'; });
}

/// Both sides and, where it was kept, their comparison on one page.
void suggest_report_of(const Options& options)
{
    const CompareSide base = parse_side(options.base), variant = parse_side(options.variant);
    std::vector<std::string> files{base.file.string()}, choices;
    if (variant.file != base.file)
        files.push_back(variant.file.string());
    else if (is_number(base.point) && is_number(variant.point)) // of one study: these two are drawn
        choices = {"--points", *base.point + "," + *variant.point};
    if (!options.answer.output.empty())
        files.push_back(options.answer.output);
    if (options.compare.missing == MissingRuns::leave_out)
        choices.insert(choices.end(), {"--failed", options.answer.failed});
    suggest_report(files, choices);
}

ExitCode compare_sides(Options options)
{
    options.compare.missing = begin_answer(options.answer);
    if (!(options.compare.confidence > 0 && options.compare.confidence < 1))
        throw UsageError("--confidence takes a number between 0 and 1");
    const std::optional<ChartStyle> charts = chart_style(options.chart, surroundings_of_stdout());
    const ProgressKind kind = progress_kind(options.progress);
    end_on_signals("mutualise: stopped; nothing was written");
    LateProgress bar(kind, "compare");
    options.compare.tick = [&](std::size_t done, std::size_t steps) { bar.at(done, steps); };
    const CompareResult comparison = compare(parse_side(options.base), parse_side(options.variant), options.compare);
    bar.end();
    fmt::print("{}{}", compare_table(comparison, options.list), headline_text(comparison.sides, charts));
    record_answer(comparison.result, options.answer, options.command_line);
    if (!comparison.sides.empty())
        suggest_report_of(options);
    return ExitCode::done;
}

} // namespace

void add_compare(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    options->command_line = command_line;
    CLI::App* command =
        app.add_subcommand("compare", "Paired differences of two scenarios, and the proposals whose fate turned");
    command->add_option("base", options->base, "Recorded file; of a study FILE#POINT")->required();
    command->add_option("variant", options->variant, "Recorded file; of a study FILE#POINT")->required();
    command->add_flag("--unpaired", options->compare.unpaired,
                      "Compare runs of different seeds as independent samples");
    command->add_option("--confidence", options->compare.confidence, "Of the intervals (default 0.9)");
    command->add_option("--list", options->list, "Turned fates that are listed (default 12)");
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    command->add_option("--chart", options->chart, chart_help);
    add_answer_options(*command, options->answer);
    command->footer(
        "First: mutualise run scenarios/historical.toml scenarios/taskforce.toml --runs 4 --scale 0.02 -o try\n"
        "Example: mutualise compare try/historical.h5 try/taskforce.h5 -o compared.h5");
    command->callback([options, &action] { action = [options] { return compare_sides(*options); }; });
}

} // namespace mutualise::cli
