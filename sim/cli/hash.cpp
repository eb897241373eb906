#include "commands.hpp"

#include "mutualise/record/ensemble.hpp"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <fmt/format.h>

namespace mutualise::cli
{

namespace
{

/// As sha256sum does: one line a file, and a file that cannot be read does not keep the others from being hashed.
ExitCode hash(const std::vector<std::string>& files)
{
    ExitCode worst = ExitCode::done;
    for (const std::string& file : files) {
        try {
            const std::string found = canonical_hash(file);
            fmt::print("{}  {}\n", found, file);
            if (found == recorded_hash(file))
                continue;
            fmt::print(stderr, "mutualise: {} was changed since it was recorded: its own hash is {}\n", file,
                       recorded_hash(file));
            if (worst == ExitCode::done)
                worst = ExitCode::mismatch;
        } catch (const std::runtime_error& error) {
            fmt::print(stderr, "mutualise: {}\n", error.what());
            worst = ExitCode::invalid_input;
        }
    }
    return worst;
}

} // namespace

void add_hash(CLI::App& app, Action& action)
{
    CLI::App* command =
        app.add_subcommand("hash", "Print the canonical hash of recorded files: equal science, equal hash");
    command->footer(
        "First: mutualise run scenarios/historical.toml scenarios/taskforce.toml --runs 4 --scale 0.02 -o try\n"
        "Example: mutualise hash try/historical.h5 try/taskforce.h5");
    const auto files = std::make_shared<std::vector<std::string>>();
    command->add_option("file", *files, "Recorded files")->required();
    command->callback([&action, files] { action = [files] { return hash(*files); }; });
}

} // namespace mutualise::cli
