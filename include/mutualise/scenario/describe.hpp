/// \file Every number a scenario can set, for people: name, unit, default, bounds, source, meaning.
#pragma once

#include <string>

namespace mutualise
{

/// The text of `mutualise parameters`.
std::string parameters_text();

/// docs/parameters.md, to the byte.
std::string parameters_markdown();

} // namespace mutualise
