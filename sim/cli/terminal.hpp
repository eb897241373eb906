/// \file What standard output can show: a terminal or a pipe, how wide, which characters, colour or none.
#pragma once

#include "mutualise/analysis/chart.hpp"

#include <functional>
#include <optional>

namespace mutualise::cli
{

/// Where the output goes, apart from the choice so that a test can make one up.
struct Surroundings {
    bool terminal = false;
    int columns = 0;                                         ///< of the terminal; 0: not known
    std::function<std::string(const std::string&)> variable; ///< of the environment; empty where it is not set
};
Surroundings surroundings_of_stdout();

/// `choice` is auto, always or never. auto draws on a terminal only, so that pipes and files get the table alone. Block
/// characters need a UTF-8 locale (LC_ALL, LC_CTYPE, LANG in this order) and a TERM that is not dumb; colour needs a
/// terminal, a TERM that is not dumb, and NO_COLOR unset (no-color.org). The width is the terminal's, else COLUMNS,
/// else 80, at most 120. Throws UsageError for another choice.
std::optional<ChartStyle> chart_style(const std::string& choice, const Surroundings& surroundings);

/// What `--chart` takes, in its help.
inline constexpr const char* chart_help =
    "auto (default: on a terminal), always or never: small charts of the trajectories";

} // namespace mutualise::cli
