/// \file Submodel 5.7, founding.
#pragma once

#include "mutualise/state/lane.hpp"

namespace mutualise
{

/// The staff leave state control (or their former contractor): a new mutual, live from this month.
MutualId found_mutual(Lane& lane, ProposalId proposal);

} // namespace mutualise
