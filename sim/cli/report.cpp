/// \file `mutualise report`: recorded and analysed files as one page that opens offline.
#include "answer.hpp"
#include "commands.hpp"
#include "interrupt.hpp"
#include "output_file.hpp"
#include "progress.hpp"
#include "study_text.hpp"

#include "mutualise/report/report.hpp"
#include "mutualise/scenario/system_data.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

struct Options {
    ReportOptions report;
    std::string output = "report.html", failed = "refuse", progress = "auto";
    bool force = false;
};

ExitCode report(Options options)
{
    options.report.missing = missing_runs(options.failed);
    refuse_existing(options.output, options.force);
    const ProgressKind kind = progress_kind(options.progress);
    end_on_signals("mutualise: stopped; nothing was written");
    options.report.data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    LateProgress bar(kind, "report");
    options.report.tick = [&](std::size_t done, std::size_t steps) { bar.at(done, steps); };
    const Report made = make_report(options.report);
    bar.end();
    write_file(options.output, made.html);
    for (const std::string& note : made.notes)
        print_note(note);
    fmt::print("recorded {} ({:.1f} MB): {} recorded file{} or stud{}, {} result{}; open it in any browser, offline\n",
               options.output, static_cast<double>(made.html.size()) / 1e6, made.recorded,
               made.recorded == 1 ? "" : "s", made.recorded == 1 ? "y" : "ies", made.results,
               made.results == 1 ? "" : "s");
    return ExitCode::done;
}

} // namespace

void add_report(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("report", "One self-contained page of charts and numbers, for any browser");
    command
        ->add_option("files", options->report.files,
                     "Recorded files, folders of studies, and results that -o of an analysis left")
        ->required();
    command->add_option("-o,--output", options->output, "The page (default report.html)");
    command->add_flag("--force", options->force, "Overwrite the file");
    command->add_option("--title", options->report.title, "Its title");
    command->add_option("--points", options->report.points, "Points of a study drawn as scenarios, like 0,128,255")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_option("--failed", options->failed,
                        "refuse (default) or leave-out: runs that failed or are missing; the page says so");
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    command->footer(
        "First: mutualise run scenarios/historical.toml scenarios/taskforce.toml --runs 4 --scale 0.02 -o try\n"
        "Example: mutualise report try/historical.h5 try/taskforce.h5 -o report.html");
    command->callback([options, &action] { action = [options] { return report(*options); }; });
}

} // namespace mutualise::cli
