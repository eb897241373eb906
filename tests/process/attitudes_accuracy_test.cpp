// The fixed-point kernel against its slow transcription in doubles.
#include "mutualise/process/schedule.hpp"
#include "support/attitude_transcription.hpp"
#include "support/tiny_population.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <memory>

using namespace mutualise;

namespace
{

constexpr int months = 24 + 68; // spin-up and horizon

/// Signals that rise, jump and fall back; one unit passes to a mutual and one mutual fails.
void shift_signals(Lane& lane, int month)
{
    for (const BranchId b : lane.pressure.ids()) {
        lane.budget[b] = 1 - 0.3 * std::min(month, 60) / 60.0;
        lane.pressure[b] = (1 - lane.budget[b]) / 0.3 + (b.value == 1 && month > 40 ? 0.2 : 0);
    }
    for (LocalPolicy& policy : lane.policy) {
        policy.campaign_intensity = month >= 30 && month < 50 ? 3 : 0;
        policy.pension_protection = month >= 35 ? 0.75 : 0;
    }
    if (month == 28) {
        lane.mutuals.push_back({});
        lane.mutuals[0].founded = lane.row;
        change_owner(lane, UnitId{2}, OwnerKind::mutual);
        change_owner(lane, UnitId{3}, OwnerKind::mutual);
    }
    if (month == 60)
        change_owner(lane, UnitId{3}, OwnerKind::public_body);
}

/// The largest difference over all months and posts.
double largest_error(const Population& people, const Scenario& scenario)
{
    Crowd crowd = make_crowd(people, 3);
    std::vector<Lane> lanes;
    for (std::uint32_t c = 0; c < 3; ++c)
        lanes.push_back(testing::make_lane(people, scenario, crowd, c, RunKey{c + 1}));
    Lane& lane = lanes[1];
    start_attitudes(people, lanes, crowd);
    const testing::InfluenceNetwork network = testing::network_of(people, scenario.parameters.attitudes);
    std::vector<double> x = testing::private_leanings(people, lane);
    double largest = 0;
    for (int month = 0; month < months; ++month) {
        shift_signals(lane, month);
        renew_staff(people, lanes, crowd);
        const std::vector<double> l = testing::private_leanings(people, lane);
        x = testing::influenced(network, x, l);
        for (std::size_t e = 0; e < x.size(); ++e)
            if ((crowd.newcomer[e] & lane_bit(lane.column)) != 0)
                x[e] = l[e];
        update_attitudes(people, lanes, crowd);
        for (std::uint32_t e = 0; e < x.size(); ++e)
            largest = std::max(largest, std::abs(to_real(crowd.attitude_of(EmployeeId{e}, lane.column)) - x[e]));
        for (Lane& each : lanes)
            testing::next_month(each);
    }
    return largest;
}

Population example()
{
    return testing::tiny_population({.branches = 3, .units = 6, .teams = 4, .team_posts = 11, .seed = 11});
}

} // namespace

TEST_CASE("under shifting signals every attitude stays within 0.001 of the double transcription")
{
    // Leanings are summed in steps of 1/8191: three terms and two coefficients are each rounded by half a step at most,
    // 3e-4. Influence is within a step of 1/32764 or so, over 1 - w_max: 1e-4 more.
    CHECK(largest_error(example(), Scenario{}) < 4e-4);
}

TEST_CASE("at the corners of the parameters' bounds every attitude stays within 0.001 of the double transcription")
{
    Scenario scenario;
    AttitudeParameters& p = scenario.parameters.attitudes;
    SECTION("everyone follows others almost wholly") { p.influence_least = p.influence_most = 0.98; }
    SECTION("leanings spread widely, most reach 0 or 1")
    {
        p.spread = 0.4;
        p.unit_share = 0;
        p.team_share = 0.4;
        p.union_opposition = p.pension_deterrent = 0.5;
    }
    SECTION("signals are as strong as they can be")
    {
        p.cuts_signal = p.campaign_signal = p.ownership_signal = 0.5;
        p.ownership_months = 1;
    }
    SECTION("only ties count") { p.team_weight = 0; }
    SECTION("only the team counts") { p.team_weight = 1; }
    SECTION("unit and team leanings are all there is")
    {
        p.unit_share = 0.6;
        p.team_share = 0.4;
    }
    CHECK(largest_error(example(), scenario) < 0.001);
}

TEST_CASE("where all follow others almost wholly, rounding is carried on but bounded, whatever the ties' part")
{
    const double team_weight = GENERATE(0.0, 0.55, 1.0);
    const int ties = GENERATE(6, 12);
    const double spread = GENERATE(0.0, 0.287);
    Scenario scenario;
    AttitudeParameters& p = scenario.parameters.attitudes;
    p.influence_least = p.influence_most = 0.98;
    p.team_weight = team_weight;
    p.spread = spread;
    const Population people = testing::tiny_population(
        {.branches = 3, .units = 6, .teams = 4, .team_posts = 11, .ties_each = ties, .seed = 11});
    // Influence is cut in 1 + pairs parts, each within half a step after rounding, the move once more.
    const double steps = (ties / 2 + 2) / 2.0;
    CHECK(largest_error(people, scenario) < 3e-4 + steps / attitude_one / 0.02);
}

TEST_CASE("staff of a mutual gain the ownership signal month by month, up to the full signal")
{
    const Population people = testing::tiny_population(200, 1, 6); // units enough for several workers' pieces
    Scenario scenario;
    AttitudeParameters& p = scenario.parameters.attitudes;
    p.mean = 0.5;
    p.spread = p.union_opposition = p.pension_deterrent = 0;
    p.influence_least = p.influence_most = 0;
    p.ownership_signal = 0.24;
    p.ownership_months = 12;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd)};
    lanes[0].mutuals.push_back({});
    lanes[0].mutuals[0].founded = lanes[0].row;
    for (std::uint32_t u = 1; u < 200; u += 3)
        change_owner(lanes[0], UnitId{u}, OwnerKind::mutual);
    start_attitudes(people, lanes, crowd);
    for (int age = 0; age < 15; ++age) {
        update_attitudes(people, lanes, crowd);
        for (const UnitId u : people.units.ids())
            REQUIRE(crowd.mean_attitude(u, 0) ==
                    Approx(0.5 + (u.value % 3 == 1 ? 0.02 * std::min(age, 12) : 0)).margin(1e-4));
        testing::next_month(lanes[0]);
    }
}

TEST_CASE("a stronger campaign lowers nobody's attitude")
{
    const Population people = example();
    const Scenario scenario;
    Crowd crowd = make_crowd(people, 5);
    std::vector<Lane> lanes;
    for (std::uint32_t c = 0; c < 5; ++c) {
        lanes.push_back(testing::make_lane(people, scenario, crowd, c));
        for (LocalPolicy& policy : lanes.back().policy)
            policy.campaign_intensity = std::array{0.0, 0.001, 0.5, 2.0, 5.0}[c];
    }
    start_attitudes(people, lanes, crowd);
    std::size_t raised = 0;
    for (int month = 0; month < 40; ++month) {
        update_attitudes(people, lanes, crowd);
        for (std::uint32_t e = 0; e < people.employees.size(); ++e)
            for (std::uint32_t c = 1; c < 5; ++c) {
                REQUIRE(crowd.attitude_of(EmployeeId{e}, c) >= crowd.attitude_of(EmployeeId{e}, c - 1));
                raised += crowd.attitude_of(EmployeeId{e}, c) > crowd.attitude_of(EmployeeId{e}, c - 1);
            }
    }
    CHECK(raised > 0);
}
