/// \file `mutualise man` and `mutualise completion`: manual pages and a shell's completion, written from the same
/// definitions that parse the command line and print the help.
#include "commands.hpp"
#include "output_file.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <fmt/format.h>
#include <memory>

namespace mutualise::cli
{

namespace
{

namespace fs = std::filesystem;

/// roff's own characters made plain (groff_char(7)); a dash stays one that can be copied.
std::string roff(const std::string& text)
{
    std::string out;
    for (const char c : text)
        if (c == '\\')
            out += "\\e";
        else if (c == '-')
            out += "\\-";
        else if (c == '\'')
            out += "\\(aq";
        else if (c == '`')
            out += "\\(ga";
        else if (c == '^')
            out += "\\(ha";
        else if (c == '~')
            out += "\\(ti";
        else
            out += c;
    return out.starts_with('.') ? "\\&" + out : out;
}

std::vector<const CLI::App*> subcommands(const CLI::App& app)
{
    return app.get_subcommands([](const CLI::App* each) { return !each->get_group().empty(); });
}

std::string head(const std::string& name, const std::string& what)
{
    std::string upper = name;
    std::transform(upper.begin(), upper.end(), upper.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return fmt::format(".TH {} 1 \"\" \"mutualise {}\" \"mutualise\"\n.SH NAME\n{} \\- {}\n", roff(upper),
                       MUTUALISE_VERSION, roff(name), roff(what));
}

/// "scenario...", "[folder]".
std::string positional_text(const CLI::Option& option)
{
    const std::string name = option.get_name(true) + (option.get_items_expected_max() > 1 ? "..." : "");
    return option.get_required() ? name : "[" + name + "]";
}

std::string synopsis(const CLI::App& command)
{
    std::string text = fmt::format(".SH SYNOPSIS\n.B mutualise {}\n[options]", roff(command.get_name()));
    for (const CLI::Option* option : command.get_options())
        if (option->get_positional())
            text += fmt::format("\n.I {}", roff(positional_text(*option)));
    return text + "\n";
}

std::string option_entry(const CLI::Option& option)
{
    std::string names = option.nonpositional() ? option.get_name(false, true) : option.get_name(true);
    for (std::size_t at = 0; (at = names.find(',', at)) != std::string::npos; at += 2)
        names.replace(at, 1, ", ");
    const std::string takes = option.nonpositional() && option.get_items_expected_max() > 0
                                  ? fmt::format(" \\fI{}\\fR", roff(option.get_type_name()))
                                  : "";
    return fmt::format(".TP\n\\fB{}\\fR{}\n{}\n", roff(names), takes, roff(option.get_description()));
}

/// The help's footer: the example, and what has to be there before.
std::string examples(const std::string& footer)
{
    std::string text = ".SH EXAMPLES\n.nf\n";
    for (std::size_t from = 0; from < footer.size();) {
        const std::size_t end = std::min(footer.find('\n', from), footer.size());
        const std::string line = footer.substr(from, end - from);
        const std::size_t colon = line.find(": ");
        text += roff(colon == std::string::npos ? line : line.substr(colon + 2)) + "\n";
        from = end + 1;
    }
    return text + ".fi\n";
}

std::string page(const CLI::App& command)
{
    std::string text =
        head("mutualise-" + command.get_name(), command.get_description()) + synopsis(command) + ".SH OPTIONS\n";
    for (const CLI::Option* option : command.get_options())
        text += option_entry(*option);
    return text + examples(command.get_footer()) + ".SH SEE ALSO\n.BR mutualise (1)\n";
}

std::string overview(const CLI::App& app)
{
    std::string text = head("mutualise", "agent-based simulation of public-sector workforce mutualisation") +
                       ".SH SYNOPSIS\n.B mutualise\n.I command\n[options]\n.SH DESCRIPTION\n" +
                       roff(app.get_description()) + ".\n.SH COMMANDS\n";
    for (const CLI::App* each : subcommands(app))
        text += fmt::format(".TP\n.BR mutualise\\-{} (1)\n{}\n", roff(each->get_name()), roff(each->get_description()));
    text += ".SH EXIT STATUS\n";
    constexpr std::array<std::pair<const char*, const char*>, 7> codes{
        {{"0", "Done."},
         {"1", "An internal error, or a file that could not be written."},
         {"2", "A command line that makes no sense."},
         {"3", "An input file that is missing or invalid; nothing was run."},
         {"4", "Some runs failed."},
         {"5", "A mismatch."},
         {"130, 138, 143", "Ended by a signal: SIGINT, SIGUSR1, SIGTERM."}}};
    for (const auto& [code, meaning] : codes)
        text += fmt::format(".TP\n.B {}\n{}\n", code, meaning);
    return text + examples("Example: mutualise run scenarios/historical.toml --runs 4 --scale 0.02");
}

void write_pages(const CLI::App& app, const fs::path& folder)
{
    fs::create_directories(folder);
    write_file(folder / "mutualise.1", overview(app));
    for (const CLI::App* each : subcommands(app))
        write_file(folder / ("mutualise-" + each->get_name() + ".1"), page(*each));
}

/// For bash: subcommands, then the subcommand's options; file names elsewhere.
std::string completion(const CLI::App& app)
{
    std::string names, cases;
    for (const CLI::App* each : subcommands(app)) {
        names += (names.empty() ? "" : " ") + each->get_name();
        cases += fmt::format("    {}) words=\"", each->get_name());
        for (const CLI::Option* option : each->get_options())
            for (const std::string& name : option->get_lnames())
                cases += "--" + name + " ";
        cases += "\";;\n";
    }
    return fmt::format(R"(# Completion of mutualise for bash; written by `mutualise completion`.
_mutualise() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} words=
  COMPREPLY=()
  if [ "$COMP_CWORD" -eq 1 ]; then
    words="{} --help --version"
  elif [ "${{current#-}}" != "$current" ]; then
    case ${{COMP_WORDS[1]}} in
{}    esac
  fi
  [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -F _mutualise mutualise
)",
                       names, cases);
}

struct Options {
    std::string command, folder;
};

ExitCode print_pages(const CLI::App& app, const Options& options)
{
    const auto named = [&](const CLI::App* each) { return each->get_name() == options.command; };
    const auto commands = subcommands(app);
    const auto found = std::ranges::find_if(commands, named);
    if (!options.command.empty() && found == commands.end())
        throw UsageError(fmt::format("there is no command '{}'", options.command));
    if (!options.folder.empty()) {
        write_pages(app, options.folder);
        return ExitCode::done;
    }
    if (options.command.empty()) {
        fmt::print("{}", overview(app));
        return ExitCode::done;
    }
    fmt::print("{}", page(**found));
    return ExitCode::done;
}

} // namespace

void add_pages(CLI::App& app, Action& action)
{
    const auto options = std::make_shared<Options>();
    CLI::App* man = app.add_subcommand("man", "Print a manual page, or write all of them");
    man->add_option("command", options->command, "Command to print the page of (default: the program)");
    man->add_option("-o,--output", options->folder, "Folder to write every page to, as mutualise-COMMAND.1");
    man->footer("Example: mutualise man run | man -l -");
    man->callback([options, &action, &app] { action = [options, &app] { return print_pages(app, *options); }; });
    CLI::App* shell = app.add_subcommand("completion", "Print the completion of commands and options for bash");
    shell->footer("Example: source <(mutualise completion)");
    shell->callback([&action, &app] {
        action = [&app] {
            fmt::print("{}", completion(app));
            return ExitCode::done;
        };
    });
}

} // namespace mutualise::cli
