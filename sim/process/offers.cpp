/// \file Submodel 5.6, what each bidder's cost and quality are. Drawn by tender and bidder, so that a rival who enters
/// or leaves changes nobody else's.
#include "offers.hpp"

#include "bids.hpp"
#include "bonds.hpp"
#include "tenders.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

double staff_attitude(const Lane& lane, const Proposal& proposal)
{
    double attitudes = 0, posts = 0;
    for (const UnitId u : proposal.units) {
        const double filled = lane.crowd->filled[lane.crowd->at(u, lane.column)];
        attitudes += filled * lane.crowd->mean_attitude(u, lane.column);
        posts += filled;
    }
    return posts > 0 ? attitudes / posts : 0.5; // nobody in post: no motivation either way
}

/// Cost and quality of an average rival, before what is special to its kind.
Offer draw_offer(const Lane& lane, const Tender& tender, Winner kind, std::uint32_t bidder)
{
    const ProcurementParameters& p = lane.parameters().procurement;
    const std::uint32_t who = bidder_key(lane, kind, bidder);
    Stream cost = stream_of(lane, tender, Purpose::bid_cost, who);
    Offer offer;
    offer.kind = kind;
    offer.bidder = bidder;
    offer.cost = cost_law(p).draw(cost);
    const double z = stream_of(lane, tender, Purpose::bid_quality, who).normal();
    offer.quality = std::clamp(0.5 + p.quality_spread * z, 0.0, 1.0);
    offer.tie_luck = stream_of(lane, tender, Purpose::award_tie, who).uniform();
    return offer;
}

Offer offer_of_staff(const Lane& lane, const Tender& tender)
{
    const Proposal& proposal = lane.proposals[tender.proposal.value];
    Offer offer = draw_offer(lane, tender, Winner::staff_group, 0);
    offer.cost =
        employee_led_cost(offer.cost, staff_attitude(lane, proposal), tender.lot, lane.parameters().procurement);
    offer.quality = proposal.quality;
    offer.incumbent = tender.incumbent == OwnerKind::public_body;
    return offer;
}

Offer offer_of_mutual(const Lane& lane, const Tender& tender, MutualId id)
{
    const Mutual& mutual = lane.mutuals[id.value];
    Offer offer = draw_offer(lane, tender, Winner::mutual, id.value);
    offer.cost = employee_led_cost(offer.cost, mutual.motivation, tender.lot, lane.parameters().procurement);
    offer.quality = mutual.quality;
    offer.incumbent = tender.incumbent == OwnerKind::mutual && tender.incumbent_id == id.value;
    return offer;
}

Offer offer_of_contractor(const Lane& lane, const Tender& tender, ContractorId id)
{
    Offer offer = draw_offer(lane, tender, Winner::contractor, id.value);
    offer.cost *= portable::exp(lane.parameters().contractors.cost_spread * lane.people->contractors[id].cost);
    offer.incumbent = tender.incumbent == OwnerKind::contractor && tender.incumbent_id == id.value;
    return offer;
}

} // namespace

std::vector<Offer> collect_offers(Lane& lane, TenderId tender_id)
{
    const Tender& tender = lane.tenders[tender_id.value];
    std::vector<Offer> offers;
    if (tender.proposal.exists())
        offers.push_back(offer_of_staff(lane, tender));
    for (const Bid& bid : tender.bids) {
        if (bid.kind == Winner::mutual) {
            const MutualId id{bid.bidder};
            if (lane.mutuals[id.value].live && mutual_raises_bond(lane, id, tender))
                offers.push_back(offer_of_mutual(lane, tender, id));
        } else if (bid.kind == Winner::contractor) {
            if (contractor_raises_bond(lane, ContractorId{bid.bidder}, tender))
                offers.push_back(offer_of_contractor(lane, tender, ContractorId{bid.bidder}));
        } else {
            offers.push_back(draw_offer(lane, tender, Winner::public_body, bid.bidder));
        }
    }
    return offers;
}

std::size_t best_offer(std::span<const Offer> offers, const ProcurementParameters& p, double margin)
{
    double lowest = offers.front().price;
    for (const Offer& offer : offers)
        lowest = std::min(lowest, offer.price);
    const auto score = [&](const Offer& offer) {
        const bool employee_led = offer.kind == Winner::staff_group || offer.kind == Winner::mutual;
        return p.price_weight * lowest / offer.price + p.quality_weight * offer.quality + (employee_led ? margin : 0) +
               (offer.incumbent ? p.incumbency : 0);
    };
    std::size_t best = 0;
    for (std::size_t i = 1; i < offers.size(); ++i) {
        const double lead = score(offers[i]) - score(offers[best]);
        if (lead > 0 || (lead == 0 && offers[i].tie_luck > offers[best].tie_luck))
            best = i;
    }
    return best;
}

void price_offers(std::vector<Offer>& offers, const ProcurementParameters& p)
{
    std::erase_if(offers, [&](const Offer& offer) { return offer.cost > p.reserve_price; });
    const CostLaw law = cost_law(p);
    for (Offer& offer : offers)
        offer.price = bid_price(offer.cost, law, p.reserve_price, static_cast<int>(offers.size()));
}

} // namespace mutualise
