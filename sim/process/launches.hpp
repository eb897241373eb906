/// \file The parts of submodel 5.4, called in this order by make_proposals.
#pragma once

#include "mutualise/state/lane.hpp"

namespace mutualise
{

void launch_new_proposals(Lane& lane);
void support_proposals(Lane& lane); ///< applications to a support programme
void conclude_building(Lane& lane); ///< abandonment, and ballots of finished cases

} // namespace mutualise
