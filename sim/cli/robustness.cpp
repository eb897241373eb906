/// \file `mutualise robustness`: which package does tolerably whatever the world is like.
#include "answer.hpp"
#include "commands.hpp"

#include "mutualise/analysis/robustness.hpp"
#include "mutualise/parallel/loops.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::vector<std::string> files;
    std::string outcome, goal;
    bool maximise = false, minimise = false;
    RobustnessOptions robustness;
    AnswerOptions answer;
    std::string command_line;
    int threads = 0;
};

void check(const Options& o)
{
    if (o.maximise && o.minimise)
        throw UsageError("--maximise and --minimise exclude each other");
    if (!(o.robustness.quantile > 0 && o.robustness.quantile < 1))
        throw UsageError("--quantile takes a number between 0 and 1");
    if (o.robustness.probability && o.goal.empty())
        throw UsageError("--probability is of a --goal");
    if (o.robustness.probability && !(*o.robustness.probability > 0 && *o.robustness.probability <= 1))
        throw UsageError("--probability takes a number above 0 and up to 1");
    if (!(o.robustness.confidence > 0 && o.robustness.confidence < 1))
        throw UsageError("--confidence takes a number between 0 and 1");
    if (o.robustness.resamples < 2 || o.robustness.resamples > 1000000)
        throw UsageError("--resamples takes a whole number from 2 to 1,000,000");
}

ExitCode robustness(const Options& o)
{
    check(o);
    const MissingRuns missing = begin_answer(o.answer);
    const ThreadLimit limit(o.threads);
    RobustnessOptions options = o.robustness;
    options.maximise = !o.minimise;
    std::vector<Outcome> outcomes{parse_outcome(o.outcome)};
    if (!o.goal.empty()) {
        options.goal = parse_goal(o.goal);
        outcomes.push_back(options.goal->outcome);
    }
    std::vector<std::filesystem::path> files;
    for (const std::string& path : o.files)
        for (std::filesystem::path& file : study_files(path))
            files.push_back(std::move(file));
    const StudyValues study = read_study_values(files, outcomes, missing);
    const StateTable table = state_table(study);
    const Robustness found = robustness_of(table, options);
    if (study.left_out + study.undefined > 0)
        fmt::print("{} runs that failed, are missing or have no such outcome are left out.\n",
                   study.left_out + study.undefined);
    fmt::print("{}", robustness_text(study, table, found, options));
    Result result = robustness_result(study, table, found, options);
    result.settings.emplace_back("runs_left_out", std::to_string(study.left_out + study.undefined));
    record_answer(std::move(result), o.answer, o.command_line);
    return ExitCode::done;
}

} // namespace

void add_robustness(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand(
        "robustness", "Which of a study's variants does tolerably in every state: maximin, regret, satisficing");
    command->add_option("files", options->files, "Files of one study with several variants, or its folder")->required();
    command->add_option("--outcome", options->outcome, "Such as 'employees_in_mutuals@2015-12'")->required();
    command->add_flag("--maximise", options->maximise, "More of it is better (default)");
    command->add_flag("--minimise", options->minimise, "Less of it is better");
    command->add_option("--goal", options->goal,
                        "Satisficing: a state is good enough where the mean meets this, 'OUTCOME >= NUMBER'");
    command->add_option("--probability", options->robustness.probability,
                        "Satisficing: or where the goal is met with this chance");
    command->add_option("--quantile", options->robustness.quantile,
                        "Share of the states, from the bad end, beside the worst case (default: 0.1)");
    command->add_option("--confidence", options->robustness.confidence, "Of the intervals (default: 0.9)");
    command->add_option("--resamples", options->robustness.resamples, "Resamples of the replicates (default: 1000)");
    command->add_option("--seed", options->robustness.seed, "Of the resamples (default: 1)");
    add_answer_options(*command, options->answer);
    command->add_option("--threads", options->threads, "Threads used (default: all); results do not depend on it");
    command->footer(
        "First: mutualise sweep scenarios/studies/uncertainty.toml -o uncertainty --scale 0.005 --replicates 1\n"
        "Example: mutualise robustness uncertainty --outcome 'employees_in_mutuals@2015-12' "
        "--goal 'employees_in_mutuals@2015-12 >= 1e5'");
    command->callback([options, &action] { action = [options] { return robustness(*options); }; });
}

} // namespace mutualise::cli
