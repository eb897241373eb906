/// \file `mutualise run`: scenarios to recorded ensembles, and the table.
#include "commands.hpp"
#include "interrupt.hpp"
#include "next.hpp"
#include "output_file.hpp"
#include "progress.hpp"
#include "run_scenario.hpp"
#include "study_text.hpp"
#include "terminal.hpp"

#include "mutualise/analysis/headline_bands.hpp"
#include "mutualise/analysis/people.hpp"
#include "mutualise/analysis/summary.hpp"
#include "mutualise/parallel/loops.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <memory>
#include <optional>

namespace mutualise::cli
{

namespace
{

namespace fs = std::filesystem;

std::vector<std::string> all_settings(const RunOptions& options)
{
    return settings_with(options.settings, options.seed, options.scale);
}

/// Every scenario is read and checked before anything runs; problems of all of them are reported together.
std::vector<ResolvedScenario> read_all(const RunOptions& options, const SystemData& data)
{
    std::vector<ResolvedScenario> scenarios;
    std::vector<Problem> problems;
    for (const std::string& path : options.scenarios) {
        try {
            scenarios.push_back(read_scenario(path, data, all_settings(options)));
            for (const std::string& notice : scenarios.back().notices)
                print_note(notice);
        } catch (const InputError& error) {
            problems.insert(problems.end(), error.problems().begin(), error.problems().end());
        }
    }
    if (!problems.empty())
        throw InputError(std::move(problems));
    return scenarios;
}

/// Where each scenario's file goes: `-o` itself for one scenario, DIR/NAME.h5 for several; nowhere without `-o`.
std::vector<fs::path> output_paths(const RunOptions& options, const std::vector<ResolvedScenario>& scenarios)
{
    std::vector<fs::path> paths;
    if (options.output.empty())
        return paths;
    const bool folder = scenarios.size() > 1 || options.output.back() == '/' || fs::is_directory(options.output);
    for (const ResolvedScenario& each : scenarios)
        paths.push_back(folder ? fs::path(options.output) / (each.scenario.name + ".h5") : fs::path(options.output));
    for (std::size_t i = 0; i < paths.size(); ++i) {
        if (std::find(paths.begin(), paths.begin() + static_cast<std::ptrdiff_t>(i), paths[i]) !=
            paths.begin() + static_cast<std::ptrdiff_t>(i))
            throw UsageError(
                fmt::format("two scenarios would write {}; give one of them another name", paths[i].string()));
        refuse_existing(paths[i], options.force);
        make_folder(paths[i].has_parent_path() ? paths[i].parent_path() : fs::path("."));
    }
    return paths;
}

void print_times(const ProcessTimes& times)
{
    double all = 0;
    for (const double t : times)
        all += t;
    fmt::print(stderr, "{:<14} {:>9} {:>7}\n", "process", "wall [s]", "share");
    for (std::size_t i = 0; i < times.size(); ++i)
        fmt::print(stderr, "{:<14} {:>9.2f} {:>6.1f} %\n", process_names[i], times[i], 100 * times[i] / all);
}

/// How mutuals and the employees in them went, of every scenario with a run that finished.
std::string trajectories(const std::vector<Ensemble>& ensembles, const std::optional<ChartStyle>& charts)
{
    std::vector<HeadlineBands> bands;
    for (const Ensemble& e : ensembles)
        if (!e.runs.empty())
            bands.push_back(headline_bands(e));
    return bands.empty() ? "" : "\n" + headline_text(bands, charts);
}

/// What was recorded is looked at; what was not is recorded.
void suggest_after_run(const RunOptions& options, const std::vector<fs::path>& paths,
                       const std::vector<Ensemble>& ensembles)
{
    if (paths.size() > 1) {
        std::vector<std::string> words{"compare", paths[0].string(), paths[1].string()};
        if (people_of(ensembles[0]) != people_of(ensembles[1]))
            words.emplace_back("--unpaired");
        return suggest_next(words);
    }
    if (paths.size() == 1)
        return suggest_next({"bands", paths[0].string()});
    std::vector<std::string> words{"run"};
    words.insert(words.end(), options.scenarios.begin(), options.scenarios.end());
    words.insert(words.end(), {"--runs", std::to_string(options.runs)});
    for (const std::string& setting : all_settings(options))
        words.insert(words.end(), {"--set", setting});
    if (options.log_proposals)
        words.push_back("--log-proposals");
    if (options.log_decisions)
        words.push_back("--log-decisions");
    if (!options.snapshots.empty())
        words.insert(words.end(), {"--snapshots", fmt::format("{}", fmt::join(options.snapshots, ","))});
    words.insert(words.end(), {"-o", options.scenarios.size() > 1 ? "results" : "results.h5"});
    if (!fs::exists(words.back()))
        suggest_next(words);
}

ExitCode run(const RunOptions& options)
{
    if (options.runs < 1)
        throw UsageError("--runs takes a whole number from 1 up");
    progress_kind(options.progress);
    const std::optional<ChartStyle> charts = chart_style(options.chart, surroundings_of_stdout());
    const ThreadLimit limit(options.threads);
    const auto data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    const std::vector<ResolvedScenario> scenarios = read_all(options, *data);
    const std::vector<fs::path> paths = output_paths(options, scenarios);
    for (const ResolvedScenario& each : scenarios)
        log_choice(options, each.scenario.horizon);
    catch_interrupts();
    std::optional<Population> people;
    std::vector<Ensemble> ensembles;
    ProcessTimes times{};
    for (std::size_t i = 0; i < scenarios.size(); ++i) {
        const PopulationSettings& settings = scenarios[i].scenario.population;
        if (!people || !(people->settings == settings))
            people = synthesise(data, settings);
        throw_if_interrupted();
        ensembles.push_back(run_scenario(scenarios[i], *people, options, times));
        if (!paths.empty() && !ensembles.back().runs.empty())
            write_ensemble(paths[i], ensembles.back());
    }
    fmt::print("{}{}", summary_table(ensembles), trajectories(ensembles, charts));
    for (std::size_t i = 0; i < paths.size(); ++i)
        if (!ensembles[i].runs.empty())
            fmt::print("recorded {}\n", paths[i].string());
    if (options.timing)
        print_times(times);
    bool failed = false;
    for (const Ensemble& e : ensembles)
        for (const RunFailure& failure : e.failures) {
            fmt::print(stderr, "mutualise: run {} of {} (seed {:016x}) failed: {}\n", failure.index, e.scenario.name,
                       failure.seed, failure.message);
            failed = true;
        }
    if (!failed && !options.quiet)
        suggest_after_run(options, paths, ensembles);
    return failed ? ExitCode::some_runs_failed : ExitCode::done;
}

} // namespace

void add_run(CLI::App& app, Action& action, const std::string& command_line)
{
    auto options = std::make_shared<RunOptions>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand("run", "Simulate scenarios and record their runs");
    command
        ->add_option("scenario", options->scenarios,
                     "Scenario files; with several, the first is what the others are compared with")
        ->required();
    command->add_option("-o,--output", options->output, "File to record to; with several scenarios a folder");
    command->add_option("--runs", options->runs,
                        "Runs a scenario, with common random numbers across scenarios (default 32)");
    command->add_option("--seed", options->seed, "Base seed of the runs");
    command->add_option("--scale", options->scale, "Share of organisations simulated; results are quoted from 0.25 up");
    command->add_option("--threads", options->threads, "Threads used (default: all); results do not depend on it");
    command
        ->add_option("--lanes", options->lanes,
                     "Runs at a time (default: 32, or what memory holds); results do not depend on it")
        ->check(CLI::Range(1, max_lanes));
    command->add_option("--set", options->settings, "key.path=value: overrides a scenario value; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    command->add_option("--chart", options->chart, chart_help);
    command->add_flag("--log-proposals", options->log_proposals, "Record one row a proposal");
    command->add_flag("--log-decisions", options->log_decisions, "Record one row a decision");
    command->add_option("--snapshots", options->snapshots, "Months whose units are recorded one by one, like 2012-06")
        ->delimiter(',')
        ->allow_extra_args(false);
    command->add_flag("--force", options->force, "Overwrite recorded files");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->add_flag("--timing", options->timing, "Say what each process took, on stderr");
    command->footer(
        "Example: mutualise run scenarios/historical.toml scenarios/taskforce.toml --runs 4 --scale 0.02 -o try");
    command->callback([options, &action] { action = [options] { return run(*options); }; });
}

} // namespace mutualise::cli
