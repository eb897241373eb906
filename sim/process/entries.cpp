/// \file Submodel 5.6, entries: who bids in the tenders noticed since last month.
///
/// Contractors, in an order drawn each month, rank the tenders of their services by expected profit, value x markup / n̄
/// (n̄ the service's mean number of bidders in the last 12 months), and enter while bid teams and working capital last.
/// Public bodies of the service in and next to the region (F-102, F-103) and live mutuals enter by chance; a holder
/// bids again unless it is unable.
#include "tenders.hpp"

#include "prequalification.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace mutualise
{

namespace
{

bool has_capacity(const Lane& lane, ContractorId id, double added_value)
{
    const ContractorState& state = lane.contractors[id];
    // At a small scale a contractor keeps one team: fractions of a team cannot bid.
    const bool team_free = state.bids + 1 <= std::max(1.0, state.bid_teams);
    const double tied_up = lane.parameters().contractors.capital_share * (state.revenue + state.pending + added_value);
    return team_free && tied_up <= state.working_capital;
}

/// `added_value`: annual value beyond what the contractor holds already [GBP].
void enter_contractor(Lane& lane, TenderId id, ContractorId bidder, double added_value)
{
    Tender& tender = lane.tenders[id.value];
    if (!has_capacity(lane, bidder, added_value) || !prequalify_contractor(lane, bidder, tender))
        return;
    ContractorState& state = lane.contractors[bidder];
    ++state.bids;
    state.pending += added_value;
    tender.bids.push_back({Winner::contractor, bidder.value, added_value});
}

void enter_incumbent(Lane& lane, TenderId id)
{
    Tender& tender = lane.tenders[id.value];
    if (tender.kind != TenderKind::contract_end)
        return;
    if (tender.incumbent == OwnerKind::mutual) {
        const MutualId mutual{tender.incumbent_id};
        if (lane.mutuals[mutual.value].live && prequalify_mutual(lane, mutual, tender))
            tender.bids.push_back({Winner::mutual, mutual.value});
    } else if (tender.incumbent == OwnerKind::contractor) {
        const OutsourcedContract* contract = contract_tendered(lane, id);
        const double held = contract != nullptr ? contract->value : 0;
        enter_contractor(lane, id, ContractorId{tender.incumbent_id}, std::max(0.0, tender.lot - held));
    }
}

std::vector<ContractorId> contractors_in_order(const Lane& lane)
{
    std::vector<std::pair<double, ContractorId>> drawn;
    const auto month = static_cast<std::uint32_t>(lane.month.value);
    for (const ContractorId c : lane.people->contractors.ids())
        drawn.emplace_back(uniform(lane.key, Purpose::contractor_order, c.value, month), c);
    std::sort(drawn.begin(), drawn.end());
    std::vector<ContractorId> order;
    for (const auto& [luck, c] : drawn)
        order.push_back(c);
    return order;
}

/// Tenders of the contractor's services that it may enter, the most profitable first.
std::vector<TenderId> prospects(const Lane& lane, ContractorId c, const std::vector<TenderId>& noticed)
{
    const double markup = lane.parameters().procurement.expected_markup;
    std::vector<std::pair<double, TenderId>> ranked;
    for (const TenderId id : noticed) {
        const Tender& tender = lane.tenders[id.value];
        const bool offered = lane.people->contractors[c].offers(tender.service);
        const bool holder = tender.incumbent == OwnerKind::contractor && tender.incumbent_id == c.value;
        if (offered && !holder && !is_reserved(lane, tender))
            ranked.emplace_back(tender.value * markup / lane.bidders_recent[tender.service.value], id);
    }
    std::sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) {
        return a.first > b.first || (a.first == b.first && a.second < b.second);
    });
    std::vector<TenderId> ids;
    for (const auto& [profit, id] : ranked)
        ids.push_back(id);
    return ids;
}

/// Branches lie service by service, and within a service region by region.
std::span<const Branch> branches_of(const Population& people, ServiceId service, RegionId region)
{
    const auto place = [](const Branch& branch) { return std::pair{branch.service, branch.region}; };
    const std::pair here{service, region};
    const auto first = std::ranges::lower_bound(people.branches, here, {}, place);
    return {first, std::ranges::upper_bound(people.branches, here, {}, place)};
}

bool is_party(const Lane& lane, const Tender& tender, OrganisationId body)
{
    return body == tender.buyer || std::any_of(tender.units.begin(), tender.units.end(),
                                               [&](UnitId u) { return lane.people->units[u].organisation == body; });
}

/// Bodies of the service in one region; of a thinned population fewer are near, each with a larger chance.
void enter_public_bodies_of(Lane& lane, Tender& tender, RegionId region)
{
    const double chance = lane.parameters().procurement.public_body_chance / lane.people->settings.scale;
    for (const Branch& branch : branches_of(*lane.people, tender.service, region)) {
        const OrganisationId body = branch.organisation;
        const std::uint32_t who = bidder_key(lane, Winner::public_body, body.value);
        const bool enters = stream_of(lane, tender, Purpose::public_body_entry, who).uniform() < chance;
        if (enters && !is_party(lane, tender, body))
            tender.bids.push_back({Winner::public_body, body.value});
    }
}

void enter_public_bodies(Lane& lane, TenderId id)
{
    Tender& tender = lane.tenders[id.value];
    if (is_reserved(lane, tender))
        return;
    enter_public_bodies_of(lane, tender, tender.region);
    for (const RegionId neighbour : (*lane.people->data)[tender.region].neighbours)
        enter_public_bodies_of(lane, tender, neighbour);
}

void enter_mutuals(Lane& lane, TenderId id)
{
    Tender& tender = lane.tenders[id.value];
    for (std::uint32_t m = 0; m < lane.mutuals.size(); ++m) {
        const Mutual& mutual = lane.mutuals[m];
        const bool holder = tender.incumbent == OwnerKind::mutual && tender.incumbent_id == m;
        if (!mutual.live || holder || mutual.service != tender.service || mutual.region != tender.region)
            continue;
        const double luck =
            stream_of(lane, tender, Purpose::mutual_entry, bidder_key(lane, Winner::mutual, m)).uniform();
        if (luck < lane.parameters().procurement.mutual_chance && prequalify_mutual(lane, MutualId{m}, tender))
            tender.bids.push_back({Winner::mutual, m});
    }
}

} // namespace

void take_entries(Lane& lane)
{
    std::vector<TenderId> noticed;
    for (const TenderId id : lane.open_tenders)
        if (!lane.tenders[id.value].entries_taken)
            noticed.push_back(id);
    if (noticed.empty())
        return;
    for (const TenderId id : noticed)
        enter_incumbent(lane, id);
    for (const ContractorId c : contractors_in_order(lane))
        for (const TenderId id : prospects(lane, c, noticed))
            enter_contractor(lane, id, c, lane.tenders[id.value].lot);
    for (const TenderId id : noticed) {
        enter_public_bodies(lane, id);
        enter_mutuals(lane, id);
        lane.tenders[id.value].entries_taken = true;
    }
}

} // namespace mutualise
