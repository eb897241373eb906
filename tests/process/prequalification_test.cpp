/// \file Each test of the PQQ by hand, and what levers may do to them.
#include "../../sim/process/prequalification.hpp"
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// A buyer of average strictness who asks 2 x turnover, 2.5 years, 10 % of reserves and a record, of a lot of 1
/// million.
Requirements usual()
{
    ProcurementParameters p;
    p.track_record_chance = 1;
    p.turnover_multiple = 2;
    return requirements(p, strictness_factor(p.strictness_spread, 0.5), 1e6, nullptr, 0.5);
}

constexpr Standing sound{.turnover = 2e6,
                         .accounts_years = 2.5,
                         .reserves = 1e5,
                         .track_record = true,
                         .employee_led = true,
                         .age_months = 30};

} // namespace

TEST_CASE("a bidder that just meets every test passes") { CHECK_FALSE(first_failed(take_tests(usual(), sound))); }

TEST_CASE("each test is failed for its own reason")
{
    Standing bidder = sound;
    bidder.turnover = 1'999'999;
    CHECK(first_failed(take_tests(usual(), bidder)) == PqqTest::turnover);
    bidder = sound;
    bidder.accounts_years = 29.0 / 12;
    CHECK(first_failed(take_tests(usual(), bidder)) == PqqTest::accounts);
    bidder = sound;
    bidder.reserves = 99'999;
    CHECK(first_failed(take_tests(usual(), bidder)) == PqqTest::balance_sheet);
    bidder = sound;
    bidder.track_record = false;
    CHECK(first_failed(take_tests(usual(), bidder)) == PqqTest::track_record);
    bidder.turnover = 0;
    CHECK(first_failed(take_tests(usual(), bidder)) == PqqTest::turnover); // the first failed is recorded
}

TEST_CASE("a buyer's strictness multiplies what it asks")
{
    CHECK(strictness_factor(0.5, 0) == 0.5);
    CHECK(strictness_factor(0.5, 0.5) == 1);
    CHECK(strictness_factor(0.5, 1) == 1.5);
    ProcurementParameters p;
    p.turnover_multiple = 2;
    const Requirements strict = requirements(p, 1.5, 2e6, nullptr, 0.7);
    CHECK(strict.turnover == Approx(6e6));
    CHECK(strict.accounts_years == Approx(3.75));
    CHECK(strict.reserves == Approx(3e5));
    CHECK(strict.track_record); // 0.7 < 0.5 x 1.5
    CHECK_FALSE(requirements(p, 1, 2e6, nullptr, 0.7).track_record);
}

TEST_CASE("proportionality caps turnover and accounts and spares young groups the balance sheet")
{
    PqqProportionality lever;
    lever.turnover_cap = 1;
    lever.accounts_years = 1;
    lever.balance_waived_months = 36;
    const Requirements asked = requirements(ProcurementParameters{}, 1, 1e6, &lever, 0.9);
    CHECK(asked.turnover == 1e6);
    CHECK(asked.accounts_years == 1);
    Standing young = sound;
    young.reserves = 0;
    young.age_months = 35;
    CHECK(take_tests(asked, young)[2]);
    young.age_months = 36;
    CHECK_FALSE(take_tests(asked, young)[2]);
    young.age_months = 0;
    young.employee_led = false;
    CHECK_FALSE(take_tests(asked, young)[2]);
}

TEST_CASE("a more generous lever fails nobody who passed")
{
    for (std::uint32_t i = 0; i < 2000; ++i) {
        Stream draw(RunKey{5}, Purpose::test, i, 0);
        PqqProportionality lever, more;
        lever.turnover_cap = 4 * draw.uniform();
        lever.accounts_years = 4 * draw.uniform();
        lever.balance_waived_months = 24 * draw.uniform();
        more.turnover_cap = lever.turnover_cap * draw.uniform();
        more.accounts_years = lever.accounts_years * draw.uniform();
        more.balance_waived_months = lever.balance_waived_months + 24 * draw.uniform();
        const Standing bidder{.turnover = 3e6 * draw.uniform(),
                              .accounts_years = 4 * draw.uniform(),
                              .reserves = 2e5 * draw.uniform(),
                              .track_record = draw.uniform() < 0.5,
                              .employee_led = true,
                              .age_months = static_cast<int>(draw.below(48))};
        const double strictness = 0.5 + draw.uniform(), luck = draw.uniform();
        const ProcurementParameters p;
        const PqqProportionality* from_none_to_more[] = {nullptr, &lever, &more};
        for (int step = 0; step < 2; ++step) {
            const auto passed = take_tests(requirements(p, strictness, 1e6, from_none_to_more[step], luck), bidder);
            const auto relaxed =
                take_tests(requirements(p, strictness, 1e6, from_none_to_more[step + 1], luck), bidder);
            for (std::size_t test = 0; test < passed.size(); ++test)
                CHECK((relaxed[test] || !passed[test]));
        }
    }
}

namespace
{

/// The exits of 40 staff groups of which none is lent anything, under these requirements.
void tender_for_all(Market& market)
{
    for (const UnitId u : market.people.units.ids())
        market.approve(u);
    market.run_months(1);
}

} // namespace

