// Section 6: what first contracts that a lever brought cost the public, on that lever's account.
#include "process/lever_makers.hpp"
#include "process/market.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// The costs of all levers, in the order of `lever_names` [GBP].
std::array<double, 8> costs(const Lane& lane)
{
    std::array<double, 8> sums{};
    for (int row = 0; row < lane.trajectory.rows(); ++row)
        for (std::size_t lever = 0; lever < sums.size(); ++lever)
            sums[lever] += lane.trajectory.at(Observable::lever_cost, row, lever);
    return sums;
}

} // namespace

TEST_CASE("a direct award is charged to the guarantee, the right or the preference that brought it, else to none")
{
    Market market({.branches = 4}, 0);
    market.procurement().direct_council = 1;
    market.scenario.parameters.trading.direct_award_cost = 2000;
    market.approve_all();
    market.proposal(ProposalId{0}).guaranteed = true;
    market.proposal(ProposalId{0}).right_contract = right_brings_direct;
    market.proposal(ProposalId{1}).right_contract = right_brings_direct;
    market.proposal(ProposalId{2}).right_contract = right_brings_direct;
    market.run_months(40);
    CHECK(market.over_time(Observable::direct_awards) == 4);
    CHECK(costs(market.lane) == std::array<double, 8>{4000, 0, 0, 0, 0, 0, 0, 2000});

    Market preferred({.branches = 3}, 0);
    preferred.scenario.parameters.trading.direct_award_cost = 2000;
    preferred.scenario.levers.preference.push_back({});
    preferred.scenario.levers.preference[0].scope.from = preferred.scenario.horizon.first;
    preferred.scenario.levers.preference[0].strength = 1;
    preferred.approve_all();
    preferred.run_months(40);
    CHECK(costs(preferred.lane) == std::array<double, 8>{0, 0, 6000, 0, 0, 0, 0, 0});
}

TEST_CASE("a tender that the right brings is charged to it")
{
    Market market({.branches = 3}, 0);
    market.procurement().direct_council = 1;
    market.scenario.parameters.trading.tender_cost = 8000;
    market.scenario.parameters.trading.direct_award_cost = 2000;
    market.approve_all();
    market.proposal(ProposalId{1}).right_contract = right_brings_tender;
    market.run_months(1);
    CHECK(market.over_time(Observable::tenders_opened) == 1);
    CHECK(costs(market.lane) == std::array<double, 8>{8000, 0, 0, 0, 0, 0, 0, 0});
    Market plain({.branches = 3}, 0);
    plain.scenario.parameters.trading.tender_cost = 8000;
    plain.approve(UnitId{0});
    plain.run_months(1);
    CHECK(plain.over_time(Observable::tenders_opened) == 1);
    CHECK(costs(plain.lane) == std::array<double, 8>{});
}

TEST_CASE("a bond waived is risked for the first term, a test relaxed once")
{
    Workplace work({.units = 2});
    work.parameters().trading.bond_expected_loss = 0.02;
    work.parameters().trading.pqq_expected_loss = 0.005;
    const ProposalId id = work.propose({UnitId{0}, 2}, Stage::mobilising);
    work.proposal(id).bond_waived = 6000;
    work.proposal(id).relaxed_pqq = true;
    const Mutual& mutual = work.mutual(found_mutual(work.lane, id));
    const double years = (mutual.contract_ends - work.lane.row) / 12.0;
    CHECK(work.cost_of_lever(1) == Approx(0.02 * 6000 * years));
    CHECK(work.cost_of_lever(3) == Approx(0.005 * 2 * 228'000));
    Workplace plain({.units = 2});
    plain.found({UnitId{0}, 2});
    CHECK(costs(plain.lane) == std::array<double, 8>{});
}

TEST_CASE("what an exemption waives of a pension bond is asked of nobody, and risked for the first term")
{
    const double share = GENERATE(0.5, 1.0);
    auto exemption = in_spell<BondExemption>(Month::of(2009, 1));
    exemption.share = share;
    Scenario scenario = scenario_with(exemption);
    scenario.diagnostic.removed =
        1U << static_cast<int>(ExitReason::legal_challenge) | 1U << static_cast<int>(ExitReason::abandoned_mobilising);
    scenario.parameters.trading.bond_expected_loss = 0.02;
    scenario.parameters.mobilisation.pension_bond_chance = scenario.parameters.mobilisation.pension_guarantee_chance =
        1;
    scenario.parameters.mobilisation.pension_bond_share = 0.1;
    Workplace work(TinyShape{}, scenario);
    apply_policy(work.lane);
    const ProposalId id = work.propose(UnitId{0}, Stage::procurement);
    work.proposal(id).bond_waived = 6000; // in its tender
    begin_mobilisation(work.lane, id);
    work.run_months(60, mobilise);
    REQUIRE(work.lane.mutuals.size() == 1);
    const Mutual& mutual = work.lane.mutuals.front();
    const double years = (mutual.contract_ends - mutual.founded) / 12.0;
    CHECK(work.over_time(Observable::bonds_demanded) == (share < 1 ? 1 : 0));
    CHECK(work.cost_of_lever(1) == Approx(0.02 * (6000 + share * 0.1 * work.proposal(id).value) * years));
}

TEST_CASE("the contract of a mutual by default is charged to its deadline, as one that it guarantees")
{
    const Month date = Month::of(2010, 5); // the month of a fresh lane
    auto deadline = in_spell<DivestmentDeadline>(Month::of(2010, 1), date);
    deadline.deadline = date;
    deadline.otherwise = default_mutual;
    deadline.opt_out = 1.01; // nobody can
    Workplace work({.units = 4}, scenario_with(deadline));
    work.parameters().trading.divestment_cost = 50'000;
    work.parameters().trading.direct_award_cost = 2000;
    work.propose({UnitId{0}, 2}, Stage::review);
    apply_policy(work.lane);
    meet_deadlines(work.lane);
    CHECK(work.over_time(Observable::direct_awards) == 3);
    CHECK(costs(work.lane) == std::array<double, 8>{0, 0, 0, 0, 0, 0, 0, 50'000 + 3 * 2000});
}
