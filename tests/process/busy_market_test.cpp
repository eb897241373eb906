/// \file A busy month of procurement as a whole: identities over random months, and what a full preference leaves.
#include "process/market.hpp"

#include <catch2/catch.hpp>

#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

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
    market.put_out(0.5);
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

TEST_CASE("a preference of strength 1 leaves no first contract contested, not even a bid in an ordinary tender")
{
    Market market({.branches = 40, .units = 5}, 5);
    make_busy(market);
    market.scenario.levers.preference.push_back({});
    market.scenario.levers.preference[0].scope.from = market.scenario.horizon.first;
    market.scenario.levers.preference[0].strength = 1;
    market.scenario.levers.preference[0].protected_months = 60;
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
