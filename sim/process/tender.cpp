/// \file Submodel 5.6, the notice of a tender: what it is worth, how large its lot, when it will be awarded.
#include "tenders.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <cassert>

namespace mutualise
{

namespace
{

std::uint32_t step_of(const Tender& tender) { return static_cast<std::uint32_t>(tender.kind) << 16 | tender.attempt; }

/// Sometimes larger than what is tendered of ours: a lognormal multiple of mean `bundle_mean`, at least 1 (F-109).
double draw_lot(const Lane& lane, const Tender& tender)
{
    const ProcurementParameters& p = lane.parameters().procurement;
    Stream stream = stream_of(lane, tender, Purpose::bundle);
    if (stream.uniform() >= p.bundle_chance)
        return tender.value;
    const double multiple =
        p.bundle_mean * portable::exp(p.bundle_spread * stream.normal() - p.bundle_spread * p.bundle_spread / 2);
    return tender.value * std::max(1.0, multiple);
}

int draw_months_to_award(const Lane& lane, const Tender& tender)
{
    const ProcurementParameters& p = lane.parameters().procurement;
    return whole_months(stream_of(lane, tender, Purpose::tender_time), p.competition_months, p.competition_shape);
}

} // namespace

Stream stream_of(const Lane& lane, const Tender& tender, Purpose purpose, std::uint32_t counterpart)
{
    return {lane.key, purpose, tender.key, step_of(tender), counterpart};
}

std::uint32_t bidder_key(const Lane& lane, Winner kind, std::uint32_t bidder)
{
    std::uint32_t who = bidder;
    if (kind == Winner::mutual)
        who = lane.mutuals[bidder].key;
    else if (kind == Winner::public_body)
        who = lane.people->organisations[OrganisationId{bidder}].stable;
    else if (kind == Winner::staff_group)
        who = 0; // at most one in a tender
    assert(who < 1U << 22);
    return static_cast<std::uint32_t>(kind) << 22 | who;
}

double value_today(const Lane& lane, std::span<const UnitId> units)
{
    const double elasticity = lane.parameters().austerity.contract_elasticity;
    double value = 0;
    for (const UnitId u : units) {
        const Unit& unit = lane.people->units[u];
        value += unit.annual_value * portable::pow(lane.budget[unit.branch], elasticity);
    }
    return value;
}

std::vector<UnitId> units_of(const Proposal& proposal)
{
    std::vector<UnitId> units;
    for (const UnitId u : proposal.units)
        units.push_back(u);
    return units;
}

bool is_reserved(const Lane& lane, const Tender& tender)
{
    const auto* preference =
        terms_of(lane, lane.scenario->levers.preference, tender.opened, tender.service, tender.region);
    return tender.proposal.exists() && preference != nullptr && preference->reserved;
}

TenderId open_tender(Lane& lane, TenderKind kind, std::vector<UnitId> units, OrganisationId buyer, ProposalId proposal)
{
    const TenderId id{static_cast<std::uint32_t>(lane.tenders.size())};
    const UnitId first = units.front();
    const Unit& unit = lane.people->units[first];
    Tender tender;
    tender.kind = kind;
    tender.service = unit.service;
    tender.region = unit.region;
    tender.buyer = buyer;
    tender.opened = lane.row;
    tender.proposal = proposal;
    tender.key = unit.stable;
    tender.attempt =
        kind == TenderKind::staff_proposal ? lane.proposals[proposal.value].attempt : lane.units[first].tenders++;
    tender.incumbent = lane.units[first].owner;
    tender.incumbent_id = lane.units[first].owner_id;
    tender.value = value_today(lane, units);
    tender.lot = draw_lot(lane, tender);
    tender.closes = lane.row + draw_months_to_award(lane, tender);
    for (const UnitId u : units)
        lane.units[u].tender = id;
    if (kind == TenderKind::contract_end && tender.incumbent == OwnerKind::mutual)
        lane.mutuals[tender.incumbent_id].tender = id;
    tender.units = std::move(units);
    lane.count(Observable::tenders_opened, tender.service.value, static_cast<std::size_t>(kind));
    lane.tenders.push_back(std::move(tender));
    lane.open_tenders.push_back(id);
    if (proposal.exists())
        join_tender(lane, proposal, id);
    return id;
}

void join_tender(Lane& lane, ProposalId proposal_id, TenderId id)
{
    Tender& tender = lane.tenders[id.value];
    Proposal& proposal = lane.proposals[proposal_id.value];
    tender.proposal = proposal_id;
    proposal.tender = id;
    proposal.terms_row = tender.opened;
    proposal.lot = tender.lot;
}

OutsourcedContract* contract_tendered(Lane& lane, TenderId id)
{
    const auto found =
        std::find_if(lane.outsourced.begin(), lane.outsourced.end(),
                     [&](const OutsourcedContract& contract) { return contract.live && contract.tender == id; });
    return found == lane.outsourced.end() ? nullptr : &*found;
}

} // namespace mutualise
