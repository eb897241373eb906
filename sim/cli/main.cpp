#include "commands.hpp"
#include "interrupt.hpp"

#include "mutualise/core/instruction_set.hpp"
#include "mutualise/core/shell.hpp"
#include "mutualise/record/unreadable.hpp"

#include <CLI/CLI.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fmt/format.h>
#include <system_error>

#ifndef MUTUALISE_VERSION
#define MUTUALISE_VERSION "unversioned"
#endif

namespace
{

void report(const mutualise::InputError& error)
{
    const auto& problems = error.problems();
    fmt::print(stderr, "mutualise: nothing was run; {} problem{}", problems.size(), problems.size() == 1 ? "" : "s");
    std::string file;
    for (const mutualise::Problem& p : problems) {
        if (p.file != file)
            fmt::print(stderr, " in {}\n", p.file);
        file = p.file;
        const std::string place = p.line > 0 ? fmt::format("{}:{}", p.line, p.column) : "";
        fmt::print(stderr, "  {:<6} {}\n", place, p.text);
    }
    fmt::print(stderr, "try: mutualise parameters, or mutualise validate --help\n");
}

int exit_code(mutualise::ExitCode code) { return static_cast<int>(code); }

/// Results that standard output has no room for are no success.
int with_results_written(int code)
{
    if (std::fflush(stdout) == 0 && std::ferror(stdout) == 0)
        return code;
    fmt::print(stderr, "mutualise: cannot write the results to standard output: {}\n",
               std::generic_category().message(errno));
    return code == 0 ? exit_code(mutualise::ExitCode::internal) : code;
}

void add_commands(CLI::App& app, mutualise::cli::Action& action, const std::string& command_line)
{
    using namespace mutualise::cli;
    add_run(app, action, command_line);
    add_sweep(app, action, command_line);
    add_calibrate(app, action, command_line);
    add_predict(app, action, command_line);
    add_status(app, action);
    add_merge(app, action, command_line);
    add_slurm(app, action);
    add_repro(app, action);
    add_export(app, action);
    add_bands(app, action, command_line);
    add_compare(app, action, command_line);
    add_target(app, action, command_line);
    add_attribute(app, action, command_line);
    add_sensitivity(app, action, command_line);
    add_discover(app, action, command_line);
    add_learning(app, action, command_line);
    add_robustness(app, action, command_line);
    add_report(app, action);
    add_story(app, action);
    add_validate(app, action);
    add_design(app, action);
    add_parameters(app, action);
    add_population(app, action);
    add_hash(app, action);
    add_pages(app, action);
}

/// Says what went wrong, and gives the exit code of it. To be called where an exception is caught.
int code_of_failure()
{
    using mutualise::ExitCode;
    try {
        throw;
    } catch (const mutualise::InputError& error) {
        report(error);
        return exit_code(ExitCode::invalid_input);
    } catch (const mutualise::UnreadableFile& error) {
        fmt::print(stderr, "mutualise: {}\n", error.what());
        return exit_code(ExitCode::invalid_input);
    } catch (const mutualise::UsageError& error) {
        fmt::print(stderr, "mutualise: {}\n", error.what());
        return exit_code(ExitCode::usage);
    } catch (const mutualise::Mismatch& error) {
        fmt::print(stderr, "mutualise: {}\n", error.what());
        return exit_code(ExitCode::mismatch);
    } catch (const mutualise::cli::Interrupted& error) {
        fmt::print(stderr, "mutualise: {}\n", error.what());
        return error.exit_code();
    } catch (const std::filesystem::filesystem_error& error) {
        fmt::print(stderr, "mutualise: {}: {}\n", error.path1().string(), error.code().message());
        return exit_code(ExitCode::usage);
    } catch (const std::exception& error) {
        fmt::print(stderr, "mutualise: {}\n", error.what());
        return exit_code(ExitCode::internal);
    }
}

int run(int argc, char** argv)
{
    using mutualise::ExitCode;
    CLI::App app{
        "mutualise: which levers move how many public employees into employee-led mutuals, and where proposals die"};
    app.set_version_flag("--version", MUTUALISE_VERSION);
    app.require_subcommand(1);
    app.footer("First: mutualise run scenarios/historical.toml --runs 4 --scale 0.02, then what it suggests.\n"
               "mutualise COMMAND --help explains a command.");
    mutualise::cli::Action action;
    std::string command_line = "mutualise";
    for (int i = 1; i < argc; ++i)
        command_line += " " + mutualise::shell_word(argv[i]);
    add_commands(app, action, command_line);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? exit_code(ExitCode::done) : exit_code(ExitCode::usage);
    }
    try {
        mutualise::instructions_in_use(); // refused before anything runs, if at all
        return exit_code(action());
    } catch (...) {
        return code_of_failure();
    }
}

} // namespace

int main(int argc, char** argv)
{
    // A limit on the size of files is then an error like a full disk, not a signal that leaves a part behind.
    std::signal(SIGXFSZ, SIG_IGN);
    return with_results_written(run(argc, argv));
}
