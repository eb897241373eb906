/// \file `mutualise attribute`: which lever did it, and which barrier binds.
#include "answer.hpp"
#include "commands.hpp"
#include "interrupt.hpp"
#include "progress.hpp"
#include "study_text.hpp"

#include "mutualise/analysis/attribution.hpp"
#include "mutualise/analysis/barriers.hpp"
#include "mutualise/analysis/record_figures.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/scenario/reader.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>
#include <optional>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string study, barriers;
    AnswerOptions answer;
    std::vector<std::string> outcomes, goals, removed, settings;
    double confidence = 0.9;
    std::optional<std::uint64_t> seed;
    std::optional<double> scale;
    std::uint32_t runs = 32;
    int threads = 0;
    bool quiet = false;
    std::string progress = "auto", command_line;
};

ExitCode attribute_effects(const Options& options, MissingRuns missing)
{
    std::vector<Goal> goals;
    std::vector<Outcome> outcomes;
    for (const std::string& text : options.outcomes)
        outcomes.push_back(parse_outcome(text));
    for (const std::string& text : options.goals) {
        goals.push_back(parse_goal(text));
        outcomes.push_back(goals.back().outcome);
    }
    if (outcomes.empty())
        throw UsageError("attribute needs --outcome or --goal, or --barriers SCENARIO");
    const StudyValues values = read_study_values(study_files(options.study), outcomes, missing);
    const double scale = *std::min_element(values.scale.begin(), values.scale.end());
    fmt::print("{}: scale {}{}\n", values.study, scale,
               scale < quotable_scale ? fmt::format(" (results are not to be quoted below scale {})", quotable_scale)
                                      : "");
    if (values.left_out > 0)
        fmt::print("{} runs failed or are missing, and are left out\n", values.left_out);
    if (values.undefined > 0)
        fmt::print("{} runs have an outcome that is not a number, and are left out\n", values.undefined);
    std::vector<Attribution> attributions;
    for (const Factorial& factorial : factorials_of(values))
        for (std::size_t o = 0; o < outcomes.size(); ++o) {
            const bool is_goal = o >= options.outcomes.size();
            attributions.push_back(
                attribute(values, factorial, o, is_goal ? &goals[o - options.outcomes.size()] : nullptr));
            fmt::print("\n{}", attribution_text(attributions.back(), options.confidence));
        }
    record_answer(attribution_result(attributions, values, options.confidence), options.answer, options.command_line);
    suggest_report_with(options.study, options.answer);
    return ExitCode::done;
}

ExitCode attribute_deaths(const Options& options, MissingRuns missing)
{
    std::vector<Barrier> barriers = usual_barriers();
    for (const std::string& reasons : options.removed)
        barriers.push_back(parse_barrier(reasons));
    const auto data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    const ResolvedScenario resolved =
        read_scenario(options.barriers, *data, settings_with(options.settings, options.seed, options.scale));
    for (const std::string& notice : resolved.notices)
        print_note(notice);
    end_on_signals("mutualise: stopped");
    const ProgressKind kind = options.quiet ? ProgressKind::none : progress_kind(options.progress);
    LateProgress bar(kind, resolved.scenario.name + ", barriers");
    SideRuns how;
    how.news = [&](std::size_t done, std::size_t all) { bar.at(done, all); };
    how.notice = print_note;
    Populations populations(data);
    const BarrierTable table =
        find_barriers(resolved.scenario, barriers, options.runs, missing == MissingRuns::leave_out, populations, how);
    bar.end();
    fmt::print("{}", barriers_text(table, options.confidence));
    record_answer(barriers_result(table, options.confidence), options.answer, options.command_line);
    return ExitCode::done;
}

ExitCode attribute_study(const Options& options)
{
    if (options.study.empty() == options.barriers.empty())
        throw UsageError("attribute takes a recorded study, or --barriers SCENARIO");
    if (!(options.confidence > 0 && options.confidence < 1))
        throw UsageError("--confidence takes a number between 0 and 1");
    if (options.runs < 1)
        throw UsageError("--runs takes a whole number from 1 up");
    if (options.barriers.empty() &&
        !(options.removed.empty() && options.settings.empty() && !options.scale && !options.seed))
        throw UsageError("--remove, --set, --scale and --seed belong to --barriers");
    if (!options.barriers.empty() && !(options.outcomes.empty() && options.goals.empty()))
        throw UsageError("--outcome and --goal belong to a recorded study, not to --barriers");
    const MissingRuns missing = begin_answer(options.answer);
    const ThreadLimit limit(options.threads);
    return options.barriers.empty() ? attribute_effects(options, missing) : attribute_deaths(options, missing);
}

} // namespace

void add_attribute(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand("attribute", "Which lever did it, and which barrier binds");
    command->add_option("study", options->study, "Recorded full factorial of up to 10 levers: its file or folder");
    command
        ->add_option("--outcome", options->outcomes,
                     "What is shared out, like employees_in_mutuals@2015-12; may be repeated")
        ->allow_extra_args(false);
    command
        ->add_option("--goal", options->goals,
                     "Whose chance is shared out, like 'employees_in_mutuals@2015-12 >= 1e6'; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--barriers", options->barriers,
                        "Scenario whose proposals' deaths are attributed: run as it is and with each barrier removed");
    command
        ->add_option("--remove", options->removed,
                     "Reasons removed together, joined by commas, on top of the usual; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--runs", options->runs, "With --barriers: runs of each case (default 32)");
    command->add_option("--scale", options->scale, "With --barriers: share of organisations simulated");
    command->add_option("--seed", options->seed, "With --barriers: base seed of the runs");
    command->add_option("--set", options->settings, "With --barriers: key.path=value; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--confidence", options->confidence, "Of the intervals (default 0.9)");
    add_answer_options(*command, options->answer);
    command->add_option("--threads", options->threads, "Threads used (default: all); results do not depend on it");
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->footer("Example: mutualise attribute --barriers scenarios/historical.toml --runs 4 --scale 0.02");
    command->callback([options, &action] { action = [options] { return attribute_study(*options); }; });
}

} // namespace mutualise::cli
