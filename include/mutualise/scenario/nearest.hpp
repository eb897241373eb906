/// \file The valid name nearest to a mistyped one.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mutualise
{

/// Edits (insert, delete, replace, swap of neighbours) that turn one text into the other: optimal string alignment.
int edit_distance(std::string_view a, std::string_view b);

/// `; did you mean "months"?` where a name is near, else the valid names where they are few, else nothing.
std::string suggestion(std::string_view name, const std::vector<std::string_view>& valid);

} // namespace mutualise
