/// \file Submodel 5.6, the route to a first contract: a direct award with probability d, or open competition.
///
///     d = d_{s,era} · delta^[the employer was overruled and buys],   at least the strength of a contract preference;
///     1 where the contract is guaranteed or the right brings it; 0 where the right brings a tender
#include "tenders.hpp"

#include "bonds.hpp"
#include "prequalification.hpp"

#include "mutualise/process/mobilisation.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

double direct_chance(const Lane& lane, const Proposal& proposal)
{
    const Unit& unit = first_unit(lane, proposal);
    const LocalPolicy& policy = lane.policy_of(unit);
    if (proposal.guaranteed || proposal.right_contract == right_brings_direct)
        return 1;
    double chance = proposal.right_contract == right_brings_tender ? 0 : policy.plain_direct;
    if (proposal.overridden && !lane.people->service(unit).separate_commissioner)
        chance *= lane.parameters().procurement.overruled_willingness;
    // After delta: a buyer cannot refuse what the preference protects.
    return policy.preference != nullptr ? std::max(chance, policy.preference->strength) : chance;
}

/// What the buyer spends on a contract that a lever brought, on that lever's account (F-158).
void charge_award(Lane& lane, const Proposal& proposal)
{
    const double cost = lane.parameters().trading.direct_award_cost;
    if (proposal.guaranteed)
        charge(lane, LeverKind::deadline, cost);
    else if (proposal.right_contract == right_brings_direct)
        charge(lane, LeverKind::right, cost);
    else if (proposal.under_preference)
        charge(lane, LeverKind::preference, cost);
}

bool awaits_route(const Proposal& proposal)
{
    return proposal.in_hand && proposal.stage == Stage::procurement && proposal.contract == ContractRoute::undecided;
}

void compete(Lane& lane, ProposalId id)
{
    Proposal& proposal = lane.proposals[id.value];
    proposal.contract = ContractRoute::competition;
    if (proposal.right_contract == right_brings_tender)
        charge(lane, LeverKind::right, lane.parameters().trading.tender_cost);
    const OrganisationId buyer = first_unit(lane, proposal).organisation;
    test_staff_group(lane, open_tender(lane, TenderKind::staff_proposal, units_of(proposal), buyer, id));
}

void award_directly(Lane& lane, ProposalId id)
{
    if (!staff_raise_bond(lane, id, lane.parameters().procurement.direct_bond_factor))
        return end_proposal(lane, id, ExitReason::failed_bond);
    settle_direct_award(lane, id);
    begin_mobilisation(lane, id);
}

} // namespace

void settle_direct_award(Lane& lane, ProposalId id)
{
    Proposal& proposal = lane.proposals[id.value];
    proposal.direct_awarded = true;
    proposal.first_contract_price = 1; // of the in-house cost
    proposal.awarded = lane.row;
    charge_award(lane, proposal);
    lane.count(Observable::direct_awards, first_unit(lane, proposal).service.value);
}

void prepare_direct_award(Lane& lane, ProposalId id)
{
    const ProcurementParameters& p = lane.parameters().procurement;
    Proposal& proposal = lane.proposals[id.value];
    proposal.contract = ContractRoute::direct;
    proposal.terms_row = lane.row;
    proposal.lot = value_today(lane, units_of(proposal));
    proposal.stage_ends = lane.row + draw_months(lane, proposal, Purpose::direct_time, p.direct_months, p.direct_shape);
    const ContractPreference* preference = lane.policy_of(first_unit(lane, proposal)).preference;
    if (preference == nullptr)
        return;
    proposal.under_preference = preference->strength > 0;
    proposal.protected_until = proposal.stage_ends + static_cast<int>(preference->protected_months);
}

void test_staff_group(Lane& lane, TenderId id)
{
    const Tender& tender = lane.tenders[id.value];
    if (const std::optional<ExitReason> failed = prequalify_staff(lane, tender.proposal, tender))
        drop_staff_group(lane, id, *failed);
}

void choose_routes(Lane& lane)
{
    const std::size_t proposals = lane.in_hand.size();
    for (std::size_t i = 0; i < proposals; ++i) {
        const ProposalId id = lane.in_hand[i];
        const Proposal& proposal = lane.proposals[id.value];
        if (!awaits_route(proposal))
            continue;
        if (decide(lane, id, Decision::direct_award, Purpose::direct_award, direct_chance(lane, proposal)))
            prepare_direct_award(lane, id);
        else
            compete(lane, id);
    }
}

void make_direct_awards(Lane& lane)
{
    const std::size_t proposals = lane.in_hand.size();
    for (std::size_t i = 0; i < proposals; ++i) {
        const ProposalId id = lane.in_hand[i];
        const Proposal& proposal = lane.proposals[id.value];
        const bool due = proposal.in_hand && proposal.stage == Stage::procurement &&
                         proposal.contract == ContractRoute::direct && lane.row >= proposal.stage_ends;
        if (due)
            award_directly(lane, id);
    }
}

} // namespace mutualise
