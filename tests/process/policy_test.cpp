// Section 6: what each lever does to the policy of a service in a region, by hand.
#include "process/lever_makers.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

const Month start = Month::of(2011, 1);

/// The policy of libraries in January 2011, with d = 0.4, w0 = 0.15 and the usual tests.
struct Policy {
    Workplace work;

    explicit Policy(Levers levers, Month month = start) : work(TinyShape{}, with(std::move(levers)))
    {
        work.lane.month = month;
        apply_policy(work.lane);
    }
    static Scenario with(Levers levers)
    {
        Scenario scenario;
        scenario.parameters.procurement.direct_council = 0.4;
        scenario.parameters.procurement.direct_health = 0.6;
        scenario.parameters.procurement.direct_later_factor = 0.5;
        scenario.parameters.procurement.turnover_multiple = 2;
        scenario.parameters.procurement.accounts_years = 2.5;
        scenario.parameters.proposals.believed_win = 0.15;
        scenario.parameters.proposals.believed_win_pqq = 0.2;
        scenario.parameters.proposals.believed_win_bond = 0.1;
        scenario.levers = std::move(levers);
        return scenario;
    }
    const LocalPolicy& libraries() const { return work.lane.policy_at(ServiceId{0}, RegionId{0}); }
    const LocalPolicy& health() const { return work.lane.policy_at(ServiceId{1}, RegionId{0}); }
};

} // namespace

TEST_CASE("without levers people expect what there is")
{
    const Policy now({});
    CHECK(now.libraries().plain_direct == 0.4);
    CHECK(now.libraries().expected_direct == 0.4);
    CHECK(now.health().plain_direct == 0.6);
    CHECK(now.libraries().believed_win == 0.15);
    CHECK(now.libraries().expected_right == 0);
    CHECK(now.libraries().campaign_intensity == 0);
    CHECK(now.libraries().pension_protection == 0);
    const LocalPolicy& p = now.libraries();
    CHECK((!p.right && !p.bond && !p.preference && !p.support && !p.deadline));
    const Policy later({}, Month::of(2012, 7)), before({}, Month::of(2012, 6));
    CHECK(later.libraries().plain_direct == Approx(0.2));
    CHECK(before.libraries().plain_direct == 0.4);
}

TEST_CASE("a right is believed at its strength, less what an arbiter would refuse")
{
    auto right = in_spell<RightToMutualise>(start);
    right.strength = 0.8;
    CHECK(Policy(levers_of(right)).libraries().expected_right == 0.8);
    CHECK(Policy(levers_of(right)).libraries().expected_direct == 0.4);
    right.contract = right_brings_tender;
    CHECK(Policy(levers_of(right)).libraries().expected_direct == 0.4);
    right.contract = right_brings_direct;
    CHECK(Policy(levers_of(right)).libraries().expected_direct == 0.8);
    right.arbiter = true;
    right.arbiter_threshold = 0.25;
    const Policy arbitrated(levers_of(right));
    CHECK(arbitrated.libraries().expected_right == Approx(0.6));
    CHECK(arbitrated.libraries().expected_direct == Approx(0.6));
    CHECK(arbitrated.libraries().right == &arbitrated.work.scenario.levers.right[0]);
    right.strength = 0.3; // a weak right does not make direct awards rarer
    CHECK(Policy(levers_of(right)).libraries().expected_direct == 0.4);
}

TEST_CASE("a preference raises the expected chance of a direct award to its strength, and never lowers it")
{
    auto preference = in_spell<ContractPreference>(start);
    preference.strength = 0.9;
    const Policy strong(levers_of(preference));
    CHECK(strong.libraries().expected_direct == 0.9);
    CHECK(strong.libraries().plain_direct == 0.4);
    preference.strength = 0.1;
    CHECK(Policy(levers_of(preference)).libraries().expected_direct == 0.4);
}

