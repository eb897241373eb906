/// \file JSON as text, safe inside a <script> element: every `<` is written \u003c.
#pragma once

#include "mutualise/core/json.hpp"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mutualise::json
{

/// Seven significant digits, more than any chart or table shows; null where it is not a number.
std::string number(double value);
std::string numbers(std::span<const double> values);
std::string texts(std::span<const std::string> values);
std::string list(std::span<const std::string> items); ///< of JSON
/// Keys and values that are JSON already.
std::string object(std::initializer_list<std::pair<std::string_view, std::string>> members);
std::string object(const std::vector<std::pair<std::string, std::string>>& members);

} // namespace mutualise::json
