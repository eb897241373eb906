/// \file `--set key.path=value`: one value laid over the files.
#pragma once

#include "mutualise/scenario/reading.hpp"

#include <optional>

namespace mutualise
{

/// The setting as a table of tables down to its key. The value is TOML; where it is not, a bare word (or a list of bare
/// words, brackets or not) stands for the text: `until=2012-07`, `services=[libraries, leisure]`.
std::optional<Table> parse_setting(const std::string& setting, Problems& problems);

} // namespace mutualise