TEST_CASE("relaxed tests and a waived bond raise the believed chance to win, to at most 1")
{
    auto pqq = in_spell<PqqProportionality>(start);
    pqq.turnover_cap = 1;           // of 2: half
    pqq.accounts_years = 1;         // of 2.5: 0.6 of them dropped
    pqq.balance_waived_months = 12; // all
    pqq.count_predecessor = 0.3;    // 0.3
    auto bond = in_spell<BondExemption>(start);
    bond.share = 0.5;
    const double relaxed = (0.5 + 0.6 + 1 + 0.3) / 4; // 0.6
    CHECK(Policy(levers_of(pqq)).libraries().believed_win == Approx(0.15 + 0.2 * relaxed));
    CHECK(Policy(levers_of(bond)).libraries().believed_win == Approx(0.15 + 0.1 * 0.5));
    CHECK(Policy(levers_of(bond, pqq)).libraries().believed_win == Approx(0.15 + 0.12 + 0.05));
    CHECK(Policy(levers_of(in_spell<PqqProportionality>(start))).libraries().believed_win == 0.15);
    Scenario sure = Policy::with(levers_of(bond));
    sure.parameters.proposals.believed_win = 0.98;
    Workplace work(TinyShape{}, sure);
    work.lane.month = start;
    apply_policy(work.lane);
    CHECK(work.lane.policy_at(ServiceId{0}, RegionId{0}).believed_win == 1);
}

TEST_CASE("pension protection, a campaign and a support programme are what they are while in force")
{
    auto pension = in_spell<PensionProtection>(start);
    pension.share = 0.4;
    auto campaign = in_spell<AwarenessCampaign>(start);
    campaign.intensity = 2;
    const Policy now(levers_of(in_spell<SupportProgramme>(start), pension, campaign));
    CHECK(now.libraries().pension_protection == 0.4);
    CHECK(now.libraries().campaign_intensity == 2);
    CHECK(now.libraries().support == &now.work.scenario.levers.support[0]);
}

TEST_CASE("a campaign is paid for in each month it runs, once, at the scale of the population")
{
    auto campaign = in_spell<AwarenessCampaign>(start);
    campaign.intensity = 2;
    campaign.scope.until = start + 3;
    Scenario scenario = Policy::with(levers_of(campaign));
    scenario.parameters.trading.campaign_cost = 1000;
    Population people = tiny_population({.branches = 5});
    people.settings.scale = 0.25;
    Workplace work(std::move(people), scenario);
    work.lane.month = start - 1;
    work.run_months(6, apply_policy);
    CHECK(work.cost_of_lever(6) == Approx(3 * 1000 * 2 * 0.25));
}

TEST_CASE("a deadline that guarantees a contract makes it certain, for requests made in time")
{
    auto deadline = in_spell<DivestmentDeadline>(start);
    deadline.deadline = start + 12;
    CHECK(Policy(levers_of(deadline)).libraries().expected_direct == 1);
    deadline.requests_until = start + 1;
    CHECK(Policy(levers_of(deadline)).libraries().expected_direct == 1);
    deadline.requests_until = start;
    CHECK(Policy(levers_of(deadline)).libraries().expected_direct == 0.4);
    deadline.requests_until = never;
    deadline.guaranteed_contract = false;
    CHECK(Policy(levers_of(deadline)).libraries().expected_direct == 0.4);
}

TEST_CASE("the eligible share is the service's, in the nation and era")
{
    Population people = tiny_population({});
    auto data = std::make_shared<SystemData>(*people.data);
    data->regions[0].nation = Nation::wales;
    data->services[0].eligible_early = {0.1, 0.2, 0.3, 0.4};
    data->services[0].eligible_later = {0.5, 0.6, 0.7, 0.8};
    data->services[0].later_from = Month::of(2012, 1);
    people.data = data;
    Workplace work(std::move(people));
    for (const auto& [month, share] : {std::pair{Month::of(2011, 12), 0.2}, {Month::of(2012, 1), 0.6}}) {
        work.lane.month = month;
        apply_policy(work.lane);
        CHECK(work.lane.policy_at(ServiceId{0}, RegionId{0}).eligible_share == share);
    }
}
