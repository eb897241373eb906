/// \file The units an outcome is told in.
#pragma once

#include "mutualise/analysis/outcome.hpp"

namespace mutualise
{

/// As recorded; summed over months what is a month's rate is an amount: "GBP month-1" becomes "GBP".
std::string units_of(const Outcome& outcome);

} // namespace mutualise
