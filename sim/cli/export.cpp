/// \file `mutualise export`: a recorded file as CSV.
#include "answer.hpp"
#include "commands.hpp"
#include "output_file.hpp"

#include "mutualise/study/table.hpp"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <fmt/format.h>
#include <memory>
#include <optional>
#include <system_error>

namespace mutualise::cli
{

namespace
{

struct Options {
    std::string file, output, format = "tidy";
    std::vector<std::string> observables, months;
    bool force = false;
};

TableChoice choice_of(const Options& options)
{
    TableChoice choice;
    choice.observables = observables_of(options.observables);
    for (const std::string& text : options.months) {
        const std::optional<Month> month = parse_month(text);
        if (!month)
            throw UsageError(fmt::format("--months takes months like 2012-06, not '{}'", text));
        choice.months.push_back(*month);
    }
    return choice;
}

void print_to_stdout(const std::string& text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        throw std::runtime_error(fmt::format("cannot write the table: {}", std::generic_category().message(errno)));
}

ExitCode export_table(const Options& options)
{
    if (options.format != "tidy" && options.format != "behaviorspace")
        throw UsageError(fmt::format("--format takes tidy or behaviorspace, not '{}'", options.format));
    const TableChoice choice = choice_of(options);
    if (!options.output.empty())
        refuse_existing(options.output, options.force);
    const RecordedFile file(options.file);
    require_recorded(file, choice);
    std::optional<OutputFile> output;
    if (!options.output.empty())
        output.emplace(options.output);
    const Print print = [&](const std::string& text) { output ? output->write(text) : print_to_stdout(text); };
    if (options.format == "tidy")
        print_tidy(file, choice, print);
    else
        print_behaviorspace(file, choice, print);
    if (output)
        output->finish();
    return ExitCode::done;
}

} // namespace

void add_export(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("export", "Write a recorded file as tidy CSV or a BehaviorSpace table");
    command->add_option("file", options->file, "Recorded file, of a scenario or a study")->required();
    command->add_option("-o,--output", options->output, "File to write (default: standard output)");
    command->add_option("--format", options->format,
                        "tidy (one value a row) or behaviorspace (one run and month a row)");
    command->add_option("--observables", options->observables, "Only these, like mutuals_live,exits")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option("--months", options->months, "Only these, like 2012-06,2015-12")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_flag("--force", options->force, "Overwrite the file");
    command->footer(
        "First: mutualise run scenarios/historical.toml scenarios/taskforce.toml --runs 4 --scale 0.02 -o try\n"
        "Example: mutualise export try/historical.h5 --observables mutuals_live --months 2012-06,2015-12");
    command->callback([options, &action] { action = [options] { return export_table(*options); }; });
}

} // namespace mutualise::cli
