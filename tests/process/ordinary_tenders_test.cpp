/// \file Ordinary tenders of public units: how often, and the staff who bid in them.
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("public units are put to tender at the service's rate", "[statistical]")
{
    Market market({.branches = 300, .units = 10}, 0);
    market.put_out(0.24);
    market.procurement().competition_months = 36; // so that each unit is noticed at most once
    market.run_months(12);
    // P(noticed within a year) = 1 - exp(-0.24). False alarm 6e-10: 6.2 standard deviations.
    const double chance = 1 - std::exp(-0.24), noticed = market.over_time(Observable::tenders_opened, 1) / 3000;
    CHECK(std::abs(noticed - chance) < 6.2 * std::sqrt(chance * (1 - chance) / 3000));
}

TEST_CASE("only public units that have neither a tender nor a proposal are put out")
{
    Market market({.branches = 6}, 1);
    market.put_out(1000); // all at once
    market.procurement().competition_months = 36;
    found_mutual(market.lane, market.approve(UnitId{0}));
    give_to_contractor(market.lane, std::vector{UnitId{1}}, ContractorId{0}, 228'000, 1, 60);
    open_tender(market.lane, TenderKind::outsourcing, {UnitId{2}}, OrganisationId{2}, ProposalId::none());
    add_proposal(market.lane, {UnitId{3}, 1}, Route::bottom_up, Cohort::none);
    market.run_months(2);
    REQUIRE(market.lane.tenders.size() == 3);
    CHECK(market.lane.tenders[0].units == std::vector{UnitId{2}});
    CHECK(market.lane.tenders[1].units == std::vector{UnitId{4}});
    CHECK(market.lane.tenders[2].units == std::vector{UnitId{5}});
}

TEST_CASE("where nobody is a champion no staff respond")
{
    Market market({.branches = 5}, 0);
    market.put_out(1000);
    market.procurement().responsive_chance = 1;
    market.scenario.parameters.proposals.champion_share = 0;
    for (const UnitId u : market.people.units.ids())
        market.crowd.champions[u.value] = u.value;
    market.run_months(1);
    CHECK(market.lane.tenders.size() == 5);
    CHECK(market.lane.proposals.empty());
}

TEST_CASE("staff respond to an ordinary tender in proportion to their eager champions, up to a half", "[statistical]")
{
    const auto responses = [](std::uint32_t champions) {
        Market market({.branches = 300, .units = 10, .teams = 5, .team_posts = 10}, 0); // one champion expected a unit
        market.put_out(12);
        market.procurement().responsive_chance = 0.4;
        market.procurement().competition_months = 36;
        for (const UnitId u : market.people.units.ids())
            market.crowd.champions[u.value] = champions;
        market.run_months(1);
        return market.over_time(Observable::launches, static_cast<std::size_t>(Route::responsive)) /
               market.over_time(Observable::tenders_opened, 1);
    };
    CHECK(responses(0) == 0);
    // One champion a unit is all that are expected: the chance is at its ceiling, 0.4, and stays there.
    // False alarm 6e-10: 6.2 standard deviations of about 1,900 answers.
    CHECK(std::abs(responses(1) - 0.4) < 6.2 * std::sqrt(0.24 / 1700));
    CHECK(responses(5) == responses(1));
}

TEST_CASE("a staff bid that fails its tests leaves the ordinary tender to others")
{
    Market market({.branches = 20}, 3);
    market.put_out(1000); // all at once
    market.procurement().responsive_chance = 1;
    market.procurement().accounts_years = 2.5;
    for (const UnitId u : market.people.units.ids())
        market.crowd.champions[u.value] = 6;
    market.run_months(1);
    CHECK(market.exits(ExitReason::failed_pqq_accounts) == 20);
    CHECK(market.lane.open_tenders.size() == 20);
    market.put_out(0);
    market.run_months(3);
    CHECK(market.awards(Winner::contractor) + market.over_time(Observable::tenders_abandoned, 1) == 20);
    CHECK(market.awards(Winner::contractor) > 10);
}
