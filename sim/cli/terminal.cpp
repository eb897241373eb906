#include "terminal.hpp"

#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <sys/ioctl.h>
#include <unistd.h>

namespace mutualise::cli
{

namespace
{

bool has_utf8(const Surroundings& surroundings)
{
    for (const char* name : {"LC_ALL", "LC_CTYPE", "LANG"})
        if (std::string locale = surroundings.variable(name); !locale.empty()) {
            std::transform(locale.begin(), locale.end(), locale.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
            return locale.find("utf-8") != std::string::npos || locale.find("utf8") != std::string::npos;
        }
    return false;
}

int width_of(const Surroundings& surroundings)
{
    int columns = surroundings.columns;
    if (columns <= 0) {
        const std::string told = surroundings.variable("COLUMNS");
        std::from_chars(told.data(), told.data() + told.size(), columns);
    }
    return std::min(columns > 0 ? columns : 80, 120);
}

} // namespace

Surroundings surroundings_of_stdout()
{
    Surroundings surroundings;
    surroundings.terminal = isatty(STDOUT_FILENO) != 0;
    winsize size{};
    if (surroundings.terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        surroundings.columns = size.ws_col;
    surroundings.variable = [](const std::string& name) {
        const char* value = std::getenv(name.c_str());
        return std::string(value ? value : "");
    };
    return surroundings;
}

std::optional<ChartStyle> chart_style(const std::string& choice, const Surroundings& surroundings)
{
    if (choice != "auto" && choice != "always" && choice != "never")
        throw UsageError("--chart takes auto, always or never, not '" + choice + "'");
    if (choice == "never" || (choice == "auto" && !surroundings.terminal))
        return std::nullopt;
    const std::string term = surroundings.variable("TERM");
    const bool dumb = term == "dumb" || (surroundings.terminal && term.empty());
    ChartStyle style;
    style.utf8 = !dumb && has_utf8(surroundings);
    style.colour = surroundings.terminal && !dumb && surroundings.variable("NO_COLOR").empty();
    style.width = width_of(surroundings);
    return style;
}

} // namespace mutualise::cli
