/// \file `mutualise discover`: boxes of levers and circumstances in which a goal is met.
#include "answer.hpp"
#include "commands.hpp"

#include "mutualise/analysis/discovery.hpp"
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
    AnswerOptions answer;
    std::string command_line;
    int threads = 0;
    std::string goal;
    std::vector<std::string> also;
    bool fails = false;
    PrimOptions prim;
};

void check(const Options& o)
{
    const auto share = [](const char* name, double value, double most) {
        if (!(value > 0 && value <= most))
            throw UsageError(fmt::format("{} takes a number above 0 and up to {}, not {}", name, most, value));
    };
    share("--alpha", o.prim.alpha, 0.5);
    share("--least-mass", o.prim.least_mass, 0.5);
    share("--quasi-p", o.prim.quasi_p, 1);
    share("--significance", o.prim.significance, 1);
    if (o.prim.permutations < 1 || o.prim.permutations > 100000)
        throw UsageError("--permutations takes a whole number from 1 to 100,000");
    if (o.prim.boxes < 1 || o.prim.boxes > 100)
        throw UsageError("--boxes takes a whole number from 1 to 100");
    if (o.prim.significance * (o.prim.permutations + 1) < 1)
        throw UsageError(fmt::format("{} permutations cannot show a significance of {}: take at least {:.0f}",
                                     o.prim.permutations, o.prim.significance, 1 / o.prim.significance - 1));
}

std::vector<std::filesystem::path> files_of(const std::vector<std::string>& paths)
{
    std::vector<std::filesystem::path> files;
    for (const std::string& path : paths)
        for (std::filesystem::path& file : study_files(path))
            files.push_back(std::move(file));
    return files;
}

ExitCode discover_boxes(const Options& o)
{
    check(o);
    const MissingRuns missing = begin_answer(o.answer);
    const ThreadLimit limit(o.threads);
    Question question;
    question.fails = o.fails;
    question.goals.push_back(parse_goal(o.goal));
    for (const std::string& text : o.also)
        question.goals.push_back(parse_goal(text));
    std::vector<Outcome> outcomes;
    for (const Goal& goal : question.goals)
        outcomes.push_back(goal.outcome);
    const StudyValues study = read_study_values(files_of(o.files), outcomes, missing);
    const PrimPoints points = prim_points(study, question);
    const Discovery found = discover(points, o.prim);
    fmt::print("{}", discovery_text(points, found, question, o.prim));
    Result result = discovery_result(points, found, question, o.prim);
    result.settings.emplace_back("runs_left_out", std::to_string(study.left_out + study.undefined));
    result.sources = study.sources;
    record_answer(std::move(result), o.answer, o.command_line);
    return ExitCode::done;
}

} // namespace

void add_discover(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command =
        app.add_subcommand("discover", "Under which levers and circumstances a goal is met: boxes, by PRIM");
    options->command_line = command_line;
    command->add_option("files", options->files, "Files of one study, or its folder")->required();
    command->add_option("--goal", options->goal, "Such as 'employees_in_mutuals@2015-12 >= 1e6'")->required();
    command->add_option("--and", options->also, "A further goal, to be met as well; may be repeated")
        ->allow_extra_args(false);
    command->add_flag("--fails", options->fails, "Ask where the goal is not met");
    command->add_option("--boxes", options->prim.boxes, "At most so many (default: 3)");
    command->add_option("--alpha", options->prim.alpha, "Share of a box peeled off at a time (default: 0.05)");
    command->add_option("--least-mass", options->prim.least_mass,
                        "Share of all points that a box must hold (default: 0.05)");
    command->add_option("--quasi-p", options->prim.quasi_p,
                        "Restrictions with a higher quasi-p value are dropped (default: 0.05)");
    command->add_option("--significance", options->prim.significance,
                        "A box counts where fewer shuffles make one as good (default: 0.01)");
    command->add_option("--permutations", options->prim.permutations, "Shuffles (default: 199)");
    command->add_option("--seed", options->prim.seed, "Of the shuffles (default: 1)");
    add_answer_options(*command, options->answer);
    command->add_option("--threads", options->threads, "Threads used (default: all); results do not depend on it");
    command->footer(
        "First: mutualise sweep scenarios/studies/uncertainty.toml -o uncertainty --scale 0.005 --replicates 1\n"
        "Example: mutualise discover uncertainty --goal 'employees_in_mutuals@2015-12 >= 1e5'");
    command->callback([options, &action] { action = [options] { return discover_boxes(*options); }; });
}

} // namespace mutualise::cli
