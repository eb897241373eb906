/// \file The month of procurement as a whole: identities over random months, routes, levers under common random
/// numbers.
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

void put_out(Market& market, double annual_chance)
{
    auto data = std::make_shared<SystemData>(*market.people.data);
    data->services[0].annual_tender_chance = annual_chance;
    market.people.data = data;
}

/// Everything at once: direct awards, competitions, ordinary tenders, staff who bid in them, tight capacity.
void make_busy(Market& market)
{
    const ProcurementParameters usual;
    ProcurementParameters& p = market.procurement();
    p = usual;
    p.turnover_multiple = 0.5;
    p.accounts_years = 1;
    p.balance_share = 0.05;
    p.credit_chance = p.partner_chance = p.host_guarantee_chance = 0.5;
    p.public_body_chance = 0.01; // of each body
    p.mutual_chance = 0.3;
    p.bond_base = 1;
    p.competition_months = 4;
    p.responsive_chance = 1;
    market.scenario.parameters.proposals.cooling_off_months = 3;
    put_out(market, 0.5);
    for (const UnitId u : market.people.units.ids())
        market.crowd.champions[u.value] = u.value % 2;
    for (ContractorState& contractor : market.lane.contractors) {
        contractor.bid_teams = 6;
        contractor.working_capital = 0.15 * 228'000 * 25;
    }
}

/// What the months around procurement do to the same state: reviews passed, transfers, deadlines, contracts that end.
void live_a_month(Market& market, Stream& chance)
{
    Lane& lane = market.lane;
    for (const UnitId u : market.people.units.ids())
        if (lane.units[u].stage == Stage::public_body && !lane.units[u].tender.exists() && chance.uniform() < 0.03)
            market.approve(u);
    const std::size_t proposals = lane.proposals.size();
    for (std::uint32_t i = 0; i < proposals; ++i) {
        const Proposal& proposal = lane.proposals[i];
        if (proposal.in_hand && proposal.stage == Stage::procurement && chance.uniform() < 0.02) {
            const std::vector<UnitId> units{proposal.units.first};
            end_proposal(lane, ProposalId{i}, ExitReason::transferred_public);
            give_to_public(lane, units, true);
        }
    }
    run_procurement(lane);
    for (std::uint32_t i = 0; i < proposals; ++i)
        if (lane.proposals[i].in_hand && lane.proposals[i].stage == Stage::mobilising && chance.uniform() < 0.2)
            found_mutual(lane, ProposalId{i});
    for (std::uint32_t m = 0; m < lane.mutuals.size(); ++m)
        if (lane.mutuals[m].live && !lane.mutuals[m].tender.exists() && chance.uniform() < 0.1)
            open_tender(lane, TenderKind::contract_end, lane.mutuals[m].units, OrganisationId{0}, ProposalId::none());
        else if (lane.mutuals[m].live && chance.uniform() < 0.02)
            give_to_public(lane, std::vector<UnitId>(lane.mutuals[m].units), false);
    for (std::size_t c = 0; c < lane.outsourced.size(); ++c)
        if (lane.outsourced[c].live && !lane.outsourced[c].tender.exists() && chance.uniform() < 0.1) {
            const TenderId tender = open_tender(lane, TenderKind::contract_end, lane.outsourced[c].units,
                                                OrganisationId{0}, ProposalId::none());
            lane.outsourced[c].tender = tender;
        }
    update_contractors(lane);
}

void check_books(const Market& market)
{
    const Lane& lane = market.lane;
    const int row = lane.row;
    std::vector<int> bids(market.people.contractors.size(), 0);
    std::vector<double> pending(market.people.contractors.size(), 0);
    for (const TenderId id : lane.open_tenders) {
        const Tender& tender = lane.tenders[id.value];
        REQUIRE(tender.open);
        for (const Bid& bid : tender.bids)
            if (bid.kind == Winner::contractor) {
                ++bids[bid.bidder];
                pending[bid.bidder] += bid.reserved_capital;
            }
    }
    for (const ContractorId c : market.people.contractors.ids()) {
        const ContractorState& state = lane.contractors[c];
        REQUIRE(state.bids == bids[c.value]);
        REQUIRE(state.pending == Approx(pending[c.value]).margin(1e-3));
        REQUIRE(state.bids <= state.bid_teams);
        REQUIRE(0.15 * (state.revenue + state.pending) <= state.working_capital * (1 + 1e-12));
    }
    double awards = 0, opened = 0, cleared = 0;
    for (std::size_t w = 0; w < winner_names.size(); ++w)
        awards += lane.trajectory.at(Observable::awards, row, 0, w);
    double month_cleared = 0, month_abandoned = 0;
    for (std::size_t k = 0; k < tender_names.size(); ++k) {
        month_cleared += lane.trajectory.at(Observable::tenders_cleared, row, 0, k);
        month_abandoned += lane.trajectory.at(Observable::tenders_abandoned, row, 0, k);
        opened += market.over_time(Observable::tenders_opened, k);
        cleared += market.over_time(Observable::tenders_cleared, k);
    }
    REQUIRE(awards + month_abandoned == month_cleared);
    REQUIRE(opened == cleared + static_cast<double>(lane.open_tenders.size()));
}

} // namespace

