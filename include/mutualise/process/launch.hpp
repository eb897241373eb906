/// \file Submodel 5.4: how proposals begin and what staff think of them.
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

/// Share of a group's staff who back it: the fixed point of the cascade of thresholds (Granovetter 1978, AJS 83).
/// `thresholds` is sorted in place; 0 for nobody.
double backing_share(std::vector<double>& thresholds);

/// y_i less x_i, the same for all staff of the proposal: what quality, alternatives and takeover risk add to attitudes.
double support_shift(const Lane& lane, const Proposal& proposal);

/// Share of the posts of these units, filled, whose support x_i + shift lies below x_back.
double share_against(const Lane& lane, IdRange<UnitId> units, double shift);

/// 5.4 Holds the ballot: share of staff backing the proposal.
double hold_ballot(const Lane& lane, const Proposal& proposal);

} // namespace mutualise
