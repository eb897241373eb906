#include "answer.hpp"

#include "next.hpp"
#include "output_file.hpp"
#include "study_text.hpp"

#include "mutualise/scenario/nearest.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace mutualise::cli
{

void add_answer_options(CLI::App& command, AnswerOptions& options)
{
    command.add_option("-o,--output", options.output, "File the result goes to (HDF5, docs/file_format.md)");
    command.add_flag("--force", options.force, "Overwrite the file");
    command.add_option("--failed", options.failed,
                       "refuse (default) or leave-out: runs that failed or are missing; the choice is recorded");
}

std::vector<Observable> observables_of(const std::vector<std::string>& names)
{
    std::vector<std::string_view> valid;
    for (const Observable each : all_observables())
        valid.push_back(spec(each).name);
    std::vector<Observable> observables;
    for (const std::string& name : names) {
        const std::optional<Observable> observable = observable_named(name);
        if (!observable)
            throw UsageError(fmt::format("there is no observable '{}'{} (docs/file_format.md lists them)", name,
                                         suggestion(name, valid)));
        observables.push_back(*observable);
    }
    return observables;
}

MissingRuns missing_runs(const std::string& choice)
{
    if (choice != "refuse" && choice != "leave-out")
        throw UsageError(fmt::format("--failed takes refuse or leave-out, not '{}'", choice));
    return choice == "refuse" ? MissingRuns::refuse : MissingRuns::leave_out;
}

MissingRuns begin_answer(const AnswerOptions& options)
{
    const MissingRuns missing = missing_runs(options.failed);
    if (!options.output.empty())
        refuse_existing(options.output, options.force);
    return missing;
}

void record_answer(Result result, const AnswerOptions& options, const std::string& command_line)
{
    if (options.output.empty())
        return;
    result.settings.emplace_back("failed", options.failed);
    result.provenance = provenance_of(command_line);
    const std::string hash = write_result(options.output, result);
    fmt::print("recorded {}\n{}  {}\n", options.output, hash, options.output);
}

void suggest_report_with(const std::string& recorded, const AnswerOptions& options)
{
    std::vector<std::string> choices;
    if (options.failed != "refuse")
        choices = {"--failed", options.failed};
    if (!options.output.empty())
        suggest_report({recorded, options.output}, choices);
}

} // namespace mutualise::cli
