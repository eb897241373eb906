/// \file Which tenders contractors enter: teams, working capital, what frees them, and how many bidders they expect.
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

void limit(Market& market, double bid_teams, double working_capital)
{
    for (ContractorState& contractor : market.lane.contractors) {
        contractor.bid_teams = bid_teams;
        contractor.working_capital = working_capital;
    }
}

} // namespace

TEST_CASE("a contractor bids for no more tenders than it has teams, the most valuable first")
{
    Market market({.branches = 30}, 2);
    limit(market, 3, 1e15);
    for (const UnitId u : market.people.units.ids())
        market.people.units[u].annual_value = 1e6 + u.value;
    market.procurement().competition_months = 12;
    market.approve_all();
    market.run_months(1);
    for (const ContractorState& contractor : market.lane.contractors) {
        CHECK(contractor.bids == 3);
        CHECK(contractor.pending == 3e6 + 29 + 28 + 27);
    }
    for (const TenderId id : market.lane.open_tenders)
        CHECK(market.lane.tenders[id.value].bids.size() == (market.lane.tenders[id.value].value >= 1e6 + 27 ? 2 : 0));
}

TEST_CASE("a contractor prefers what it expects fewer rivals for, and of equals what was noticed first")
{
    const auto entered = [](double first_value, double second_value) {
        Market market({.branches = 2}, 1);
        limit(market, 1, 1e15);
        market.people.units[UnitId{1}].service = ServiceId{1};
        market.people.units[UnitId{0}].annual_value = first_value;
        market.people.units[UnitId{1}].annual_value = second_value;
        market.lane.bidders_recent = {4, 2};
        market.approve_all();
        market.run_months(1);
        REQUIRE(market.lane.tenders.size() == 2);
        CHECK(market.lane.tenders[0].bids.size() + market.lane.tenders[1].bids.size() == 1);
        return market.lane.tenders[0].bids.empty() ? 1 : 0;
    };
    CHECK(entered(1e6, 0.9e6) == 1); // a quarter of 1.0 or half of 0.9 million
    CHECK(entered(1e6, 0.4e6) == 0);
    CHECK(entered(1e6, 0.5e6) == 0);
}

TEST_CASE("working capital that is just enough is enough")
{
    const double capital = GENERATE(28'500, 28'499);
    Market market({.branches = 1}, 1);
    market.scenario.parameters.contractors.capital_share = 0.125; // of 228,000 pounds
    limit(market, 1, capital);
    market.approve_all();
    market.run_months(1);
    CHECK(market.lane.contractors[ContractorId{0}].bids == (capital == 28'500 ? 1 : 0));
}

TEST_CASE("a fraction of a team still bids for one tender")
{
    Market market({.branches = 30}, 2);
    limit(market, 0.2, 1e15);
    market.approve_all();
    market.run_months(1);
    for (const ContractorState& contractor : market.lane.contractors)
        CHECK(contractor.bids == 1);
}

TEST_CASE("working capital bounds contracts held and bids pending together")
{
    Market market({.branches = 30}, 1);
    // Each unit ties up 0.15 x 228,000 = 34,200 pounds: 10 contracts or bids.
    limit(market, 1e6, 342'001);
    for (std::uint32_t u = 0; u < 6; ++u)
        give_to_contractor(market.lane, std::vector{UnitId{u}}, ContractorId{0}, 228'000, 1, 60);
    update_contractors(market.lane);
    for (std::uint32_t u = 6; u < 30; ++u)
        market.approve(UnitId{u});
    market.run_months(1);
    CHECK(market.lane.contractors[ContractorId{0}].bids == 4);
}

TEST_CASE("what an award or a withdrawal frees is free")
{
    Market market({.branches = 30}, 2);
    limit(market, 7, 1e15);
    market.approve_all();
    market.run_months(1);
    CHECK(market.lane.contractors[ContractorId{0}].bids == 7);
    market.run_months(3);
    for (const ContractorState& contractor : market.lane.contractors) {
        CHECK(contractor.bids == 0);
        CHECK(contractor.pending == 0);
    }
}

TEST_CASE("contractors' expectation of bidders is the mean of the last 12 months")
{
    Market market({.branches = 40}, 4);
    const double at_start = market.lane.bidders_recent[1];
    for (std::uint32_t u = 0; u < 20; ++u)
        market.approve(UnitId{u});
    market.procurement().reserve_price = 3;
    market.run_months(2);
    CHECK(market.lane.bidders_recent[0] == 5);
    CHECK(market.lane.bidders_recent[1] == at_start); // no tender of that service
    limit(market, 0, -1);
    for (std::uint32_t u = 20; u < 40; ++u)
        market.approve(UnitId{u});
    market.run_months(3);
    CHECK(market.lane.bidders_recent[0] == 3);
    market.run_months(12);
    CHECK(market.lane.bidders_recent[0] == 1); // the first 20 are out of sight; since then nothing new
}

TEST_CASE("a contractor that bids for its own contract again ties up capital only for what is added to it")
{
    const auto [held, added, capital] = GENERATE(table<double, double, double>(
        {{228'000, 0, 34'201}, {100'000, 128'000, 34'201}, {300'000, 0, 45'001}})); // 0.15 of the larger
    const bool rich = GENERATE(true, false);
    Market market({.branches = 1}, 1);
    give_to_contractor(market.lane, std::vector{UnitId{0}}, ContractorId{0}, held, 1, 1);
    market.lane.outsourced[0].tender =
        open_tender(market.lane, TenderKind::contract_end, {UnitId{0}}, OrganisationId{0}, ProposalId::none());
    update_contractors(market.lane);
    limit(market, 1, rich ? capital : capital - 2);
    market.run_months(1);
    const std::vector<Bid>& bids = market.lane.tenders[0].bids;
    REQUIRE(bids.size() == (rich ? 1 : 0));
    if (rich)
        CHECK(bids[0].reserved_capital == added);
}
