/// \file What the writer and the reader of a plan agree on.
#pragma once

#include <cstdint>

namespace mutualise::plan_format
{

inline constexpr const char* name = "mutualise plan";
inline constexpr std::int64_t version = 3;

/// What a factor's values are; recorded by number.
enum FactorForm : std::int64_t { plain_numbers, months, level_names };

} // namespace mutualise::plan_format
