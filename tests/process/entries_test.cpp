/// \file Who enters: capacity, reservation, public bodies, other mutuals.
#include "process/market.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <memory>
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

void notice_all(Market& market)
{
    for (const UnitId u : market.people.units.ids())
        market.approve(u);
}

/// Spreads the branches evenly over a row of regions, each next to those beside it.
void spread_over_regions(Market& market, std::uint32_t regions)
{
    auto data = std::make_shared<SystemData>(*market.people.data);
    data->regions.resize(regions);
    for (std::uint32_t r = 1; r < regions; ++r) {
        data->regions[r].neighbours.push_back(RegionId{r - 1});
        data->regions[r - 1].neighbours.push_back(RegionId{r});
    }
    market.people.data = data;
    for (const BranchId b : market.people.branches.ids()) {
        Branch& branch = market.people.branches[b];
        branch.region = RegionId{b.value * regions / static_cast<std::uint32_t>(market.people.branches.size())};
        for (const UnitId u : branch.units)
            market.people.units[u].region = branch.region;
    }
    market.lane.policy.resize(data->services.size() * regions);
}

/// The public bodies that bid in the tender of this row, in order.
std::vector<std::uint32_t> rivals(const Market& market, std::uint32_t tender)
{
    std::vector<std::uint32_t> bodies;
    for (const Bid& bid : market.lane.tenders[tender].bids)
        bodies.push_back(bid.bidder);
    std::sort(bodies.begin(), bodies.end());
    return bodies;
}

} // namespace

TEST_CASE("a contractor bids for no more tenders than it has teams, the most valuable first")
{
    Market market({.branches = 30}, 2);
    limit(market, 3, 1e15);
    for (const UnitId u : market.people.units.ids())
        market.people.units[u].annual_value = 1e6 + u.value;
    market.procurement().competition_months = 12;
    notice_all(market);
    market.run_months(1);
    for (const ContractorState& contractor : market.lane.contractors) {
        CHECK(contractor.bids == 3);
        CHECK(contractor.pending == 3e6 + 29 + 28 + 27);
    }
    for (const TenderId id : market.lane.open_tenders)
        CHECK(market.lane.tenders[id.value].bids.size() == (market.lane.tenders[id.value].value >= 1e6 + 27 ? 2 : 0));
}

TEST_CASE("a fraction of a team still bids for one tender")
{
    Market market({.branches = 30}, 2);
    limit(market, 0.2, 1e15);
    notice_all(market);
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
    notice_all(market);
    market.run_months(1);
    CHECK(market.lane.contractors[ContractorId{0}].bids == 7);
    market.run_months(3);
    for (const ContractorState& contractor : market.lane.contractors) {
        CHECK(contractor.bids == 0);
        CHECK(contractor.pending == 0);
    }
}

