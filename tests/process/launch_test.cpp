// Submodel 5.4, bottom-up launches: the perceived chance and the hazard in closed form.
#include "process/lever_makers.hpp"
#include "process/workplace.hpp"
#include "support/small_population.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr double public_loss = 0.4; ///< weight of the loss that everyone in these tests has seen in their own body

/// A right, a preference and a campaign, all in force since 2009, and no sponsors.
Scenario eager_scenario(double rate)
{
    const Month past = Month::of(2009, 1);
    auto right = in_spell<RightToMutualise>(past);
    right.strength = 0.8;
    auto preference = in_spell<ContractPreference>(past);
    preference.strength = 0.5;
    auto campaign = in_spell<AwarenessCampaign>(past);
    campaign.intensity = 2;
    Scenario scenario = scenario_with(right, preference, campaign);
    ProposalParameters& p = scenario.parameters.proposals;
    p.launch_rate = rate;
    p.champion_exponent = 0.65;
    p.sponsor_rate = 0;
    p.building_months = 36;
    p.building_shape = 50; // none is finished within a year
    p.building_abandonment = 0;
    p.precedent_weight = 1.5;
    p.believed_veto = 0.35;
    p.believed_win = 0.15;
    p.expectation_weight = 3;
    p.campaign_drive = 0.2;
    scenario.parameters.procurement.direct_council = 0.1;
    scenario.parameters.precedents.public_loss_weight = public_loss;
    return scenario;
}

void prepare(Workplace& work)
{
    for (const UnitId u : work.people.units.ids())
        work.crowd.champions[u.value] = u.value * 7 % 5 * (u.value % 3 == 0 ? 30 : 1); // 0 to 120
    for (const BranchId b : work.people.branches.ids())
        work.lane.precedents.failures.push_back({1, public_loss, false, b});
    record_precedents(work.lane);
    apply_policy(work.lane);
}

/// The closed form in libm: r = 0.8, d = max(0.1, 0.5), w0 = 0.15, F = 1 - exp(-0.4 / 2).
double launch_chance(const Scenario& scenario, double champions, int levels)
{
    const ProposalParameters& p = scenario.parameters.proposals;
    const double expected = std::pow(1 - 0.35 * (1 - 0.8), levels) * (0.5 + 0.5 * 0.15);
    const double without = std::pow(1 - 0.35, levels) * (0.1 + 0.9 * 0.15);
    const double failure = 1 - std::exp(-0.4 / 2);
    const double drive =
        std::min(p.drive_ceiling, (1 + 0.2 * 2) * std::exp(1.5 * (0 - failure) + 3 * (expected - without)));
    return 1 - std::exp(-p.launch_rate * std::pow(champions, 0.65) * drive);
}

} // namespace

TEST_CASE("the perceived chance is that of passing every level and then winning")
{
    // (1 - 0.35 * 0.5)^3 (0.4 + 0.6 * 0.2) = 0.561515625 * 0.52
    CHECK(perceived_chance(0.35, 0.5, 3, 0.4, 0.2) == Approx(0.291988125).epsilon(1e-14));
    CHECK(perceived_chance(0.35, 0.5, 0, 0.4, 0.2) == Approx(0.52).epsilon(1e-14));
    CHECK(perceived_chance(0.9, 1, 7, 0.4, 0.2) == Approx(0.52).epsilon(1e-14));
    CHECK(perceived_chance(1, 0, 1, 1, 1) == 0);
    CHECK(perceived_chance(0, 0, 9, 1, 0.3) == 1);
}

TEST_CASE("a unit launches exactly when its luck is below 1 - exp(-eta n^alpha A)")
{
    Scenario scenario = eager_scenario(0.02);
    scenario.parameters.proposals.drive_ceiling = GENERATE(40.0, 2.0); // the second binds at the shallower branches
    Workplace work({.branches = 40, .units = GENERATE(1, 6, 40)}, scenario);
    prepare(work);
    std::size_t launched = 0;
    for (int month = 0; month < 12; ++month) {
        std::vector<bool> free;
        for (const UnitId u : work.people.units.ids())
            free.push_back(may_propose(work.lane, u));
        make_proposals(work.lane);
        for (const UnitId u : work.people.units.ids()) {
            const double chance = launch_chance(scenario, work.crowd.champions[u.value], work.people.levels_above(u));
            const double luck = uniform(work.lane.key, Purpose::launch, work.people.units[u].stable,
                                        static_cast<std::uint32_t>(work.lane.month.value));
            REQUIRE(work.lane.units[u].proposal.exists() == (!free[u.value] || luck < chance));
        }
        launched = work.lane.proposals.size();
        next_month(work.lane);
    }
    CHECK(launched > 0);
    CHECK(work.over_time(Observable::launches, 0) == static_cast<double>(launched));
    CHECK(work.over_time(Observable::launches, 1) == 0);
}

