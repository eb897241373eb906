/// \file How a staff group comes by a contract, directly or by competition, and what is put to tender then.
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("an overruled employer who buys is no willing buyer, a separate commissioner does not mind", "[statistical]")
{
    const auto direct = [](ServiceId service, bool overridden) {
        Market market({.branches = 2000, .service = service}, 0);
        market.procurement().direct_council = market.procurement().direct_health = 0.5;
        market.procurement().overruled_willingness = 0.2;
        for (const UnitId u : market.people.units.ids())
            market.proposal(market.approve(u)).overridden = overridden;
        market.run_months(1);
        double direct_routes = 0;
        for (const Proposal& proposal : market.lane.proposals)
            direct_routes += proposal.contract == ContractRoute::direct ? 1 : 0;
        return direct_routes / 2000;
    };
    // False alarms 6e-10 and, with its skewness, 3e-10: 6.2 and 6.5 standard deviations.
    CHECK(std::abs(direct(ServiceId{0}, false) - 0.5) < 6.2 * std::sqrt(0.25 / 2000));
    CHECK(std::abs(direct(ServiceId{0}, true) - 0.1) < 6.5 * std::sqrt(0.09 / 2000));
    CHECK(direct(ServiceId{1}, true) == direct(ServiceId{1}, false));
}

TEST_CASE("the right's contract and a guarantee settle the route")
{
    Market unwilling({.branches = 3}, 0), willing({.branches = 2}, 0);
    willing.procurement().direct_council = 1;
    for (Market* market : {&unwilling, &willing})
        market->approve_all();
    unwilling.proposal(ProposalId{0}).right_contract = right_brings_direct;
    unwilling.proposal(ProposalId{1}).guaranteed = true;
    willing.proposal(ProposalId{0}).right_contract = right_brings_tender;
    unwilling.run_months(1);
    willing.run_months(1);
    CHECK(unwilling.proposal(ProposalId{0}).contract == ContractRoute::direct);
    CHECK(unwilling.proposal(ProposalId{1}).contract == ContractRoute::direct);
    CHECK(unwilling.proposal(ProposalId{2}).contract == ContractRoute::competition);
    CHECK(willing.proposal(ProposalId{0}).contract == ContractRoute::competition);
    CHECK(willing.proposal(ProposalId{1}).contract == ContractRoute::direct);
}

TEST_CASE("a direct award takes a Gamma time, meets no rival and no test, and may be asked for a bond", "[statistical]")
{
    Market market({.branches = 3000}, 5);
    ProcurementParameters& p = market.procurement();
    p.direct_council = 1;
    p.turnover_multiple = p.accounts_years = p.balance_share = p.track_record_chance = 5;
    p.bond_share = 0.1;
    p.bond_base = 0; // demanded of half of the competitions of this value, so of 0.3 x 1/2 here
    p.bond_value_weight = 0;
    p.direct_bond_factor = 0.3;
    market.approve_all();
    market.run_months(20);
    CHECK(market.over_time(Observable::tenders_opened) == 0);
    const double refused = market.exits(ExitReason::failed_bond);
    CHECK(refused + market.over_time(Observable::direct_awards) == 3000);
    double months = 0;
    for (const Proposal& proposal : market.lane.proposals)
        months += proposal.direct_awarded ? proposal.awarded - 1 : 0;
    // False alarms 6e-10 each: 6.2 standard deviations. The times: mean 2, deviation at most 1.1 with the rounding;
    // rounding up times below half a month adds less than 0.02.
    CHECK(std::abs(refused / 3000 - 0.15) < 6.2 * std::sqrt(0.15 * 0.85 / 3000));
    CHECK(std::abs(months / (3000 - refused) - 2) < 6.2 * 1.1 / std::sqrt(2400.0) + 0.02);
}

TEST_CASE("a bundled lot is larger than its units, tests and bonds go by the lot, the contract by the units",
          "[statistical]")
{
    Market market({.branches = 3000}, 0);
    market.procurement().bundle_chance = 0.2;
    market.procurement().bundle_mean = 3;
    market.procurement().bundle_spread = 0;
    market.approve_all();
    market.run_months(1);
    double bundled = 0;
    for (const Tender& tender : market.lane.tenders) {
        CHECK(tender.value == 228'000);
        CHECK((tender.lot == 228'000 || tender.lot == Approx(3 * 228'000).epsilon(1e-12)));
        bundled += tender.lot > tender.value ? 1 : 0;
    }
    // False alarm 6e-10: 6.2 standard deviations.
    CHECK(std::abs(bundled / 3000 - 0.2) < 6.2 * std::sqrt(0.16 / 3000));
}

TEST_CASE("a tender is worth what the cuts leave of its units' value")
{
    Market market({.branches = 2}, 0);
    market.lane.budget[BranchId{1}] = 0.8;
    market.scenario.parameters.austerity.contract_elasticity = 1;
    market.approve(UnitId{0});
    market.approve(UnitId{1});
    market.run_months(1);
    CHECK(market.lane.tenders[0].value == 228'000);
    CHECK(market.lane.tenders[1].value == Approx(0.8 * 228'000).epsilon(1e-14));
}