TEST_CASE("only staff groups and mutuals enter a reserved tender")
{
    Market market({.branches = 50}, 5);
    market.procurement().public_body_chance = 1;
    market.scenario.levers.preference.push_back({});
    market.scenario.levers.preference[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.preference[0].reserved = true;
    notice_all(market);
    market.run_months(4);
    CHECK(market.over_time(Observable::bidders) == market.awards(Winner::staff_group));
    CHECK(market.awards(Winner::contractor) + market.awards(Winner::public_body) + market.awards(Winner::mutual) == 0);
    CHECK(market.awards(Winner::staff_group) + market.exits(ExitReason::tender_abandoned) == 50);
}

TEST_CASE("each other public body of the service bids in its chance of tenders, never the buyer itself",
          "[statistical]")
{
    Market market({.branches = 200}, 0);
    market.procurement().public_body_chance = 0.3;
    market.procurement().competition_months = 12;
    notice_all(market);
    market.run_months(1);
    double entered = 0;
    for (const Tender& tender : market.lane.tenders)
        for (const Bid& bid : tender.bids) {
            CHECK(bid.kind == Winner::public_body);
            CHECK(bid.bidder != tender.buyer.value);
            ++entered;
        }
    // False alarm 7e-10: 6.2 standard deviations, and the skewness of the binomial.
    const double chances = 200 * 199;
    CHECK(std::abs(entered / chances - 0.3) < 6.2 * std::sqrt(0.3 * 0.7 / chances));
    Market lonely({.branches = 1, .units = 5}, 0);
    lonely.procurement().public_body_chance = 1;
    notice_all(lonely);
    lonely.run_months(1);
    for (const Tender& tender : lonely.lane.tenders)
        CHECK(tender.bids.empty());
}

TEST_CASE("public bodies bid in their own and the neighbouring regions, for their own service")
{
    // Regions 0 - 1 - 2 - 3 in a row, of 5 bodies each; the last body of region 3 gives another service in region 0.
    Market market({.branches = 20}, 0);
    spread_over_regions(market, 4);
    market.people.branches[BranchId{19}].service = ServiceId{1};
    market.people.branches[BranchId{19}].region = RegionId{0};
    market.procurement().public_body_chance = 1;
    market.approve(UnitId{1});
    market.approve(UnitId{11});
    market.run_months(1);
    CHECK(rivals(market, 0) == std::vector<std::uint32_t>{0, 2, 3, 4, 5, 6, 7, 8, 9});
    CHECK(rivals(market, 1) == std::vector<std::uint32_t>{5, 6, 7, 8, 9, 10, 12, 13, 14, 15, 16, 17, 18});
}

TEST_CASE("the bodies whose units are tendered stay out, whoever buys")
{
    Market market({.branches = 6}, 0);
    market.procurement().public_body_chance = 1;
    open_tender(market.lane, TenderKind::outsourcing, {UnitId{2}, UnitId{3}}, OrganisationId{5}, ProposalId::none());
    market.run_months(1);
    CHECK(rivals(market, 0) == std::vector<std::uint32_t>{0, 1, 4});
}

TEST_CASE("in a thinned population the fewer bodies near by bid in as many tenders")
{
    Market market({.branches = 100}, 0);
    market.people.settings.scale = 0.25;
    market.procurement().public_body_chance = 0.25;
    notice_all(market);
    market.run_months(1);
    for (std::uint32_t tender = 0; tender < 100; ++tender)
        CHECK(rivals(market, tender).size() == 99);
}

TEST_CASE("other mutuals of the service bid, take the PQQ, and can win", "[statistical]")
{
    Market market({.branches = 40}, 0);
    market.procurement().mutual_chance = 1;
    const MutualId rival = found_mutual(market.lane, market.approve(UnitId{0}));
    market.lane.mutuals[rival.value].contracts_held = 1;
    for (std::uint32_t u = 1; u < 40; ++u)
        market.approve(UnitId{u});
    market.run_months(4);
    CHECK(market.awards(Winner::mutual) > 0); // each of 39 is as good as the staff: none wins with a chance of 2^-39
    CHECK(market.exits(ExitReason::outbid) == market.awards(Winner::mutual));
    CHECK(static_cast<double>(market.lane.mutuals[rival.value].units.size()) == 1 + market.awards(Winner::mutual));

    Market strict({.branches = 20}, 0);
    strict.procurement().mutual_chance = strict.procurement().partner_chance = 1;
    strict.procurement().accounts_years = 1; // the rival is a month old; partners lend theirs to the staff
    found_mutual(strict.lane, strict.approve(UnitId{0}));
    for (std::uint32_t u = 1; u < 20; ++u)
        strict.approve(UnitId{u});
    strict.run_months(4);
    CHECK(strict.over_time(Observable::pqq_failures, 1) == 19);
    CHECK(strict.awards(Winner::mutual) == 0);
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

TEST_CASE("a mutual's own contract has one bid of it, those that ended or are of another service or region stay out")
{
    Market market({.branches = 5}, 0);
    market.procurement().mutual_chance = 1;
    for (const UnitId u : market.people.units.ids())
        found_mutual(market.lane, market.approve(u));
    market.lane.mutuals[1].live = false;
    market.lane.mutuals[2].service = ServiceId{1};
    market.lane.mutuals[3].region = RegionId{1};
    open_tender(market.lane, TenderKind::contract_end, {UnitId{0}}, OrganisationId{0}, ProposalId::none());
    market.run_months(1);
    CHECK(rivals(market, 0) == std::vector<std::uint32_t>{0, 4});
    for (const Bid& bid : market.lane.tenders[0].bids)
        CHECK(bid.kind == Winner::mutual);
}
