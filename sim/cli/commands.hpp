/// \file One function a subcommand: it declares the options and, once chosen, sets `action` to what is to be done.
#pragma once

#include "mutualise/core/errors.hpp"

#include <functional>
#include <string>

namespace CLI
{
class App;
}

namespace mutualise::cli
{

/// What the chosen subcommand does; results on stdout, messages on stderr; exceptions are reported in main.
using Action = std::function<ExitCode()>;

void add_run(CLI::App& app, Action& action, const std::string& command_line); ///< as typed, for the record
void add_calibrate(CLI::App& app, Action& action, const std::string& command_line);
void add_predict(CLI::App& app, Action& action, const std::string& command_line);
void add_sweep(CLI::App& app, Action& action, const std::string& command_line);
void add_status(CLI::App& app, Action& action);
void add_merge(CLI::App& app, Action& action, const std::string& command_line);
void add_slurm(CLI::App& app, Action& action);
void add_repro(CLI::App& app, Action& action);
void add_export(CLI::App& app, Action& action);
void add_bands(CLI::App& app, Action& action, const std::string& command_line);
void add_compare(CLI::App& app, Action& action, const std::string& command_line);
void add_sensitivity(CLI::App& app, Action& action, const std::string& command_line);
void add_discover(CLI::App& app, Action& action, const std::string& command_line);
void add_learning(CLI::App& app, Action& action, const std::string& command_line);
void add_robustness(CLI::App& app, Action& action, const std::string& command_line);
void add_story(CLI::App& app, Action& action);
void add_validate(CLI::App& app, Action& action);
void add_design(CLI::App& app, Action& action);
void add_parameters(CLI::App& app, Action& action);
void add_hash(CLI::App& app, Action& action);
void add_population(CLI::App& app, Action& action);
void add_attribute(CLI::App& app, Action& action, const std::string& command_line);
void add_target(CLI::App& app, Action& action, const std::string& command_line);
void add_report(CLI::App& app, Action& action);

void add_pages(CLI::App& app, Action& action); ///< man, completion

} // namespace mutualise::cli
