// Section 6: when and where a lever is in force, and when it is expected.
#include "process/lever_makers.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

const ServiceId libraries{0}, health{1};
const RegionId london{0}, north_east{1};

/// Two services in two regions.
Population two_regions()
{
    Population people = tiny_population({});
    auto data = std::make_shared<SystemData>(*people.data);
    data->regions.push_back({.name = "north_east", .nation = Nation::england, .population_share = 0.5});
    people.data = data;
    return people;
}

Workplace& in_month(Workplace& work, Month month)
{
    work.lane.month = month;
    apply_policy(work.lane);
    return work;
}

} // namespace

TEST_CASE("a lever covers the decisions of the months from its first to before its last")
{
    const Month from = Month::of(2011, 3), until = Month::of(2011, 6);
    Workplace work(two_regions(),
                   scenario_with(in_spell<RightToMutualise>(from, until), in_spell<PensionProtection>(from, until)));
    for (Month month = Month::of(2011, 1); month <= Month::of(2011, 8); ++month) {
        const LocalPolicy& here = in_month(work, month).lane.policy_at(libraries, london);
        const bool in_force = month.month() >= 3 && month.month() <= 5;
        CHECK((here.right != nullptr) == in_force);
        CHECK((here.expected_right > 0) == in_force);
        CHECK((here.pension_protection > 0) == in_force);
    }
}

TEST_CASE("from its announcement a lever moves expectations and nothing else")
{
    const Month announced = Month::of(2011, 1), from = Month::of(2011, 4), until = Month::of(2011, 7);
    auto right = in_spell<RightToMutualise>(from, until);
    auto preference = in_spell<ContractPreference>(from, until);
    auto bond = in_spell<BondExemption>(from, until);
    auto pqq = in_spell<PqqProportionality>(from, until);
    auto pension = in_spell<PensionProtection>(from, until);
    auto campaign = in_spell<AwarenessCampaign>(from, until);
    for (LeverScope* scope :
         {&right.scope, &preference.scope, &bond.scope, &pqq.scope, &pension.scope, &campaign.scope})
        scope->announced = announced;
    right.strength = 0.7;
    preference.strength = 0.9;
    pqq.turnover_cap = 0;
    Workplace work(two_regions(), scenario_with(right, preference, bond, pqq, pension, campaign));
    for (Month month = Month::of(2010, 12); month <= Month::of(2011, 8); ++month) {
        const LocalPolicy& here = in_month(work, month).lane.policy_at(libraries, london);
        const bool expected = month >= announced && month < until, in_force = month >= from && month < until;
        CHECK((here.expected_right == 0.7) == expected);
        CHECK((here.expected_direct == 0.9) == expected);
        CHECK((here.believed_win > work.parameters().proposals.believed_win + 0.1) == expected);
        CHECK((here.right && here.preference && here.bond) == in_force);
        CHECK((here.pension_protection == 1) == in_force);
        CHECK((here.campaign_intensity == 1) == in_force);
        CHECK(here.plain_direct == work.parameters().procurement.direct_council);
    }
}

TEST_CASE("a lever acts on its services in its regions only")
{
    const Month month = Month::of(2011, 1);
    auto right = in_spell<RightToMutualise>(month);
    right.scope.services = 0b10;
    auto preference = in_spell<ContractPreference>(month);
    preference.scope.regions = 0b10;
    preference.strength = 0.9;
    auto bond = in_spell<BondExemption>(month);
    bond.scope.services = bond.scope.regions = 0b01;
    Workplace work(two_regions(), scenario_with(right, preference, bond));
    in_month(work, month);
    const auto at = [&](ServiceId s, RegionId r) { return work.lane.policy_at(s, r); };
    for (const RegionId r : {london, north_east}) {
        CHECK(at(libraries, r).right == nullptr);
        CHECK(at(libraries, r).expected_right == 0);
        CHECK(at(health, r).right != nullptr);
        CHECK(at(health, r).expected_right == 1);
    }
    for (const ServiceId s : {libraries, health}) {
        CHECK(at(s, london).preference == nullptr);
        CHECK(at(s, north_east).preference != nullptr);
        CHECK(at(s, london).expected_direct < 0.9);
        CHECK(at(s, north_east).expected_direct == 0.9);
    }
    CHECK(at(libraries, london).bond != nullptr);
    CHECK(at(libraries, north_east).bond == nullptr);
    CHECK(at(health, london).bond == nullptr);
}

TEST_CASE("people reckon with the spell in force before the one announced")
{
    const Month now = Month::of(2011, 1), next = Month::of(2011, 6);
    auto later = in_spell<RightToMutualise>(next), sooner = in_spell<RightToMutualise>(now, next);
    later.scope.announced = now;
    later.strength = 0.9;
    sooner.strength = 0.3;
    Workplace work(two_regions(), scenario_with(later, sooner));
    CHECK(in_month(work, now).lane.policy_at(libraries, london).expected_right == 0.3);
    CHECK(in_month(work, next).lane.policy_at(libraries, london).expected_right == 0.9);
}

TEST_CASE("a deadline looms from its announcement to its month, that month included, unless it is withdrawn before")
{
    const Month announced = Month::of(2011, 1), from = Month::of(2011, 3), date = Month::of(2011, 8);
    const Month until = GENERATE(Month::of(2011, 6), Month::of(2011, 8), Month::of(2012, 1), never);
    auto lever = in_spell<DivestmentDeadline>(from, until);
    lever.scope.announced = announced;
    lever.deadline = date;
    Workplace work(two_regions(), scenario_with(lever));
    for (Month month = Month::of(2010, 12); month <= Month::of(2012, 2); ++month) {
        const LocalPolicy& here = in_month(work, month).lane.policy_at(libraries, london);
        const Month last = until < date ? until - 1 : date;
        CHECK((here.deadline != nullptr) == (month >= announced && month <= last));
        CHECK((here.expected_direct == 1) == (month >= announced && month <= last));
    }
}

TEST_CASE("of two deadlines the one in force comes before the one announced, else the nearer, in whatever order")
{
    const Month start = Month::of(2011, 1);
    const bool swapped = GENERATE(false, true);
    auto first = in_spell<DivestmentDeadline>(start), second = in_spell<DivestmentDeadline>(start + 4);
    second.scope.announced = start;
    first.scope.announced = start - 1;
    Month last; // in which the first one counts
    SECTION("the first has its day")
    {
        first.scope.from = start + 2;
        first.deadline = last = start + 3;
        second.deadline = start + 9;
    }
    SECTION("the first is withdrawn, and would have been later")
    {
        first.scope.until = start + 4;
        last = start + 3;
        first.deadline = start + 20;
        second.deadline = start + 9;
    }
    SECTION("they meet in the first's month")
    {
        first.scope.until = first.deadline = last = start + 4;
        second.deadline = start + 9;
    }
    Workplace work(two_regions(), swapped ? scenario_with(second, first) : scenario_with(first, second));
    for (Month month = start; month <= start + 9; ++month) {
        const DivestmentDeadline* here = in_month(work, month).lane.policy_at(libraries, london).deadline;
        REQUIRE(here != nullptr);
        CHECK(here->deadline == (month <= last ? first.deadline : second.deadline));
    }
}
