/// \file Submodel 5.4: how proposals begin.
#pragma once

#include "mutualise/state/lane.hpp"

namespace mutualise
{

/// Launches a proposal of these units: counts it by route, sets its cohort where a request window or a pathfinder says
/// so, and draws its building time. A responsive bid goes straight to `procurement`.
ProposalId launch_proposal(Lane& lane, IdRange<UnitId> units, Route route, Cohort cohort);

/// Free to propose: public, nothing in hand, no tender out, out of its cooling-off, and eligible under the month's
/// policy.
bool may_propose(const Lane& lane, UnitId unit);

/// P_u, the perceived chance to get past `levels` managers and to a contract (model 5.4).
double perceived_chance(double believed_veto, double right, int levels, double direct, double believed_win);

} // namespace mutualise
