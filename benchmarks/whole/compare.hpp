/// \file Two sittings side by side.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

namespace mutualise::bench
{

/// Figures written by --json. Throws std::runtime_error where there are none.
nlohmann::ordered_json read_result(const std::string& path);

/// The ratio now / before of each figure of interest, and whether the results are the same bytes.
void print_comparison(const nlohmann::ordered_json& before, const nlohmann::ordered_json& now);

} // namespace mutualise::bench
