/// \file Contractors and mutuals at the PQQ: what they show.
#include "../../sim/process/prequalification.hpp"
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("contractors take the tests too, lever and diagnostic or not")
{
    Market market({.branches = 10}, 3);
    market.procurement().turnover_multiple = 1;
    market.procurement().partner_chance = 1;
    for (const ContractorId c : market.people.contractors.ids())
        market.people.contractors[c].revenue = c.value == 0 ? 228'000 : 227'999;
    market.scenario.diagnostic.removed = 1U << static_cast<int>(ExitReason::failed_pqq_turnover);
    market.scenario.levers.pqq.push_back({});
    market.scenario.levers.pqq[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.pqq[0].turnover_cap = 0;
    market.approve_all();
    market.run_months(1);
    CHECK(market.over_time(Observable::pqq_failures, 0) == 20);
    for (const Tender& tender : market.lane.tenders) {
        REQUIRE(tender.bids.size() == 1);
        CHECK(tender.bids[0].bidder == 0);
    }
}

namespace
{

/// An ordinary tender of unit 1, for which the test that is set is asked of every bidder.
struct Asked : Market {
    TenderId tender;
    Asked() : Market({.branches = 2}, 1)
    {
        tender = open_tender(lane, TenderKind::outsourcing, {UnitId{1}}, OrganisationId{1}, ProposalId::none());
    }
    bool mutual_passes(const Mutual& as)
    {
        lane.mutuals = {as};
        return prequalify_mutual(lane, MutualId{0}, lane.tenders[tender.value]);
    }
    bool contractor_passes()
    {
        update_contractors(lane);
        return prequalify_contractor(lane, ContractorId{0}, lane.tenders[tender.value]);
    }
};

} // namespace

TEST_CASE("a mutual shows its contracts, the years since its founding, its reserves and its own service")
{
    Asked market;
    Mutual mutual;
    mutual.service = ServiceId{0};
    mutual.founded = -20; // before the horizon
    market.procurement().turnover_multiple = 1;
    mutual.contract_value = 227'999;
    CHECK_FALSE(market.mutual_passes(mutual));
    mutual.contract_value = 228'000;
    CHECK(market.mutual_passes(mutual));
    market.procurement().accounts_years = 2.5;
    market.lane.row = 9; // 29 months
    CHECK_FALSE(market.mutual_passes(mutual));
    market.lane.row = 10;
    CHECK(market.mutual_passes(mutual));
    market.procurement().balance_share = 0.125;
    mutual.reserves = 28'499;
    CHECK_FALSE(market.mutual_passes(mutual));
    mutual.reserves = 28'500;
    CHECK(market.mutual_passes(mutual));
    market.procurement().track_record_chance = 1;
    CHECK(market.mutual_passes(mutual));
    mutual.service = ServiceId{1};
    CHECK_FALSE(market.mutual_passes(mutual));
    CHECK(market.over_time(Observable::pqq_failures, 0) == 1);
    CHECK(market.over_time(Observable::pqq_failures, 1) == 1);
    CHECK(market.over_time(Observable::pqq_failures, 2) == 1);
    CHECK(market.over_time(Observable::pqq_failures, 3) == 1);
}

TEST_CASE("a lever waives a mutual's balance sheet until it is as old as the lever's months")
{
    Asked market;
    market.procurement().balance_share = 0.125;
    market.scenario.levers.pqq.push_back({});
    market.scenario.levers.pqq[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.pqq[0].balance_waived_months = 12;
    Mutual mutual;
    mutual.founded = 1;
    market.lane.row = 12; // eleven months old
    CHECK(market.mutual_passes(mutual));
    market.lane.row = 13;
    CHECK_FALSE(market.mutual_passes(mutual));
}

TEST_CASE("a contractor shows its revenue, that of its contracts here included, and the services it offers or gives")
{
    Asked market;
    Contractor& contractor = market.people.contractors[ContractorId{0}];
    market.procurement().turnover_multiple = 1;
    contractor.revenue = 100'000;
    CHECK_FALSE(market.contractor_passes());
    give_to_contractor(market.lane, std::vector{UnitId{0}}, ContractorId{0}, 127'999, 1, 60);
    CHECK_FALSE(market.contractor_passes());
    market.lane.outsourced[0].value = 128'000;
    CHECK(market.contractor_passes());
    market.procurement().turnover_multiple = 0;
    market.procurement().track_record_chance = 1;
    contractor.services = 2; // health alone
    CHECK(market.contractor_passes());
    give_to_public(market.lane, std::vector{UnitId{0}}, false);
    CHECK_FALSE(market.contractor_passes());
    contractor.services = 1;
    CHECK(market.contractor_passes());
    CHECK(market.over_time(Observable::pqq_failures, 0) == 2);
    CHECK(market.over_time(Observable::pqq_failures, 3) == 1);
}
