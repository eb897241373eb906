/// \file `mutualise target`: which settings meet a goal with a wanted probability.
#include "commands.hpp"
#include "interrupt.hpp"
#include "next.hpp"
#include "study_text.hpp"
#include "target_case.hpp"

#include "mutualise/parallel/loops.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

namespace fs = std::filesystem;

ExitCode target(const TargetOptions& options, bool cost_by_default)
{
    const bool is_study = !fs::is_directory(options.study) && is_study_file(options.study);
    check(options, is_study);
    TargetCase c;
    c.missing = begin_answer(options.answer);
    const ThreadLimit limit(options.threads);
    c.data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    c.question = question_of(options);
    end_on_signals("mutualise: stopped; the same command goes on");
    if (is_study)
        sweep_case(c, options, cost_by_default);
    else
        c.files = study_files(options.study);
    read_case(c, options, cost_by_default);
    decide(c, options);
    const TargetAnswer answer = answer_target(c.values, c.question, std::move(c.search));
    Result result = target_result(answer, c.values);
    fmt::print("{}", target_text(answer, c.values, options.rows));
    const bool none = answer.count(Verdict::feasible) == 0;
    if (none)
        fmt::print("\n{}", shortfall_text(c, options, answer));
    if (options.ceilings || (none && is_study && !options.no_runs))
        fmt::print("\n{}", beyond(c, options, answer, result));
    else if (none && !options.no_runs)
        fmt::print("--ceilings runs what could be reached at the most, and which parameter would have to differ\n");
    result.settings.emplace_back("adaptive", options.adaptive ? "yes" : "no");
    if (c.runs && c.runs->retest_seed)
        result.settings.emplace_back("retest_seed", fmt::format("{}", *c.runs->retest_seed));
    record_answer(std::move(result), options.answer, options.command_line);
    if (!is_study && !options.answer.output.empty())
        suggest_report_with(options.study, options.answer);
    else if (!is_study && !c.values.outcomes.empty())
        suggest_export(c.files.front(), std::string(spec(c.values.outcomes.front().observable).name));
    return c.runs && !c.runs->failures.empty() ? report_failures(c.runs->failures) : ExitCode::done;
}

} // namespace

void add_target(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<TargetOptions>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand("target", "Which settings meet a goal with a wanted probability");
    command->add_option("study", options->study, "Study file, or the file or folder of its recorded runs")->required();
    command->add_option("--goal", options->goal, "What is to be reached, like 'employees_in_mutuals@2015-12 >= 1e6'")
        ->required();
    command->add_option("--probability", options->probability, "With which it is to be reached (default 0.9)");
    command->add_option("--confidence", options->confidence, "Of the verdicts (default 0.95)");
    command->add_option("--runs", options->folder,
                        "With a study file: the folder its runs are in or go to; what is missing is run");
    command->add_flag("--adaptive", options->adaptive,
                      "Further replicates where undecided, and the winners again on fresh seeds");
    CLI::Option* most = command->add_option("--most-replicates", options->most_replicates,
                                            "With --adaptive: of a setting, and again in its retest (default 256)");
    CLI::Option* runs =
        command->add_option("--runs-at-most", options->runs_at_most, "With --adaptive: in all, beyond the study's own");
    CLI::Option* winners = command->add_option(
        "--winners", options->winners, "With --adaptive: how many are retested, the cheapest first (default: all)");
    CLI::Option* cost = command->add_option(
        "--cost", options->cost, "Outcome that costs the public (default lever_cost@.., summed over the record)");
    command->add_flag("--less-savings", options->less_savings, "Savings of the same months off the cost");
    command->add_option("--latest", options->latest,
                        "Factor whose latest month is asked for (default: the only one in months)");
    command->add_flag("--ceilings", options->ceilings, "Run the ceilings even where a setting is feasible");
    command->add_option("--uncertainty", options->uncertainty,
                        "Study whose parameters are moved where nothing is feasible (default: the one shipped)");
    command->add_option("--side-runs", options->side_runs, "Runs of each ceiling and parameter value (default 16)");
    command->add_flag("--no-runs", options->no_runs, "Run nothing: answer from what is recorded");
    command->add_option("--replicates", options->replicates, "With a study file: runs at each design point");
    command->add_option("--seed", options->seed, "With a study file: base seed of the runs");
    command->add_option("--scale", options->scale, "With a study file: share of organisations simulated");
    command->add_option("--set", options->settings, "With a study file: key.path=value; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--rows", options->rows, "Settings printed (default 20)");
    add_answer_options(*command, options->answer);
    command->add_option("--threads", options->threads, "Threads used (default: all); results do not depend on it");
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->footer("First: mutualise sweep scenarios/studies/timing.toml -o timing --scale 0.02 --replicates 2\n"
                    "Example: mutualise target timing --goal 'employees_in_mutuals@2015-12 >= 1e5' --no-runs");
    command->callback([=, &action] {
        options->has_adaptive_options = most->count() + runs->count() + winners->count() > 0;
        action = [options, cost] { return target(*options, cost->count() == 0); };
    });
}

} // namespace mutualise::cli
