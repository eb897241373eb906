#include "commands.hpp"

#include "mutualise/scenario/describe.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

void add_parameters(CLI::App& app, Action& action)
{
    const auto markdown = std::make_shared<bool>(false);
    CLI::App* command =
        app.add_subcommand("parameters", "every parameter, lever and setting: unit, default, bounds, source");
    command->add_flag("--markdown", *markdown, "as docs/parameters.md");
    command->footer("Example: mutualise parameters | grep veto");
    command->callback([markdown, &action] {
        action = [markdown] {
            fmt::print("{}", *markdown ? parameters_markdown() : parameters_text());
            return ExitCode::done;
        };
    });
}

} // namespace mutualise::cli
