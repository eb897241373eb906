/// \file A scenario under a lever, and under the same made more generous.
#pragma once

#include "sanity/finding.hpp"

#include <cstdint>
#include <vector>

namespace mutualise::testing
{

struct LeverPair {
    std::size_t kind = 0; ///< in the order of `ladder_names`
    ScenarioPair pair;
};

/// The scenario, and the same with those levers of one kind more generous in every respect that has a generous side,
/// dates and scope as they are; where there was none, with one. Both hold what the kind acts on: for bond exemption,
/// PQQ proportionality and support much reaches procurement, for bond exemption bonds are asked of all who come there,
/// for a deadline there is one.
ScenarioPair lever_pair(std::uint32_t number, const Scenario& base, std::size_t kind);

/// The pairs of all kinds; a lever that is as generous as can be has none.
std::vector<LeverPair> lever_pairs(std::uint32_t number, const Scenario& base);

} // namespace mutualise::testing
