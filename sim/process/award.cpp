/// \file Submodel 5.6, award: a tender closes, its offers are priced, and the units go to whoever wins.
#include "bonds.hpp"
#include "offers.hpp"
#include "tenders.hpp"

#include "mutualise/process/mobilisation.hpp"
#include "mutualise/process/transfer.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// 36 to 60 months, evenly (assumed).
int draw_term(const Lane& lane, const Tender& tender)
{
    return 36 + static_cast<int>(stream_of(lane, tender, Purpose::contract_term).below(25));
}

const ContractPreference* preference_of(const Lane& lane, const Tender& tender)
{
    return terms_of(lane, lane.scenario->levers.preference, tender.opened, tender.service, tender.region);
}

double score_margin(const Lane& lane, const Tender& tender)
{
    const ContractPreference* preference = preference_of(lane, tender);
    return preference != nullptr ? preference->score_margin : 0;
}

void count_award(Lane& lane, const Tender& tender, Winner kind, double price)
{
    lane.count(Observable::awards, tender.service.value, static_cast<std::size_t>(kind));
    lane.count(Observable::award_price, tender.service.value, 0, price); // a sum until the month is recorded
}

void award_to_staff(Lane& lane, TenderId id, double price)
{
    const ProposalId proposal_id = lane.tenders[id.value].proposal;
    clear_tender(lane, id);
    const Tender& tender = lane.tenders[id.value];
    Proposal& proposal = lane.proposals[proposal_id.value];
    proposal.awarded = lane.row;
    proposal.first_contract_price = price;
    if (const ContractPreference* preference = preference_of(lane, tender))
        proposal.protected_until = lane.row + static_cast<int>(preference->protected_months);
    count_award(lane, tender, Winner::staff_group, price);
    log_test(lane, proposal_id, Decision::award, true);
    begin_mobilisation(lane, proposal_id);
}

/// The holder of a contract keeps its units under a new one.
void award_to_incumbent(Lane& lane, TenderId id, double price, int term)
{
    const Tender& tender = lane.tenders[id.value];
    if (tender.incumbent == OwnerKind::mutual)
        return renew_contract(lane, MutualId{tender.incumbent_id}, tender.value, price, term);
    if (OutsourcedContract* contract = contract_tendered(lane, id)) {
        contract->value = tender.value;
        contract->price_ratio = price;
        contract->ends = std::max(contract->ends, lane.row) + term;
    }
}

void hand_over(Lane& lane, const Tender& tender, const Offer& winner, int term)
{
    const std::vector<UnitId> units = tender.units;
    const double value = tender.value;
    if (winner.kind == Winner::contractor)
        give_to_contractor(lane, units, ContractorId{winner.bidder}, value, winner.price, term);
    else if (winner.kind == Winner::mutual)
        give_to_mutual(lane, units, MutualId{winner.bidder}, value, winner.price);
    else
        give_to_public(lane, units, true);
}

void award_to_rival(Lane& lane, TenderId id, const Offer& winner)
{
    const Tender& tender = lane.tenders[id.value];
    const ProposalId outbid = tender.proposal;
    const int term = draw_term(lane, tender);
    count_award(lane, tender, winner.kind, winner.price);
    const bool keeps = winner.incumbent && winner.kind != Winner::staff_group;
    if (keeps)
        award_to_incumbent(lane, id, winner.price, term);
    clear_tender(lane, id);
    if (keeps)
        return;
    if (outbid.exists()) {
        log_test(lane, outbid, Decision::award, false, bidder_key(lane, winner.kind, winner.bidder));
        end_proposal(lane, outbid, ExitReason::outbid);
    }
    hand_over(lane, lane.tenders[id.value], winner, term);
}

/// Nobody is left under the reserve price: what was held by contract returns to the public body.
void close_without_bidders(Lane& lane, TenderId id)
{
    const ProposalId proposal = lane.tenders[id.value].proposal;
    abandon_tender(lane, id);
    if (proposal.exists())
        end_proposal(lane, proposal, ExitReason::tender_abandoned);
    const std::vector<UnitId> units = lane.tenders[id.value].units;
    if (lane.tenders[id.value].kind == TenderKind::contract_end)
        give_to_public(lane, units, false);
}

/// A staff group without its bond is out, with its tender if that was opened for it. False where the tender is over.
bool staff_bond_stands(Lane& lane, TenderId id)
{
    const Tender& tender = lane.tenders[id.value];
    const ProposalId proposal = tender.proposal;
    if (!proposal.exists() || staff_raise_bond(lane, proposal, 1))
        return true;
    drop_staff_group(lane, id, ExitReason::failed_bond);
    return lane.tenders[id.value].open;
}

void close_tender(Lane& lane, TenderId id)
{
    if (!staff_bond_stands(lane, id))
        return;
    const ProcurementParameters& p = lane.parameters().procurement;
    std::vector<Offer> offers = collect_offers(lane, id);
    price_offers(offers, p);
    const Tender& tender = lane.tenders[id.value];
    const std::size_t service = tender.service.value;
    lane.count(Observable::bidders, service, 0, static_cast<double>(offers.size()));
    auto& window = lane.bidders_window[service * 12 + static_cast<std::size_t>(lane.row % 12)];
    window[0] += static_cast<std::uint32_t>(offers.size());
    ++window[1];

    // A barrier switched off by `[diagnostic] remove`: the staff win at their price, at most the reserve price.
    const auto staff = std::find_if(offers.begin(), offers.end(),
                                    [](const Offer& offer) { return offer.kind == Winner::staff_group; });
    const ExitReason barrier = offers.empty() ? ExitReason::tender_abandoned : ExitReason::outbid;
    if (tender.proposal.exists() && lane.removed(barrier))
        return award_to_staff(lane, id, staff != offers.end() ? staff->price : p.reserve_price);
    if (offers.empty())
        return close_without_bidders(lane, id);
    const Offer& winner = offers[best_offer(offers, p, score_margin(lane, tender))];
    if (winner.kind == Winner::staff_group)
        return award_to_staff(lane, id, winner.price);
    award_to_rival(lane, id, winner);
}

} // namespace

void award_tenders(Lane& lane)
{
    const std::vector<TenderId> open = lane.open_tenders;
    for (const TenderId id : open)
        if (lane.tenders[id.value].closes <= lane.row)
            close_tender(lane, id);
}

} // namespace mutualise
