// Submodel 5.6: notices, who answers and enters, each held against its key as docs/model.md says it. The draws within a
// tender are in tender_draws_test.cpp.
#include "process/draws.hpp"
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

bool has_bid(const Tender& tender, Winner kind, std::uint32_t number)
{
    return std::any_of(tender.bids.begin(), tender.bids.end(),
                       [&](const Bid& bid) { return bid.kind == kind && bid.bidder == number; });
}

void tender_yearly(Market& market, double chance)
{
    market.put_out(chance);
    market.procurement().competition_months = 36; // none is awarded
}

} // namespace

TEST_CASE("whether a public body or another mutual bids is drawn for each tender and bidder")
{
    Market market({.branches = 30}, 0);
    // A draw as high as the chance is no yes: that of body 5 and of mutual 1 in the tender of unit 9.
    const auto luck_in_9 = [&](Purpose purpose, Winner kind, std::uint32_t number) {
        return uniform(market.lane.key, purpose, 9, 0, bidder(kind, number));
    };
    const double body_chance = market.procurement().public_body_chance =
        luck_in_9(Purpose::public_body_entry, Winner::public_body, 5);
    const double mutual_chance = market.procurement().mutual_chance =
        luck_in_9(Purpose::mutual_entry, Winner::mutual, 1);
    for (const UnitId u : {UnitId{0}, UnitId{1}})
        found_mutual(market.lane, market.approve(u));
    for (std::uint32_t u = 2; u < 30; ++u)
        market.approve(UnitId{u});
    market.run_months(1);
    CHECK(market.lane.tenders.size() == 28);
    for (const Tender& tender : market.lane.tenders) {
        const auto enters = [&](Purpose purpose, Winner kind, std::uint32_t number) {
            const double chance = kind == Winner::mutual ? mutual_chance : body_chance;
            return tender_draw(market.lane, tender, purpose, bidder(kind, number)).uniform() < chance;
        };
        for (std::uint32_t body = 0; body < 30; ++body)
            CHECK(has_bid(tender, Winner::public_body, body) ==
                  (body != tender.buyer.value && enters(Purpose::public_body_entry, Winner::public_body, body)));
        for (std::uint32_t mutual = 0; mutual < 2; ++mutual)
            CHECK(has_bid(tender, Winner::mutual, mutual) == enters(Purpose::mutual_entry, Winner::mutual, mutual));
    }
}

TEST_CASE("contractors enter in an order that is drawn anew each month")
{
    Market market({.branches = 6}, 8);
    market.procurement().competition_months = 36;
    for (std::uint32_t u = 0; u < 6; ++u) {
        const auto month = static_cast<std::uint32_t>(market.lane.month.value);
        const auto luck = [&](std::uint32_t contractor) {
            return uniform(market.lane.key, Purpose::contractor_order, contractor, month);
        };
        std::vector<std::uint32_t> expected{0, 1, 2, 3, 4, 5, 6, 7}, entered;
        std::sort(expected.begin(), expected.end(), [&](auto a, auto b) { return luck(a) < luck(b); });
        market.approve(UnitId{u});
        market.run_months(1);
        for (const Bid& bid : market.lane.tenders[u].bids)
            entered.push_back(bid.bidder);
        CHECK(entered == expected);
    }
}

TEST_CASE("a unit's ordinary notice is drawn by branch and month, its staff's answer by the notice")
{
    Market market({.branches = 60}, 0);
    tender_yearly(market, 12 * std::log(2)); // every other unit a month
    std::vector<bool> noticed(60, false);
    for (int month = 0; month < 3; ++month) {
        const auto step = static_cast<std::uint32_t>(market.lane.month.value);
        market.run_months(1);
        for (std::uint32_t u = 0; u < 60; ++u) {
            noticed[u] = noticed[u] || uniform(market.lane.key, Purpose::outsourcing, u, step) > 0.5;
            CHECK(market.lane.units[UnitId{u}].tender.exists() == noticed[u]);
        }
    }

    Market eager({.branches = 60}, 0);
    tender_yearly(eager, 1000);
    // Of unit 7, whose champions are all eager, the draw is as high as the chance: no yes.
    const double full = uniform(eager.lane.key, Purpose::responsive_bid, 7, 0x10000);
    eager.procurement().responsive_chance = full;
    eager.scenario.parameters.proposals.champion_share = 0.5; // three of six
    for (const UnitId u : eager.people.units.ids())
        eager.crowd.champions[u.value] = u.value % 4; // who are eager
    eager.run_months(1);
    CHECK(eager.lane.tenders.size() == 60);
    for (const Tender& tender : eager.lane.tenders) {
        const double chance =
            std::array{0.0, full * 2 / 3, full, full}[tender.units.front().value % 4]; // in full from half on
        CHECK(tender.proposal.exists() ==
              (tender_draw(eager.lane, tender, Purpose::responsive_bid).uniform() < chance));
    }
}

TEST_CASE("within a branch a month's notices are as far apart as its draws say, one after the other")
{
    Market market({.branches = 20, .units = 10}, 0);
    tender_yearly(market, 12 * std::log(4.0 / 3)); // every fourth unit a month
    const auto month = static_cast<std::uint32_t>(market.lane.month.value);
    market.run_months(1);
    for (std::uint32_t branch = 0; branch < 20; ++branch) {
        std::vector<bool> expected(10), noticed;
        Stream draws(market.lane.key, Purpose::outsourcing, branch, month);
        for (int next = 0; next < 10;) {
            next += geometric_months(draws.uniform(), 0.25);
            if (next <= 10)
                expected[static_cast<std::size_t>(next) - 1] = true;
        }
        for (std::uint32_t u = 0; u < 10; ++u)
            noticed.push_back(market.lane.units[UnitId{10 * branch + u}].tender.exists());
        CHECK(noticed == expected);
    }
}

TEST_CASE("whether a notice is withdrawn in favour of the staff who answer is drawn by unit and attempt")
{
    Market market({.branches = 60}, 0);
    tender_yearly(market, 1000);
    market.procurement().responsive_chance = 1;
    market.scenario.levers.preference.push_back({});
    market.scenario.levers.preference[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.preference[0].strength = 0.5;
    for (const UnitId u : market.people.units.ids()) {
        market.crowd.champions[u.value] = 6;
        market.lane.units[u].attempts = static_cast<std::uint16_t>(u.value % 3);
    }
    market.run_months(1);
    REQUIRE(market.lane.proposals.size() == 60);
    for (std::uint32_t u = 0; u < 60; ++u) {
        const bool withdrawn = uniform(market.lane.key, Purpose::direct_award, u, u % 3) < 0.5;
        CHECK(market.lane.units[UnitId{u}].tender.exists() != withdrawn);
        CHECK(market.lane.proposals[u].contract == (withdrawn ? ContractRoute::direct : ContractRoute::competition));
    }
    CHECK(market.over_time(Observable::tenders_abandoned, 1) ==
          static_cast<double>(60 - market.lane.open_tenders.size()));
}
