/// \file Staff groups at the PQQ: what they lack, what partners, their unit's history and levers supply.
#include "../../sim/process/prequalification.hpp"
#include "process/market.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("a staff group has no turnover, no accounts, no balance sheet and no record of its own")
{
    const auto alone = [](double ProcurementParameters::*test, ExitReason reason, std::size_t place) {
        Market market({.branches = 40}, 0);
        market.procurement().*test = 1;
        market.approve_all();
        market.run_months(1);
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
    market.approve_all();
    market.run_months(1);
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
    market.approve_all();
    market.run_months(1);
    CHECK(market.exits(ExitReason::failed_pqq_turnover) == 0);
    CHECK(market.exits(ExitReason::failed_pqq_balance_sheet) == 40);
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
    market.approve_all();
    market.run_months(1);
    for (const Proposal& proposal : market.lane.proposals)
        CHECK(proposal.relaxed_pqq != (counts_history(market.lane, proposal) || has_partner(market.lane, proposal)));
}
