/// \file Procurement under common random numbers: the order of review, a month's delay, a more generous lever.
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("the same seed and month give the same market, whatever the order of the units' review")
{
    Market one({.branches = 50}, 4), other({.branches = 50}, 4);
    for (Market* market : {&one, &other})
        market->procurement().quality_weight = 0.4;
    for (std::uint32_t u = 0; u < 50; ++u) {
        one.approve(UnitId{u});
        other.approve(UnitId{49 - u});
    }
    one.run_months(4);
    other.run_months(4);
    for (std::uint32_t u = 0; u < 50; ++u) {
        CHECK(one.lane.units[UnitId{u}].owner == other.lane.units[UnitId{u}].owner);
        CHECK(one.lane.units[UnitId{u}].owner_id == other.lane.units[UnitId{u}].owner_id);
    }
}

TEST_CASE("a month's delay does not re-roll a tender's fate")
{
    Market now({.branches = 80}, 4), later({.branches = 80}, 4);
    later.run_months(5);
    for (Market* market : {&now, &later}) {
        market->procurement().quality_weight = 0.4;
        market->approve_all();
        market->run_months(4);
    }
    for (const UnitId u : now.people.units.ids())
        CHECK(now.lane.units[u].owner == later.lane.units[u].owner);
}

namespace
{

/// Which of 400 staff groups reach mobilisation under these levers; rivals have all the capacity they want.
std::vector<bool> survivors(const Levers& levers)
{
    Market market({.branches = 400}, 4);
    ProcurementParameters& p = market.procurement();
    p = ProcurementParameters{};
    p.turnover_multiple = 1.2;
    p.direct_council = 0.2;
    p.credit_chance = p.partner_chance = 0.4;
    p.bond_base = 1;
    p.competition_months = 4;
    p.mutual_chance = 0;
    market.scenario.levers = levers;
    market.scenario.levers.right.clear();
    for (const UnitId u : market.people.units.ids()) {
        Proposal& proposal = market.proposal(market.approve(u));
        proposal.grant = u.value % 3 == 0 ? 30'000 : 0;
        proposal.overridden = u.value % 5 == 0;
    }
    market.run_months(40);
    std::vector<bool> alive;
    for (const Proposal& proposal : market.lane.proposals)
        alive.push_back(proposal.in_hand && proposal.stage == Stage::mobilising);
    return alive;
}

void check_ladder(const std::vector<Levers>& ladder)
{
    std::vector<bool> before = survivors(ladder.front());
    std::size_t gained = 0;
    for (std::size_t rung = 1; rung < ladder.size(); ++rung) {
        const std::vector<bool> after = survivors(ladder[rung]);
        for (std::size_t i = 0; i < after.size(); ++i) {
            CHECK((after[i] || !before[i]));
            gained += after[i] && !before[i] ? 1 : 0;
        }
        before = after;
    }
    CHECK(gained > 0);
}

LeverScope from_the_start()
{
    LeverScope scope;
    scope.from = scope.announced = Horizon{}.first;
    return scope;
}

} // namespace

TEST_CASE("a more generous bond exemption, proportionality, preference or margin kills no proposal that lived")
{
    std::vector<Levers> bond(4), pqq(4), preference(4), margin(4);
    for (int rung = 1; rung < 4; ++rung) {
        const auto i = static_cast<std::size_t>(rung);
        bond[i].bond.push_back({.scope = from_the_start(), .months = 12, .share = rung / 3.0});
        pqq[i].pqq.push_back({.scope = from_the_start(),
                              .turnover_cap = 1.5 - rung / 2.0,
                              .accounts_years = 3.0 - rung,
                              .balance_waived_months = rung == 1 ? 0.0 : 12.0,
                              .count_predecessor = rung / 3.0});
        preference[i].preference.push_back({.scope = from_the_start(), .strength = rung / 3.0});
        margin[i].preference.push_back({.scope = from_the_start(), .score_margin = rung / 6.0, .reserved = rung == 3});
    }
    check_ladder(bond);
    check_ladder(pqq);
    check_ladder(preference);
    check_ladder(margin);
}
