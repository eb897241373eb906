// What a unit's sums count, and what vacancies and newcomers do to attitudes.
#include "mutualise/process/schedule.hpp"
#include "support/attitude_transcription.hpp"
#include "support/tiny_population.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

namespace
{

struct Counts {
    std::uint32_t filled = 0, attitude = 0, interested = 0, undecided = 0, champions = 0;
    friend bool operator==(const Counts&, const Counts&) = default;
};

/// The sums of a unit counted post by post.
Counts counted(const Population& people, const Lane& lane, UnitId unit)
{
    Counts counts;
    const ProposalParameters& p = lane.parameters().proposals;
    for (const EmployeeId e : people.employees_of(people.units[unit])) {
        if (lane.crowd->is_vacant(e, lane.column))
            continue;
        const FixedAttitude fixed = lane.crowd->attitude_of(e, lane.column);
        const double x = to_real(fixed);
        ++counts.filled;
        counts.attitude += fixed;
        counts.interested += x >= 0.6;
        counts.undecided += x >= 0.5 && x < 0.6;
        counts.champions +=
            people.employees[e.value].champion_quantile < p.champion_share * 65536 && x >= p.launch_attitude;
    }
    return counts;
}

Counts recorded(const Crowd& crowd, const Lane& lane, UnitId unit)
{
    const std::size_t i = crowd.at(unit, lane.column);
    return {crowd.filled[i], crowd.attitude_sum[i], crowd.interested[i], crowd.undecided[i], crowd.champions[i]};
}

} // namespace

TEST_CASE("a unit's sums are those of its filled posts")
{
    const Population people =
        testing::tiny_population({.branches = 2, .units = 5, .teams = 3, .team_posts = 13, .seed = 9});
    std::vector<Scenario> scenarios(7);
    Crowd crowd = make_crowd(people, 7);
    std::vector<Lane> lanes;
    for (std::uint32_t c = 0; c < 7; ++c) {
        scenarios[c].parameters.proposals.champion_share = 0.05 * c;
        scenarios[c].parameters.proposals.launch_attitude = c == 6 ? 0 : 0.5;
        scenarios[c].parameters.attitudes.mean = 0.5 + 0.01 * c;
        lanes.push_back(testing::make_lane(people, scenarios[c], crowd, c, RunKey{c}));
        lanes[c].budget.assign(people.branches.size(), 1 - 0.05 * c);
    }
    start_attitudes(people, lanes, crowd);
    Counts total;
    for (int month = 0; month < 40; ++month) {
        for (const Lane& lane : lanes)
            for (const UnitId u : people.units.ids()) {
                const Counts counts = recorded(crowd, lane, u);
                REQUIRE(counts == counted(people, lane, u));
                total.interested += counts.interested;
                total.undecided += counts.undecided;
                total.champions += counts.champions;
            }
        renew_staff(people, lanes, crowd);
        update_attitudes(people, lanes, crowd);
        for (Lane& lane : lanes)
            testing::next_month(lane);
    }
    CHECK(total.interested > 0);
    CHECK(total.undecided > 0);
    CHECK(total.champions > 0);
}

TEST_CASE("a vacant post is in no sum, but its attitude moves and is read as before")
{
    const Population people = testing::tiny_population(2, 2, 6);
    const Scenario scenario;
    Crowd crowd = make_crowd(people, 2);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd, 0),
                            testing::make_lane(people, scenario, crowd, 1)};
    start_attitudes(people, lanes, crowd);
    crowd.vacant[3] = lane_bit(1); // in the second run only
    for (int month = 0; month < 6; ++month) {
        const FixedAttitude before = crowd.attitude_of(EmployeeId{3}, 1);
        update_attitudes(people, lanes, crowd);
        CHECK(crowd.attitude_of(EmployeeId{3}, 1) != before);
        for (std::uint32_t e = 0; e < people.employees.size(); ++e)
            CHECK(crowd.attitude_of(EmployeeId{e}, 0) == crowd.attitude_of(EmployeeId{e}, 1));
        CHECK(crowd.attitude_sum[crowd.at(UnitId{0}, 0)] - crowd.attitude_sum[crowd.at(UnitId{0}, 1)] ==
              crowd.attitude_of(EmployeeId{3}, 0));
    }
}

TEST_CASE("a newcomer takes the post's private leaning, once")
{
    const Population people = testing::tiny_population(2, 2, 6);
    const Scenario scenario;
    Crowd crowd = make_crowd(people, 2);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd, 0),
                            testing::make_lane(people, scenario, crowd, 1)};
    start_attitudes(people, lanes, crowd);
    for (int month = 0; month < 12; ++month)
        update_attitudes(people, lanes, crowd);
    const EmployeeId post{5};
    const double leaning = testing::private_leanings(people, lanes[1])[post.value];
    REQUIRE(to_real(crowd.attitude_of(post, 1)) != Approx(leaning).margin(1e-3));
    crowd.newcomer[post.value] = lane_bit(1);
    update_attitudes(people, lanes, crowd);
    CHECK(crowd.newcomer[post.value] == 0);
    CHECK(to_real(crowd.attitude_of(post, 1)) == Approx(leaning).margin(3e-4));
    CHECK(to_real(crowd.attitude_of(post, 0)) != Approx(leaning).margin(1e-3));
    update_attitudes(people, lanes, crowd);
    CHECK(to_real(crowd.attitude_of(post, 1)) != Approx(leaning).margin(1e-4));
}
