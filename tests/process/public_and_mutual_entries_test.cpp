/// \file Which tenders public bodies and other mutuals enter, and what a reservation leaves.
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

TEST_CASE("only staff groups and mutuals enter a reserved tender")
{
    Market market({.branches = 50}, 5);
    market.procurement().public_body_chance = 1;
    market.scenario.levers.preference.push_back({});
    market.scenario.levers.preference[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.preference[0].reserved = true;
    market.approve_all();
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
    market.approve_all();
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
    lonely.approve_all();
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
    market.approve_all();
    market.run_months(1);
    for (std::uint32_t tender = 0; tender < 100; ++tender)
        CHECK(rivals(market, tender).size() == 99);
}

TEST_CASE("other mutuals of the service bid, take the PQQ, and can win", "[statistical]")
{
    Market market({.branches = 40}, 0);
    market.procurement().mutual_chance = 1;
    const MutualId rival = found_mutual(market.lane, market.approve(UnitId{0}));
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