TEST_CASE("as many launch as the closed form says", "[statistical]") // false alarm about 1e-10: 6.5 standard deviations
{
    const Scenario scenario = eager_scenario(0.01);
    double launched = 0, expected = 0, variance = 0;
    for (std::uint32_t run = 0; run < 20; ++run) {
        Workplace work(tiny_population({.branches = 50, .units = 36, .team_posts = 2}), scenario, run_key(11, run));
        prepare(work);
        make_proposals(work.lane);
        launched += static_cast<double>(work.lane.proposals.size());
        for (const UnitId u : work.people.units.ids()) {
            const double chance = launch_chance(scenario, work.crowd.champions[u.value], work.people.levels_above(u));
            expected += chance;
            variance += chance * (1 - chance);
        }
    }
    CHECK(expected > 500);
    CHECK(std::abs(launched - expected) < 6.5 * std::sqrt(variance));
}

TEST_CASE("a month's chance to launch is below 1 at every corner of the bounds")
{
    const auto ends = [](std::string_view name) {
        for (const Field<ProposalParameters>& field : fields<ProposalParameters>())
            if (field.name == name)
                return std::array{field.lower, field.upper};
        throw std::logic_error("no such parameter");
    };
    double largest_unit = 0;
    for (const Service& service : data()->services)
        largest_unit = std::max(largest_unit, static_cast<double>(service.unit_size_most));
    for (const double rate : ends("launch_rate"))
        for (const double exponent : ends("champion_exponent"))
            for (const double ceiling : ends("drive_ceiling"))
                for (const double share : ends("champion_share")) {
                    const double hazard = rate * std::pow(share * largest_unit, exponent) * ceiling;
                    CHECK(1 - std::exp(-hazard) < 1);
                }
    for (const double rate : ends("sponsor_rate"))
        for (const double ceiling : ends("drive_ceiling"))
            CHECK(1 - std::exp(-rate * ceiling) < 1); // the most willing sponsor
}

TEST_CASE("a more generous lever never takes a launch away")
{
    const auto launches = [](auto change) {
        Scenario scenario = eager_scenario(0.02);
        change(scenario);
        Workplace work({.branches = 40, .units = 20}, scenario);
        prepare(work);
        make_proposals(work.lane);
        std::vector<bool> launched;
        for (const UnitId u : work.people.units.ids())
            launched.push_back(work.lane.units[u].proposal.exists());
        return launched;
    };
    const auto base = launches([](Scenario&) {});
    for (const auto& more : {launches([](Scenario& s) { s.levers.right[0].strength = 1; }),
                             launches([](Scenario& s) { s.levers.preference[0].strength = 0.9; }),
                             launches([](Scenario& s) { s.levers.campaign[0].intensity = 5; })}) {
        int gained = 0;
        for (std::size_t u = 0; u < base.size(); ++u) {
            REQUIRE((!base[u] || more[u]));
            gained += more[u] && !base[u];
        }
        CHECK(gained > 0);
    }
}

TEST_CASE("any number of champions counts by its power")
{
    const Scenario scenario = eager_scenario(0.05);
    Workplace work({.branches = 130}, scenario);
    prepare(work);
    for (const UnitId u : work.people.units.ids())
        work.crowd.champions[u.value] = u.value;
    make_proposals(work.lane);
    const auto month = static_cast<std::uint32_t>(work.lane.month.value);
    for (const UnitId u : work.people.units.ids()) {
        const double chance = launch_chance(scenario, u.value, work.people.levels_above(u));
        CHECK(work.lane.units[u].proposal.exists() ==
              (uniform(work.lane.key, Purpose::launch, u.value, month) < chance));
    }
}
