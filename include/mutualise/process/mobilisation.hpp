/// \file Submodel 5.7: how mobilisation begins, and the chance of a legal challenge to a transfer (F-105).
#pragma once

#include "mutualise/state/lane.hpp"

namespace mutualise
{

/// An award or approval is in hand: the proposal enters `mobilising` with its times drawn.
void begin_mobilisation(Lane& lane, ProposalId proposal);

/// `value` annual [GBP]; `union_density` of the service, in [0, 1].
double challenge_chance(const MobilisationParameters& p, double value, bool direct, double union_density);

} // namespace mutualise
