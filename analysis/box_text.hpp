/// \file Goals and boxes in words, as sentences and the result file both give them.
#pragma once

#include "mutualise/analysis/discovery.hpp"

namespace mutualise
{

/// Lowest and highest value that a box keeps of an ordered dimension; empty where there is no limit.
struct KeptLimits {
    std::string low, high;
};
KeptLimits kept_limits(const PrimDimension& dimension, const std::vector<bool>& kept);

/// The levels that a box keeps: "bold or wild"; "not mild" where all of several but one are kept.
std::string levels_text(const PrimDimension& dimension, const std::vector<bool>& kept);

/// "a, b and c", with " and " before the last.
std::string enumeration(const std::vector<std::string>& words, const char* before_last);

/// All goals of a question.
std::string goals_text(const Question& question);

} // namespace mutualise
