/// \file Submodel 5.4, the ballot: what staff think of a proposal, and how many back it.
#pragma once

#include "mutualise/state/lane.hpp"

#include <vector>

namespace mutualise
{

/// Share of a group's staff who back it: the fixed point of the cascade of thresholds (Granovetter 1978, AJS 83).
/// `thresholds` is sorted in place; 0 for nobody.
double backing_share(std::vector<double>& thresholds);

/// y_i less x_i, the same for all staff of the proposal: what quality, alternatives and takeover risk add to attitudes.
double support_shift(const Lane& lane, const Proposal& proposal);

/// Share of the posts of these units, filled, whose support x_i + shift lies below x_back.
double share_against(const Lane& lane, IdRange<UnitId> units, double shift);

/// Holds the ballot: share of staff backing the proposal.
double hold_ballot(const Lane& lane, const Proposal& proposal);

} // namespace mutualise
