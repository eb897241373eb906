/// \file Bonds: how often, how large, from where.
#include "../../sim/process/bonds.hpp"
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("a bond is demanded more often of larger lots")
{
    ProcurementParameters p;
    p.bond_base = -1;
    p.bond_value_weight = 0.7;
    CHECK(bond_chance(p, 1e6) == Approx(1 / (1 + std::exp(1.0))).epsilon(1e-14));
    CHECK(bond_chance(p, 1e7) == Approx(1 / (1 + std::exp(1 - 0.7 * std::log(10.0)))).epsilon(1e-14));
}

TEST_CASE("an exemption waives its share for groups younger than its months")
{
    ProcurementParameters p;
    p.bond_share = 0.1;
    BondExemption lever;
    lever.months = 36;
    lever.share = 0.75;
    CHECK(bond_after_exemption(p, 1e6, nullptr, 0) == Approx(1e5));
    CHECK(bond_after_exemption(p, 1e6, &lever, 0) == Approx(2.5e4));
    CHECK(bond_after_exemption(p, 1e6, &lever, 35) == Approx(2.5e4));
    CHECK(bond_after_exemption(p, 1e6, &lever, 36) == Approx(1e5));
    lever.share = 1;
    CHECK(bond_after_exemption(p, 1e6, &lever, 0) == 0);
}

