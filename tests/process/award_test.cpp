/// \file Who wins: the score by hand, the margin, ties, and contracts that end.
#include "../../sim/process/offers.hpp"
#include "process/draws.hpp"
#include "process/market.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

Offer offer(Winner kind, double price, double quality, bool incumbent = false, double tie_luck = 0)
{
    Offer o;
    o.kind = kind;
    o.price = price;
    o.quality = quality;
    o.incumbent = incumbent;
    o.tie_luck = tie_luck;
    return o;
}

} // namespace

TEST_CASE("price, quality, margin and incumbency add up to the score")
{
    ProcurementParameters p;
    p.price_weight = 0.6;
    p.quality_weight = 0.4;
    p.incumbency = 0.1;
    // 0.6 + 0.4 x 0.5 = 0.8 against 0.6 x 0.9 + 0.4 x 0.6 = 0.78: the margin decides from 0.02 on.
    std::vector<Offer> offers{offer(Winner::contractor, 0.9, 0.5), offer(Winner::staff_group, 1.0, 0.6)};
    CHECK(best_offer(offers, p, 0.019) == 0);
    CHECK(best_offer(offers, p, 0.021) == 1);
    offers[1].incumbent = true; // + 0.1
    CHECK(best_offer(offers, p, 0) == 1);
    offers[0].kind = Winner::mutual;
    offers[1].kind = Winner::public_body;
    CHECK(best_offer(offers, p, 0.2) == 0);
}

TEST_CASE("ties go to the keyed draw")
{
    const ProcurementParameters p;
    const std::vector<Offer> offers{offer(Winner::contractor, 1, 0.5, false, 0.3),
                                    offer(Winner::contractor, 1, 0.5, false, 0.8),
                                    offer(Winner::contractor, 1, 0.5, false, 0.5)};
    CHECK(best_offer(offers, p, 0) == 1);
}