TEST_CASE("a staff group has no turnover, no accounts, no balance sheet and no record of its own")
{
    const auto alone = [](double ProcurementParameters::*test, ExitReason reason, std::size_t place) {
        Market market({.branches = 40}, 0);
        market.procurement().*test = 1;
        tender_for_all(market);
        CHECK(market.exits(reason) == 40);
        CHECK(market.over_time(Observable::pqq_failures, place) == 40);
        // The notice was for them: opened, cleared and abandoned in the month.
        CHECK(market.over_time(Observable::tenders_opened) == 40);
        CHECK(market.over_time(Observable::tenders_cleared) == 40);
        CHECK(market.over_time(Observable::tenders_abandoned) == 40);
        CHECK(market.lane.open_tenders.empty());
    };
    alone(&ProcurementParameters::turnover_multiple, ExitReason::failed_pqq_turnover, 0);
    alone(&ProcurementParameters::accounts_years, ExitReason::failed_pqq_accounts, 1);
    alone(&ProcurementParameters::balance_share, ExitReason::failed_pqq_balance_sheet, 2);
    alone(&ProcurementParameters::track_record_chance, ExitReason::failed_pqq_track_record, 3);
}

TEST_CASE("with all tests and bonds at 0 no staff group fails one")
{
    Market market({.branches = 40}, 2);
    tender_for_all(market);
    CHECK(market.over_time(Observable::bonds_demanded) == 0);
    for (std::size_t test = 0; test < 4; ++test)
        CHECK(market.over_time(Observable::pqq_failures, test) == 0);
    CHECK(market.lane.open_tenders.size() == 40);
}

TEST_CASE("a buyer who counts the unit's own history asks a balance sheet still, which a partner supplies for equity")
{
    Market market({.branches = 1}, 0);
    market.procurement().turnover_multiple = 1;
    market.procurement().accounts_years = market.procurement().balance_share =
        market.procurement().track_record_chance = 1;
    market.procurement().credit_chance = 1;
    const ProposalId id = market.approve(UnitId{0});
    market.run_months(1);
    CHECK(market.exits(ExitReason::failed_pqq_balance_sheet) == 1);
    CHECK(market.proposal(id).partner_equity == 0);

    Market helped({.branches = 1}, 0);
    helped.procurement() = market.procurement();
    helped.procurement().partner_chance = 1;
    const ProposalId partnered = helped.approve(UnitId{0});
    helped.run_months(1);
    CHECK(helped.lane.open_tenders.size() == 1);
    CHECK(helped.proposal(partnered).partner_equity == helped.procurement().partner_equity);
}

TEST_CASE("a test switched off by the diagnostic is failed by no staff group, the others are")
{
    Market market({.branches = 40}, 0);
    market.procurement().turnover_multiple = market.procurement().balance_share = 1;
    market.scenario.diagnostic.removed = 1U << static_cast<int>(ExitReason::failed_pqq_turnover);
    tender_for_all(market);
    CHECK(market.exits(ExitReason::failed_pqq_turnover) == 0);
    CHECK(market.exits(ExitReason::failed_pqq_balance_sheet) == 40);
}

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
    tender_for_all(market);
    CHECK(market.over_time(Observable::pqq_failures, 0) == 20);
    for (const Tender& tender : market.lane.tenders) {
        REQUIRE(tender.bids.size() == 1);
        CHECK(tender.bids[0].bidder == 0);
    }
}

TEST_CASE("an award owes itself to the lever only where the group would have failed without it")
{
    Market market({.branches = 2}, 0);
    market.procurement().balance_share = 0.1;
    market.scenario.levers.pqq.push_back({});
    market.scenario.levers.pqq[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.pqq[0].balance_waived_months = 12;
    const ProposalId poor = market.approve(UnitId{0}), granted = market.approve(UnitId{1});
    market.proposal(granted).grant = 1e9;
    market.run_months(1);
    CHECK(market.proposal(poor).relaxed_pqq);
    CHECK_FALSE(market.proposal(granted).relaxed_pqq);
    CHECK(market.lane.open_tenders.size() == 2);
}

TEST_CASE("what a group would do without the lever goes by the partner and the history that it has")
{
    Market market({.branches = 64}, 0);
    market.procurement().turnover_multiple = 1;
    market.procurement().credit_chance = market.procurement().partner_chance = 0.5;
    market.scenario.levers.pqq.push_back({});
    market.scenario.levers.pqq[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.pqq[0].turnover_cap = 0;
    tender_for_all(market);
    for (const Proposal& proposal : market.lane.proposals)
        CHECK(proposal.relaxed_pqq != (counts_history(market.lane, proposal) || has_partner(market.lane, proposal)));
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
    mutual.contracts_held = 0;
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
    CHECK_FALSE(market.mutual_passes(mutual));
    mutual.contracts_held = 1;
    CHECK(market.mutual_passes(mutual));
    mutual.service = ServiceId{1};
    CHECK_FALSE(market.mutual_passes(mutual));
    CHECK(market.over_time(Observable::pqq_failures, 0) == 1);
    CHECK(market.over_time(Observable::pqq_failures, 1) == 1);
    CHECK(market.over_time(Observable::pqq_failures, 2) == 1);
    CHECK(market.over_time(Observable::pqq_failures, 3) == 2);
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
