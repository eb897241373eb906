/// \file `mutualise story`: what became of one proposal, scenario by scenario.
#include "commands.hpp"

#include "mutualise/analysis/story.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/run/batch.hpp"
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
    std::vector<std::string> scenarios;
    std::vector<std::string> settings;
    int threads = 0;
};

ExitCode story(const Options& options)
{
    const ThreadLimit limit(options.threads);
    const auto data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    std::vector<ResolvedScenario> scenarios;
    for (const std::string& path : options.scenarios) {
        scenarios.push_back(read_scenario(path, *data, options.settings));
        if (scenarios.back().scenario.cases.empty())
            throw UsageError(path + " has no [case.<id>] to tell of");
    }
    std::optional<Population> people;
    for (const ResolvedScenario& each : scenarios) {
        const Scenario& scenario = each.scenario;
        if (!people || !(people->settings == scenario.population))
            people = synthesise(data, scenario.population);
        const RunRequest request{&scenario, run_key(scenario.seed, 0)};
        BatchOptions batch;
        batch.log.proposals = batch.log.decisions = true;
        const RunOutcome outcome = run_batch(*people, {&request, 1}, batch).front();
        if (outcome.failed)
            throw std::runtime_error(outcome.failure);
        fmt::print("{}: {}\n{}\n", scenario.name, scenario.description,
                   tell_cases(scenario, *data, outcome.trajectory));
    }
    return ExitCode::done;
}

} // namespace

void add_story(CLI::App& app, Action& action)
{
    auto options = std::make_shared<Options>();
    CLI::App* command = app.add_subcommand("story", "Tell what became of a proposal put in by [case.<id>]");
    command->add_option("scenario", options->scenarios, "Scenario files with a case")->required();
    command->add_option("--set", options->settings, "key.path=value: overrides a scenario value; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--threads", options->threads, "Threads used (default: all); results do not depend on it");
    command->footer("Example: mutualise story scenarios/librarians.toml scenarios/librarians/taskforce.toml");
    command->callback([options, &action] { action = [options] { return story(*options); }; });
}

} // namespace mutualise::cli
