/// \file `mutualise learning`: which parameter, if it were known, would make an outcome surer.
#include "answer.hpp"
#include "commands.hpp"

#include "mutualise/analysis/learning.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string file, outcome, variant, against;
    AnswerOptions answer;
    std::string command_line;
};

ExitCode learning(const Options& options)
{
    const bool leave_out = begin_answer(options.answer) == MissingRuns::leave_out;
    const LearningQuestion question{parse_outcome(options.outcome), options.variant, options.against};
    const RecordedFile file(options.file);
    const Learning found = learning_of(file, question, leave_out);
    fmt::print("{}", learning_text(found));
    record_answer(learning_result(found, file, question), options.answer, options.command_line);
    return ExitCode::done;
}

} // namespace

void add_learning(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand(
        "learning", "Which parameter, if it were known, would make an outcome surer, and by how much");
    command->add_option("file", options->file, "Recorded file whose runs draw their parameters")->required();
    command->add_option("--outcome", options->outcome, "Such as 'employees_in_mutuals@2015-12'")->required();
    command->add_option("--variant", options->variant, "Of a study with several: the one asked about");
    command->add_option("--against", options->against, "Ask about the difference from this variant, run by run");
    add_answer_options(*command, options->answer);
    command->footer("First: mutualise sweep scenarios/studies/packages.toml -o packages --scale 0.01 --replicates 12\n"
                    "Example: mutualise learning packages/packages.h5 --variant right --against record "
                    "--outcome 'employees_in_mutuals@2015-12'");
    command->callback([options, &action] { action = [options] { return learning(*options); }; });
}

} // namespace mutualise::cli