TEST_CASE("a margin large enough always wins for the staff")
{
    Market market({.branches = 300}, 5);
    market.procurement().quality_weight = 0.4;
    market.procurement().reserve_price = 3; // so that nobody is priced out
    market.scenario.levers.preference.push_back({});
    market.scenario.levers.preference[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.preference[0].score_margin = 1; // above every score: price and quality weights sum to 1
    market.approve_all();
    market.run_months(4);
    CHECK(market.awards(Winner::staff_group) == 300);
}

TEST_CASE("the outbid staff go with their unit to the winner, for 36 to 60 months")
{
    Market market({.branches = 60}, 6);
    market.procurement().irrecoverable_vat = 0.2; // most staff groups are dearer than the reserve price
    market.approve_all();
    market.run_months(4);
    REQUIRE(market.exits(ExitReason::outbid) > 0);
    CHECK(market.exits(ExitReason::outbid) == market.awards(Winner::contractor));
    CHECK(static_cast<double>(market.lane.outsourced.size()) == market.awards(Winner::contractor));
    for (const OutsourcedContract& contract : market.lane.outsourced) {
        const UnitState& unit = market.lane.units[contract.units.front()];
        CHECK(unit.owner == OwnerKind::contractor);
        CHECK(unit.stage == Stage::outsourced);
        CHECK_FALSE(unit.tender.exists());
        CHECK(contract.value == market.people.units[contract.units.front()].annual_value);
        CHECK(contract.price_ratio <= market.procurement().reserve_price);
        const int term = contract.ends - 2; // noticed in row 1, awarded in row 2
        CHECK((term >= 36 && term <= 60));
    }
}

TEST_CASE("with outbid removed by the diagnostic the staff win whatever they ask, at most the reserve price")
{
    Market market({.branches = 60}, 6);
    market.procurement().irrecoverable_vat = 0.2;
    market.scenario.diagnostic.removed = 1U << static_cast<int>(ExitReason::outbid);
    market.approve_all();
    market.run_months(4);
    CHECK(market.awards(Winner::staff_group) == 60);
    CHECK(market.exits(ExitReason::outbid) == 0);
    for (const Proposal& proposal : market.lane.proposals)
        CHECK(proposal.first_contract_price <= market.procurement().reserve_price);
}

TEST_CASE("with nobody under the reserve price the tender is abandoned and the unit stays public")
{
    Market market({.branches = 20}, 3);
    market.procurement().reserve_price = 0.3; // far below any cost
    market.approve_all();
    market.run_months(4);
    CHECK(market.exits(ExitReason::tender_abandoned) == 20);
    CHECK(market.over_time(Observable::tenders_abandoned) == 20);
    for (const UnitState& unit : market.lane.units) {
        CHECK(unit.stage == Stage::public_body);
        CHECK(unit.owner == OwnerKind::public_body);
    }
}

TEST_CASE("a contractor that wins its contract again keeps the units, one that loses them does not")
{
    Market market({.branches = 100}, 4);
    for (const UnitId u : market.people.units.ids())
        give_to_contractor(market.lane, std::vector{u}, ContractorId{0}, 228'000, 1, 1);
    update_contractors(market.lane);
    CHECK(market.lane.contractors[ContractorId{0}].revenue == 100 * 228'000);
    for (OutsourcedContract& contract : market.lane.outsourced)
        contract.tender =
            open_tender(market.lane, TenderKind::contract_end, contract.units, OrganisationId{0}, ProposalId::none());
    market.run_months(3);
    CHECK(market.awards(Winner::contractor) == 100);
    std::size_t kept = 0, live = 0;
    for (const OutsourcedContract& contract : market.lane.outsourced) {
        live += contract.live ? 1 : 0;
        kept += contract.live && contract.contractor == ContractorId{0} ? 1 : 0;
        CHECK((!contract.live || (contract.ends >= 38 && contract.ends <= 62 && !contract.tender.exists())));
    }
    CHECK(live == 100);
    CHECK(kept > 0);
    CHECK(kept < 100);
    for (const OutsourcedContract& contract : market.lane.outsourced)
        if (contract.live)
            CHECK(market.lane.units[contract.units.front()].owner_id == contract.contractor.value);
}

TEST_CASE("a contract nobody wants returns to the public body")
{
    Market market({.branches = 5}, 1);
    market.procurement().reserve_price = 0.3;
    for (const UnitId u : market.people.units.ids())
        give_to_contractor(market.lane, std::vector{u}, ContractorId{0}, 228'000, 1, 1);
    for (OutsourcedContract& contract : market.lane.outsourced)
        contract.tender =
            open_tender(market.lane, TenderKind::contract_end, contract.units, OrganisationId{0}, ProposalId::none());
    market.run_months(3);
    CHECK(market.over_time(Observable::tenders_abandoned, 2) == 5);
    for (const UnitState& unit : market.lane.units)
        CHECK(unit.owner == OwnerKind::public_body);
    update_contractors(market.lane);
    CHECK(market.lane.contractors[ContractorId{0}].revenue == 0);
}

TEST_CASE("a mutual bids for its own contract again, renewed if it wins and ended if it loses its last unit")
{
    for (const bool strong : {true, false}) {
        Market market({.branches = 1}, 3);
        market.procurement().incumbency = strong ? 1 : 0;
        market.procurement().reserve_price = 3;
        market.procurement().scale_disadvantage = strong ? 0 : 0.2; // 5.5 halvings: dearer by more than a whole value
        const MutualId mutual = found_mutual(market.lane, market.approve(UnitId{0}));
        open_tender(market.lane, TenderKind::contract_end, {UnitId{0}}, OrganisationId{0}, ProposalId::none());
        CHECK(market.lane.mutuals[mutual.value].tender.exists());
        market.run_months(3);
        CHECK(market.lane.mutuals[mutual.value].live == strong);
        CHECK(market.awards(strong ? Winner::mutual : Winner::contractor) == 1);
        CHECK(market.lane.units[UnitId{0}].owner == (strong ? OwnerKind::mutual : OwnerKind::contractor));
        CHECK_FALSE(market.lane.units[UnitId{0}].tender.exists());
        if (strong)
            CHECK(market.lane.mutuals[mutual.value].contract_ends >= 38);
    }
}

TEST_CASE("staff who win under a preference are free from competition for its months from the award on")
{
    Market market({.branches = 10}, 0);
    market.procurement().reserve_price = 3; // so that nobody is priced out
    market.scenario.levers.preference.push_back({});
    market.scenario.levers.preference[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.preference[0].protected_months = 60;
    market.approve_all();
    market.run_months(4);
    for (const Proposal& proposal : market.lane.proposals) {
        CHECK(proposal.stage == Stage::mobilising);
        CHECK(proposal.protected_until == proposal.awarded + 60);
    }
}

TEST_CASE("a contract won again runs its term from its end, or from the award where that is later")
{
    Market market({.branches = 10}, 1);
    market.procurement().reserve_price = 3; // so that nobody is priced out
    for (const UnitId u : market.people.units.ids()) {
        give_to_contractor(market.lane, std::vector{u}, ContractorId{0}, 228'000, 1, u.value % 2 == 0 ? 0 : 50);
        market.lane.outsourced[u.value].tender =
            open_tender(market.lane, TenderKind::contract_end, {u}, OrganisationId{0}, ProposalId::none());
    }
    market.run_months(4);
    for (std::uint32_t u = 0; u < 10; ++u) {
        const Tender& tender = market.lane.tenders[u];
        const auto more = static_cast<int>(tender_draw(market.lane, tender, Purpose::contract_term).below(25));
        CHECK(market.lane.outsourced[u].live);
        CHECK(market.lane.outsourced[u].ends == (u % 2 == 0 ? tender.closes : 51) + 36 + more);
    }
}
