/// \file Limits with a known answer that hold under any parameters: a rate of zero, and what must then not happen.
#pragma once

#include "mutualise/scenario/scenario.hpp"
#include "mutualise/state/trajectory.hpp"

#include <functional>
#include <string>
#include <vector>

namespace mutualise::testing
{

struct Limit {
    std::string name;
    std::function<void(Scenario&)> at_zero;
    /// How many of the things that must not happen did, in the whole run.
    std::function<double(const Trajectory&)> happened;
};

const std::vector<Limit>& limits();

/// No champions, no sponsors, no answers to notices and no deadlines: in a population where nobody stands at the start,
/// nothing happens.
const Limit& nothing_happens();

} // namespace mutualise::testing
