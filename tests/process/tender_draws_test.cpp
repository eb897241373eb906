// Submodel 5.6: every draw of a tender is its own, by unit, kind, attempt and bidder: held against its key as
// docs/model.md says it.
#include "../../sim/process/bonds.hpp"
#include "../../sim/process/offers.hpp"
#include "../../sim/process/prequalification.hpp"
#include "process/draws.hpp"
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

TenderId notice(Market& market, TenderKind kind, UnitId u)
{
    return open_tender(market.lane, kind, {u}, OrganisationId{u.value}, ProposalId::none());
}

/// Of each unit a staff group's tender, of attempt 0, 1 or 2, two ordinary ones, and one at a contract's end.
void notice_all_kinds(Market& market)
{
    for (const UnitId u : market.people.units.ids()) {
        market.lane.units[u].attempts = static_cast<std::uint16_t>(u.value % 3);
        const ProposalId staff = market.approve(u);
        open_tender(market.lane, TenderKind::staff_proposal, {u}, OrganisationId{u.value}, staff);
        notice(market, TenderKind::outsourcing, u);
        notice(market, TenderKind::outsourcing, u);
        notice(market, TenderKind::contract_end, u);
    }
}

} // namespace

TEST_CASE("a tender's lot, its months to the award and whether it asks for a record have draws of their own")
{
    Market market({.branches = 40}, 0);
    market.procurement().bundle_chance = market.procurement().track_record_chance = 0.5;
    market.procurement().bundle_mean = 2;
    market.procurement().bundle_spread = 0.6;
    market.procurement().competition_months = 8;
    market.procurement().competition_shape = 4;
    notice_all_kinds(market);
    CHECK(market.lane.tenders.size() == 160);
    for (const Tender& tender : market.lane.tenders) {
        Stream bundle = tender_draw(market.lane, tender, Purpose::bundle);
        const bool bundled = bundle.uniform() < 0.5;
        const double multiple = 2 * std::exp(0.6 * bundle.normal() - 0.18); // of mean 2
        CHECK(tender.lot == Approx(228'000 * (bundled ? std::max(1.0, multiple) : 1)).epsilon(1e-12));
        CHECK(tender.closes == 1 + gamma_months(tender_draw(market.lane, tender, Purpose::tender_time), 8, 4));
        CHECK(requirements_of(market.lane, tender).track_record ==
              (tender_draw(market.lane, tender, Purpose::track_record).uniform() < 0.5));
    }
}

TEST_CASE("a unit's tenders are numbered by kind: its staff's by their attempt, the others as they come")
{
    Market market({.branches = 3}, 0);
    notice_all_kinds(market);
    for (std::uint32_t u = 0; u < 3; ++u) {
        CHECK(market.lane.tenders[4 * u].attempt == u);
        for (std::uint32_t other = 0; other < 3; ++other)
            CHECK(market.lane.tenders[4 * u + 1 + other].attempt == other);
    }
}

TEST_CASE("a bond is asked of all bidders of a tender or of none, and each has a bank of its own")
{
    Market market({.branches = 64}, 1);
    market.procurement().bond_share = 0.1;
    market.procurement().bond_base = market.procurement().bond_value_weight = 0; // every other tender
    market.procurement().bank_chance = 0.5;
    const MutualId rival = found_mutual(market.lane, market.approve(UnitId{5}));
    market.lane.mutuals[0].reserves = 1;
    market.people.contractors[ContractorId{0}].working_capital = 0;
    for (std::uint32_t u = 6; u < 64; ++u) {
        const Tender& tender = market.lane.tenders[notice(market, TenderKind::outsourcing, UnitId{u}).value];
        const bool asked = tender_draw(market.lane, tender, Purpose::bond_demand).uniform() < 0.5;
        const auto lends = [&](std::uint32_t who) {
            return tender_draw(market.lane, tender, Purpose::bond_bank, who).uniform() < 0.5;
        };
        CHECK(mutual_raises_bond(market.lane, rival, tender) == (!asked || lends(bidder(Winner::mutual, 5))));
        CHECK(contractor_raises_bond(market.lane, ContractorId{0}, tender) ==
              (!asked || lends(bidder(Winner::contractor, 0))));
    }
}

TEST_CASE("each bidder's cost, quality and luck in a tie are drawn for each tender and bidder")
{
    Market market({.branches = 4}, 3);
    market.procurement().cost_ratio = 0.93;
    market.procurement().cost_spread = market.procurement().quality_spread = 0.1;
    found_mutual(market.lane, market.approve(UnitId{1}));
    for (const UnitId u : {UnitId{2}, UnitId{3}}) {
        const ProposalId staff = market.approve(u);
        const TenderId id = open_tender(market.lane, TenderKind::staff_proposal, {u}, OrganisationId{u.value}, staff);
        Tender& tender = market.lane.tenders[id.value];
        for (const std::uint32_t number : {0U, 1U, 2U}) {
            tender.bids.push_back({Winner::contractor, number, 0});
            tender.bids.push_back({Winner::public_body, number, 0});
        }
        tender.bids.push_back({Winner::mutual, 0, 0});
        const std::vector<Offer> offers = collect_offers(market.lane, id);
        REQUIRE(offers.size() == 8);
        for (const Offer& offer : offers) {
            const bool mutual = offer.kind == Winner::mutual; // keyed by its first unit
            const std::uint32_t who = bidder(offer.kind, mutual ? 1 : offer.bidder);
            Stream cost = tender_draw(market.lane, tender, Purpose::bid_cost, who);
            CHECK(offer.cost == Approx(0.93 * std::exp(0.1 * cost.normal())).epsilon(1e-12));
            CHECK(offer.tie_luck == tender_draw(market.lane, tender, Purpose::award_tie, who).uniform());
            if (mutual || offer.kind == Winner::staff_group)
                continue; // their quality is no draw
            const double z = tender_draw(market.lane, tender, Purpose::bid_quality, who).normal();
            CHECK(offer.quality == Approx(std::clamp(0.5 + 0.1 * z, 0.0, 1.0)).epsilon(1e-12));
        }
    }
}

TEST_CASE("a contractor's term is drawn once a tender, from the month of the award on")
{
    Market market({.branches = 20}, 2);
    for (const UnitId u : market.people.units.ids())
        notice(market, TenderKind::outsourcing, u);
    market.run_months(4);
    CHECK(market.lane.outsourced.size() > 10);
    for (const OutsourcedContract& contract : market.lane.outsourced) {
        const Tender& tender = market.lane.tenders[contract.units.front().value]; // a tender a unit, in order
        const auto more = static_cast<int>(tender_draw(market.lane, tender, Purpose::contract_term).below(25));
        CHECK(contract.ends == tender.closes + 36 + more);
    }
}
