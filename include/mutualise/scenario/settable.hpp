/// \file Every key that can be set in a scenario as it stands, with what it takes and what it holds.
#pragma once

#include "mutualise/scenario/scenario.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace mutualise
{

/// Which values a key takes.
enum class SettableKind { number, whole, truth, choice, month, names };

/// One key, what it takes, and what the scenario holds there.
struct Settable {
    std::string path; ///< such as `lever.right.strength`
    SettableKind kind = SettableKind::number;
    double lower = 0, upper = 1; ///< closed range of a number
    std::string_view unit;
    std::string_view meaning;
    std::vector<std::string_view> choices = {}; ///< of a choice
    bool may_be_never = false;                  ///< of a month
    double value = 0; ///< a number, a month's count, 0 or 1, the position of a choice; NaN for names
};

/// The keys of the horizon, the population, the parameters, and of the levers and cases that the scenario has.
std::vector<Settable> settable_keys(const Scenario& scenario);

} // namespace mutualise
