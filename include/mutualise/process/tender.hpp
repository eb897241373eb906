/// \file Submodel 5.6: tenders, from the notice to the award.
#pragma once

#include "mutualise/state/lane.hpp"

#include <vector>

namespace mutualise
{

/// A notice for these units (of one service and region), to be awarded after a Gamma time. `proposal` is the staff
/// group that bids, if any. Marks the units' `tender`, counts `tenders_opened`.
TenderId open_tender(Lane& lane, TenderKind kind, std::vector<UnitId> units, OrganisationId buyer, ProposalId proposal);

} // namespace mutualise