namespace
{

/// Always demanded, 10 % of the units' 6 x 38,000 pounds: 22,800.
void demand_always(Market& market)
{
    market.procurement().bond_share = 0.1;
    market.procurement().bond_base = 12;
    market.procurement().bond_value_weight = 0; // demanded but once in 160,000
    REQUIRE(market.people.units[UnitId{0}].annual_value == 228'000);
}

/// Whether the staff group of unit 0 gets past its bond.
bool stands(Market& market, double grant = 0)
{
    const ProposalId id = market.approve(UnitId{0});
    market.proposal(id).grant = grant;
    market.run_months(3);
    CHECK(market.proposal(id).in_hand == (market.exits(ExitReason::failed_bond) == 0));
    return market.proposal(id).stage == Stage::mobilising;
}

} // namespace

TEST_CASE("a staff group without means fails a bond it is asked for, and its tender with it")
{
    Market market({.branches = 1}, 1);
    demand_always(market);
    CHECK_FALSE(stands(market));
    CHECK(market.over_time(Observable::bonds_demanded) == 1);
    CHECK(market.over_time(Observable::bonds_refused) == 1);
    CHECK(market.over_time(Observable::tenders_abandoned) == 1);
    CHECK(market.lane.units[UnitId{0}].stage == Stage::public_body);
    CHECK(market.lane.contractors[ContractorId{0}].bids == 0);
}

TEST_CASE("the bond is found in the grant, with a partner, the host or a bank that sees a balance sheet")
{
    const auto with = [](auto&& change, double grant) {
        Market market({.branches = 1}, 0);
        demand_always(market);
        change(market.procurement());
        return stands(market, grant);
    };
    const auto nothing = [](ProcurementParameters&) {};
    CHECK(with(nothing, 22'801));
    CHECK_FALSE(with(nothing, 22'799));
    CHECK(with([](ProcurementParameters& p) { p.partner_chance = 1; }, 0));
    CHECK(with([](ProcurementParameters& p) { p.host_guarantee_chance = 1; }, 0));
    CHECK_FALSE(with([](ProcurementParameters& p) { p.bank_chance = 1; }, 0)); // no balance sheet to see
    CHECK(with([](ProcurementParameters& p) { p.bank_chance = p.credit_chance = 1; }, 0));
}

TEST_CASE("a full exemption at the notice spares the bond, a later one does not")
{
    Market market({.branches = 1}, 0);
    demand_always(market);
    market.scenario.levers.bond.push_back({});
    market.scenario.levers.bond[0].scope.from = market.scenario.horizon.first;
    CHECK(stands(market));
    CHECK(market.proposal(ProposalId{0}).bond_waived);
    CHECK(market.over_time(Observable::bonds_demanded) == 0);

    Market late({.branches = 1}, 0);
    demand_always(late);
    late.scenario.levers.bond = market.scenario.levers.bond;
    late.scenario.levers.bond[0].scope.from = late.scenario.horizon.first + 1;
    CHECK_FALSE(stands(late));
}

TEST_CASE("with the bond removed by the diagnostic nobody fails it")
{
    Market market({.branches = 1}, 0);
    demand_always(market);
    market.scenario.diagnostic.removed = 1U << static_cast<int>(ExitReason::failed_bond);
    CHECK(stands(market));
    CHECK(market.over_time(Observable::bonds_demanded) == 0);
}

TEST_CASE("a staff group, not founded yet, is younger than an exemption of one month")
{
    Market market({.branches = 1}, 0);
    demand_always(market);
    market.scenario.levers.bond.push_back({});
    market.scenario.levers.bond[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.bond[0].months = 1;
    CHECK(stands(market));
    CHECK(market.over_time(Observable::bonds_demanded) == 0);
}

namespace
{

/// A mutual of unit 0, founded today, and a contractor, both without money, in a tender for unit 1: a bond of 28,500
/// is asked, and no bank lends.
struct Bidders : Market {
    MutualId mutual;
    TenderId tender;

    Bidders() : Market({.branches = 2}, 1)
    {
        procurement().bond_share = 0.125;
        procurement().bond_base = 50; // certainly
        procurement().bond_value_weight = 0;
        mutual = found_mutual(lane, approve(UnitId{0}));
        tender = open_tender(lane, TenderKind::outsourcing, {UnitId{1}}, OrganisationId{1}, ProposalId::none());
        people.contractors[ContractorId{0}].working_capital = 0;
    }
    bool mutual_stands(double reserves)
    {
        lane.mutuals[mutual.value].reserves = reserves;
        return mutual_raises_bond(lane, mutual, lane.tenders[tender.value]);
    }
    bool contractor_stands(double capital)
    {
        people.contractors[ContractorId{0}].working_capital = capital;
        return contractor_raises_bond(lane, ContractorId{0}, lane.tenders[tender.value]);
    }
};

} // namespace

TEST_CASE("a mutual that bids is exempt until it is as old as the exemption's months")
{
    Bidders market;
    market.scenario.levers.bond.push_back({});
    market.scenario.levers.bond[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.bond[0].months = 12;
    const int founded = market.lane.row;
    CHECK(market.mutual_stands(0));
    market.lane.row = founded + 11;
    CHECK(market.mutual_stands(0));
    CHECK(market.over_time(Observable::bonds_demanded) == 0);
    market.lane.row = founded + 12;
    CHECK_FALSE(market.mutual_stands(0));
    CHECK(market.over_time(Observable::bonds_demanded) == 1);
    CHECK(market.over_time(Observable::bonds_refused) == 1);
}

TEST_CASE("a mutual that bids finds its bond in its reserves, or with a bank while it is in the black")
{
    Bidders market;
    CHECK(market.mutual_stands(28'500));
    CHECK_FALSE(market.mutual_stands(28'499));
    CHECK(market.over_time(Observable::bonds_demanded) == 2);
    CHECK(market.over_time(Observable::bonds_refused) == 1);
    market.procurement().bank_chance = 1;
    CHECK(market.mutual_stands(1));
    CHECK_FALSE(market.mutual_stands(0));
    CHECK_FALSE(market.mutual_stands(-1));
    market.procurement().bond_base = -50; // never asked
    CHECK(market.mutual_stands(-1));
    market.procurement().bond_base = 50;
    market.scenario.diagnostic.removed = 1U << static_cast<int>(ExitReason::failed_bond);
    CHECK(market.mutual_stands(-1));
    CHECK(market.over_time(Observable::bonds_demanded) == 5);
    CHECK(market.over_time(Observable::bonds_refused) == 3);
}

TEST_CASE("a contractor finds its bond in its capital or with a bank, diagnostic or not")
{
    Bidders market;
    market.scenario.diagnostic.removed = 1U << static_cast<int>(ExitReason::failed_bond);
    CHECK(market.contractor_stands(28'500));
    CHECK_FALSE(market.contractor_stands(28'499));
    market.scenario.parameters.contractors.working_capital_factor = 0.5;
    CHECK(market.contractor_stands(57'000));
    CHECK_FALSE(market.contractor_stands(56'999));
    market.procurement().bank_chance = 1;
    CHECK(market.contractor_stands(0));
    market.procurement().bank_chance = 0;
    market.procurement().bond_base = -50; // never asked
    CHECK(market.contractor_stands(0));
}

TEST_CASE("a direct award's bond is that of the month in which it was chosen, whenever it is made")
{
    const auto awarded = [](Month from, Month until) {
        Market market({.branches = 1}, 0);
        demand_always(market);
        market.procurement().bond_base = 50; // certainly
        market.procurement().direct_council = market.procurement().direct_bond_factor = 1;
        market.scenario.levers.bond.push_back({});
        market.scenario.levers.bond[0].scope.from = from;
        market.scenario.levers.bond[0].scope.until = until;
        market.approve(UnitId{0});
        market.run_months(40);
        return market.over_time(Observable::direct_awards) == 1;
    };
    const Month first = Horizon{}.first;
    CHECK(awarded(first, first + 1));
    CHECK_FALSE(awarded(first + 1, never));
}
