/// \file Submodel 5.6, how a tender leaves the market. Every tender opened is cleared once: awarded or abandoned.
#include "tenders.hpp"

#include <algorithm>
#include <cassert>

namespace mutualise
{

namespace
{

/// Its units are still marked by it (every change of owner unmarks them) and its staff group still stands.
bool still_stands(const Lane& lane, TenderId id)
{
    const Tender& tender = lane.tenders[id.value];
    const bool staff = !tender.proposal.exists() || lane.proposals[tender.proposal.value].in_hand;
    return staff &&
           std::all_of(tender.units.begin(), tender.units.end(), [&](UnitId u) { return lane.units[u].tender == id; });
}

void release_bids(Lane& lane, Tender& tender)
{
    for (const Bid& bid : tender.bids) {
        if (bid.kind != Winner::contractor)
            continue;
        ContractorState& contractor = lane.contractors[ContractorId{bid.bidder}];
        --contractor.bids;
        contractor.pending =
            contractor.bids == 0 ? 0 : contractor.pending - bid.reserved_capital; // no residue of rounding
    }
    tender.bids.clear();
}

} // namespace

void clear_tender(Lane& lane, TenderId id)
{
    Tender& tender = lane.tenders[id.value];
    assert(tender.open);
    tender.open = false;
    release_bids(lane, tender);
    for (const UnitId u : tender.units)
        if (lane.units[u].tender == id)
            lane.units[u].tender = TenderId::none();
    if (tender.proposal.exists())
        lane.proposals[tender.proposal.value].tender = TenderId::none();
    if (tender.incumbent == OwnerKind::mutual && lane.mutuals[tender.incumbent_id].tender == id)
        lane.mutuals[tender.incumbent_id].tender = TenderId::none();
    if (tender.incumbent == OwnerKind::contractor)
        if (OutsourcedContract* contract = contract_tendered(lane, id))
            contract->tender = TenderId::none();
    std::erase(lane.open_tenders, id);
    lane.count(Observable::tenders_cleared, tender.service.value, static_cast<std::size_t>(tender.kind));
}

void abandon_tender(Lane& lane, TenderId id)
{
    clear_tender(lane, id);
    const Tender& tender = lane.tenders[id.value];
    lane.count(Observable::tenders_abandoned, tender.service.value, static_cast<std::size_t>(tender.kind));
}

void drop_staff_group(Lane& lane, TenderId id, ExitReason reason)
{
    const ProposalId proposal = lane.tenders[id.value].proposal;
    if (lane.tenders[id.value].kind == TenderKind::staff_proposal)
        abandon_tender(lane, id); // the notice was for them
    lane.proposals[proposal.value].tender = TenderId::none();
    lane.tenders[id.value].proposal = ProposalId::none();
    end_proposal(lane, proposal, reason);
}

void withdraw_overtaken_tenders(Lane& lane)
{
    const std::vector<TenderId> open = lane.open_tenders;
    for (const TenderId id : open) {
        Tender& tender = lane.tenders[id.value];
        if (tender.kind == TenderKind::outsourcing && tender.proposal.exists() &&
            !lane.proposals[tender.proposal.value].in_hand)
            tender.proposal = ProposalId::none(); // an ordinary tender goes on without the staff
        if (!still_stands(lane, id))
            abandon_tender(lane, id);
    }
}

} // namespace mutualise