TEST_CASE("tenders are awarded or abandoned, capacity is kept and released, month after month")
{
    double failed_bonds = 0;
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
        Market market({.branches = 30, .units = 5}, 6, RunKey{seed});
        make_busy(market);
        Stream chance(RunKey{seed}, Purpose::test, 0, 0);
        for (int month = 0; month < 67; ++month) {
            apply_policy(market.lane);
            live_a_month(market, chance);
            check_books(market);
            next_month(market.lane);
        }
        double exits = 0, in_hand = 0;
        for (std::size_t reason = 0; reason < reason_names.size(); ++reason)
            exits += market.over_time(Observable::exits, reason);
        for (const Proposal& proposal : market.lane.proposals)
            in_hand += proposal.in_hand ? 1 : 0;
        CHECK(exits + in_hand + static_cast<double>(market.lane.mutuals.size()) ==
              static_cast<double>(market.lane.proposals.size()));
        for (const Winner winner : {Winner::staff_group, Winner::mutual, Winner::contractor, Winner::public_body})
            CHECK(market.awards(winner) > 0);
        CHECK(market.over_time(Observable::launches, static_cast<std::size_t>(Route::responsive)) > 0);
        failed_bonds += market.exits(ExitReason::failed_bond);
        CHECK(market.over_time(Observable::direct_awards) > 0);
    }
    CHECK(failed_bonds > 0);
}

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
        for (const UnitId u : market->people.units.ids())
            market->approve(u);
        market->run_months(4);
    }
    for (const UnitId u : now.people.units.ids())
        CHECK(now.lane.units[u].owner == later.lane.units[u].owner);
}

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
        for (const UnitId u : market->people.units.ids())
            market->approve(u);
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
    for (const UnitId u : market.people.units.ids())
        market.approve(u);
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
    for (const UnitId u : market.people.units.ids())
        market.approve(u);
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

namespace
{

void prefer(Market& market, double strength)
{
    market.scenario.levers.preference.push_back({});
    market.scenario.levers.preference[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.preference[0].strength = strength;
    market.scenario.levers.preference[0].protected_months = 60;
}

} // namespace

TEST_CASE("a preference of strength 1 leaves no first contract contested, not even a bid in an ordinary tender")
{
    Market market({.branches = 40, .units = 5}, 5);
    make_busy(market);
    prefer(market, 1);
    for (std::uint32_t u = 0; u < 50; ++u)
        market.proposal(market.approve(UnitId{u})).overridden = u % 2 == 0;
    market.run_months(40);
    CHECK(market.over_time(Observable::launches, static_cast<std::size_t>(Route::responsive)) > 0);
    CHECK(market.over_time(Observable::tenders_opened, static_cast<std::size_t>(TenderKind::staff_proposal)) == 0);
    CHECK(market.exits(ExitReason::outbid) == 0);
    CHECK(market.awards(Winner::staff_group) == 0);
    CHECK(market.over_time(Observable::direct_awards) > 0);
    // The notices answered by staff are withdrawn.
    CHECK(market.over_time(Observable::tenders_abandoned, 1) >=
          market.over_time(Observable::launches, static_cast<std::size_t>(Route::responsive)));
    for (const TenderId id : market.lane.open_tenders)
        CHECK_FALSE(market.lane.units[market.lane.tenders[id.value].units.front()].proposal.exists());
    for (const Proposal& proposal : market.lane.proposals)
        if (proposal.direct_awarded) {
            CHECK(proposal.under_preference);
            CHECK(proposal.protected_until == proposal.awarded + 60);
            CHECK(proposal.first_contract_price == 1);
        }
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

TEST_CASE("public units are put to tender at the service's rate", "[statistical]")
{
    Market market({.branches = 300, .units = 10}, 0);
    put_out(market, 0.24);
    market.procurement().competition_months = 36; // so that each unit is noticed at most once
    market.run_months(12);
    // P(noticed within a year) = 1 - exp(-0.24). False alarm 6e-10: 6.2 standard deviations.
    const double chance = 1 - std::exp(-0.24), noticed = market.over_time(Observable::tenders_opened, 1) / 3000;
    CHECK(std::abs(noticed - chance) < 6.2 * std::sqrt(chance * (1 - chance) / 3000));
}

TEST_CASE("staff respond to an ordinary tender in proportion to their eager champions, up to a half", "[statistical]")
{
    const auto responses = [](std::uint32_t champions) {
        Market market({.branches = 300, .units = 10, .teams = 5, .team_posts = 10}, 0); // one champion expected a unit
        put_out(market, 12);
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
    put_out(market, 1000); // all at once
    market.procurement().responsive_chance = 1;
    market.procurement().accounts_years = 2.5;
    for (const UnitId u : market.people.units.ids())
        market.crowd.champions[u.value] = 6;
    market.run_months(1);
    CHECK(market.exits(ExitReason::failed_pqq_accounts) == 20);
    CHECK(market.lane.open_tenders.size() == 20);
    put_out(market, 0);
    market.run_months(3);
    CHECK(market.awards(Winner::contractor) + market.over_time(Observable::tenders_abandoned, 1) == 20);
    CHECK(market.awards(Winner::contractor) > 10);
}
