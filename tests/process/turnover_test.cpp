// Submodel 5.2: who leaves, who is replaced. Tests of distributions allow 7 standard deviations of their (nearly
// normal) statistic: a false alarm of about 3e-12 each.
#include "../../sim/process/geometric_jumps.hpp"
#include "mutualise/process/schedule.hpp"
#include "support/tiny_population.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <vector>

using namespace mutualise;

namespace
{

constexpr double deviations = 7;

/// Posts newly filled this month in a lane; with nothing cut, the month's leavers.
std::vector<std::uint32_t> newcomers(const Population& people, const Crowd& crowd, std::uint32_t column)
{
    std::vector<std::uint32_t> posts;
    for (std::uint32_t e = 0; e < people.employees.size(); ++e)
        if ((crowd.newcomer[e] & lane_bit(column)) != 0)
            posts.push_back(e);
    return posts;
}

void forget_newcomers(const Population& people, Crowd& crowd)
{
    for (std::uint32_t e = 0; e < people.employees.size(); ++e)
        crowd.newcomer[e] = 0;
}

std::uint32_t total(const HugeArray<std::uint32_t>& sums, const Population& people, const Crowd& crowd,
                    std::uint32_t column)
{
    std::uint32_t all = 0;
    for (const UnitId u : people.units.ids())
        all += sums[crowd.at(u, column)];
    return all;
}

struct Moments {
    double count = 0, sum = 0, squares = 0;
    void add(double x, double centre)
    {
        ++count;
        sum += x;
        squares += (x - centre) * (x - centre);
    }
};

/// Are these counts Binomial(n, p) by mean and variance?
void check_binomial(const Moments& found, double n, double p)
{
    const double variance = n * p * (1 - p);
    CHECK(std::abs(found.sum - found.count * n * p) < deviations * std::sqrt(found.count * variance));
    const double fourth = variance * (1 + 3 * (n - 2) * p * (1 - p)); // central moment
    CHECK(std::abs(found.squares - found.count * variance) <
          deviations * std::sqrt(found.count * (fourth - variance * variance)));
}

} // namespace

TEST_CASE("each post is left independently with the monthly chance of the service's annual turnover", "[statistical]")
{
    const Population people = testing::tiny_population({.branches = 2, .units = 20, .teams = 5, .team_posts = 12});
    Scenario scenario;
    scenario.parameters.turnover.rate_factor =
        GENERATE(1.0, 2.6); // 12 % and 31.2 % a year: one round of candidates, and two
    const double p = 1 - std::pow(1 - 0.12 * scenario.parameters.turnover.rate_factor, 1.0 / 12);
    Crowd crowd = make_crowd(people, 32);
    std::vector<Lane> lanes;
    for (std::uint32_t c = 0; c < 32; ++c)
        lanes.push_back(testing::make_lane(people, scenario, crowd, c, run_key(1, c)));
    Moments by_unit, by_branch;
    std::vector<double> by_post(people.employees.size());
    constexpr int months = 60;
    for (int month = 0; month < months; ++month) {
        renew_staff(people, lanes, crowd);
        for (Lane& lane : lanes) {
            for (const UnitId u : people.units.ids())
                by_unit.add(crowd.left[crowd.at(u, lane.column)], 60 * p);
            for (const Branch& branch : people.branches) {
                double left = 0;
                for (const UnitId u : branch.units)
                    left += crowd.left[crowd.at(u, lane.column)];
                by_branch.add(left, 1200 * p);
            }
            testing::next_month(lane);
        }
        for (std::uint32_t e = 0; e < people.employees.size(); ++e)
            by_post[e] += std::popcount(crowd.newcomer[e]);
        forget_newcomers(people, crowd);
    }
    check_binomial(by_unit, 60, p);
    check_binomial(by_branch, 1200, p);
    double chi_square = 0;
    const double expected = 32 * months * p;
    for (const double left : by_post)
        chi_square += (left - expected) * (left - expected) / (expected * (1 - p));
    const auto posts = static_cast<double>(by_post.size());
    CHECK(std::abs(chi_square - posts) < deviations * std::sqrt(2 * posts));
}

TEST_CASE("in a mutual 16 % fewer leave, and everyone who leaves would also have left outside it", "[statistical]")
{
    const Population people = testing::tiny_population({.branches = 3, .units = 10, .teams = 5, .team_posts = 12});
    Scenario scenario;
    scenario.parameters.turnover.rate_factor = GENERATE(1.0, 2.6, 5.0); // one, two and five rounds of candidates
    Crowd crowd = make_crowd(people, 2);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd, 0),
                            testing::make_lane(people, scenario, crowd, 1)};
    for (const UnitId u : people.units.ids())
        change_owner(lanes[1], u, OwnerKind::mutual);
    double outside = 0, inside = 0;
    for (int month = 0; month < 600; ++month) {
        renew_staff(people, lanes, crowd);
        const std::vector<std::uint32_t> leavers = newcomers(people, crowd, 0), nested = newcomers(people, crowd, 1);
        REQUIRE(std::ranges::includes(leavers, nested));
        outside += static_cast<double>(leavers.size());
        inside += static_cast<double>(nested.size());
        forget_newcomers(people, crowd);
        for (Lane& lane : lanes)
            testing::next_month(lane);
    }
    CHECK(std::abs(inside - 0.84 * outside) < deviations * std::sqrt(outside * 0.84 * 0.16));
}

TEST_CASE("whoever leaves at a lower rate would also have left at a higher one")
{
    const Population people = testing::tiny_population({.branches = 3, .units = 10, .teams = 5, .team_posts = 12});
    std::vector<Scenario> scenarios(4);
    Crowd crowd = make_crowd(people, 4);
    std::vector<Lane> lanes;
    for (std::uint32_t c = 0; c < 4; ++c) {
        scenarios[c].parameters.turnover.rate_factor = std::array{0.5, 1.2, 2.0, 5.0}[c];
        lanes.push_back(testing::make_lane(people, scenarios[c], crowd, c));
    }
    for (int month = 0; month < 60; ++month) {
        renew_staff(people, lanes, crowd);
        for (std::uint32_t c = 1; c < 4; ++c)
            REQUIRE(std::ranges::includes(newcomers(people, crowd, c), newcomers(people, crowd, c - 1)));
        forget_newcomers(people, crowd);
        for (Lane& lane : lanes)
            testing::next_month(lane);
    }
}

TEST_CASE("a contractor's staff leave as public staff do")
{
    const Population people = testing::tiny_population(10, 5, 12);
    const Scenario scenario;
    Crowd crowd = make_crowd(people, 2);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd, 0),
                            testing::make_lane(people, scenario, crowd, 1)};
    for (const UnitId u : people.units.ids())
        change_owner(lanes[1], u, OwnerKind::contractor);
    for (int month = 0; month < 60; ++month) {
        renew_staff(people, lanes, crowd);
        CHECK(newcomers(people, crowd, 0) == newcomers(people, crowd, 1));
        forget_newcomers(people, crowd);
        for (Lane& lane : lanes)
            testing::next_month(lane);
    }
}

TEST_CASE("cuts leave posts vacant down to the target and never below, and every head is accounted for",
          "[statistical]")
{
    const Population people = testing::tiny_population({.branches = 2, .units = 8, .teams = 4, .team_posts = 9});
    Scenario scenario;
    scenario.parameters.austerity.posts_elasticity = 1;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd)};
    lanes[0].budget[BranchId{0}] = 0.71; // 36 posts: 25.56, so 25 where the unit's even fraction is below 0.44, else 26
    const auto target = [&](UnitId u) -> std::uint32_t {
        if (people.units[u].branch != BranchId{0})
            return 36;
        return 25 + (people.units[u].stable * 2654435769U < 0.44 * 0x1p32 ? 0 : 1);
    };
    for (int month = 0; month < 400; ++month) {
        std::vector<std::uint32_t> before;
        for (const UnitId u : people.units.ids())
            before.push_back(crowd.filled[crowd.at(u, 0)]);
        renew_staff(people, lanes, crowd);
        for (const UnitId u : people.units.ids()) {
            const std::size_t i = crowd.at(u, 0);
            REQUIRE(crowd.filled[i] == before[u.value] - crowd.left[i] + crowd.hired[i]);
            std::uint32_t vacant = 0;
            for (const EmployeeId e : people.employees_of(people.units[u])) {
                vacant += crowd.is_vacant(e, 0);
                REQUIRE((crowd.vacant[e.value] & crowd.newcomer[e.value]) == 0);
            }
            REQUIRE(crowd.filled[i] == people.units[u].posts - vacant);
            const bool cut = people.units[u].branch == BranchId{0};
            const std::uint32_t staying = before[u.value] - crowd.left[i];
            REQUIRE(crowd.filled[i] >= target(u));
            if (cut && before[u.value] > target(u))
                REQUIRE(crowd.hired[i] == (staying < target(u) ? target(u) - staying : 0));
        }
        forget_newcomers(people, crowd);
        testing::next_month(lanes[0]);
    }
    // 400 months at 1.06 % leave a unit above 26 of 36 posts only if under 11 of about 125 expected leave: below 1e-25.
    for (const UnitId u : people.branches[BranchId{0}].units)
        CHECK(crowd.filled[crowd.at(u, 0)] == target(u));
}

TEST_CASE("when budgets recover vacant posts are filled up to the target, the lowest first")
{
    const Population people = testing::tiny_population(1, 2, 10);
    Scenario scenario;
    scenario.parameters.turnover.rate_factor = 0;
    scenario.parameters.austerity.posts_elasticity = 1;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd)};
    for (const std::uint32_t post : {2U, 5U, 11U, 17U})
        crowd.vacant[post] = 1;
    crowd.filled[0] = 16;
    lanes[0].budget[BranchId{0}] = 0.92; // target 18
    renew_staff(people, lanes, crowd);
    CHECK(newcomers(people, crowd, 0) == std::vector<std::uint32_t>{2, 5});
    CHECK(crowd.filled[0] == 18);
    CHECK(crowd.hired[0] == 2);
    CHECK(crowd.left[0] == 0);
    CHECK(crowd.vacant[11] == 1);
}

TEST_CASE("a provider outside the public sector refills what it took over, no more and no less")
{
    const Population people = testing::tiny_population(2, 3, 12);
    const Scenario scenario;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd)};
    change_owner(lanes[0], UnitId{0}, OwnerKind::mutual);
    change_owner(lanes[0], UnitId{1}, OwnerKind::contractor);
    lanes[0].budget[BranchId{0}] = GENERATE(0.5, 1.0);
    for (const std::uint32_t post : {0U, 40U}) {
        crowd.vacant[post] = 1;
        --crowd.filled[post / 36];
    }
    std::uint32_t left = 0;
    for (int month = 0; month < 100; ++month) {
        renew_staff(people, lanes, crowd);
        CHECK(crowd.filled[0] == 35);
        CHECK(crowd.filled[1] == 35);
        CHECK(crowd.vacant[0] == 1);
        CHECK(crowd.vacant[40] == 1);
        CHECK(crowd.hired[0] + crowd.hired[1] == crowd.left[0] + crowd.left[1]);
        left += crowd.left[0] + crowd.left[1];
        testing::next_month(lanes[0]);
    }
    CHECK(left > 0);
}

TEST_CASE("nobody leaves at a turnover of nothing, and nobody leaves a vacant post")
{
    const Population people = testing::tiny_population(4, 4, 10);
    Scenario scenario;
    SECTION("turnover of nothing") { scenario.parameters.turnover.rate_factor = 0; }
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd)};
    SECTION("all posts vacant")
    {
        lanes[0].budget[BranchId{0}] = 0.001;
        for (std::uint32_t e = 0; e < people.employees.size(); ++e)
            crowd.vacant[e] = 1;
        for (const UnitId u : people.units.ids())
            crowd.filled[crowd.at(u, 0)] = 0;
    }
    for (int month = 0; month < 50; ++month) {
        renew_staff(people, lanes, crowd);
        CHECK(total(crowd.left, people, crowd, 0) == 0);
        CHECK(total(crowd.hired, people, crowd, 0) == 0);
        testing::next_month(lanes[0]);
    }
}

TEST_CASE("a branch keeps its leavers where a thinned population leaves out others")
{
    const Population whole = testing::tiny_population({.branches = 3, .units = 4, .teams = 3, .team_posts = 10});
    Population thinned = testing::tiny_population({.branches = 1, .units = 4, .teams = 3, .team_posts = 10});
    thinned.branches[BranchId{0}].stable = 2;
    const Scenario scenario;
    Crowd crowd = make_crowd(whole, 1), thinned_crowd = make_crowd(thinned, 1);
    std::vector<Lane> lanes{testing::make_lane(whole, scenario, crowd)};
    std::vector<Lane> thinned_lanes{testing::make_lane(thinned, scenario, thinned_crowd)};
    std::uint32_t left = 0;
    for (int month = 0; month < 24; ++month) {
        renew_staff(whole, lanes, crowd);
        renew_staff(thinned, thinned_lanes, thinned_crowd);
        for (std::uint32_t e = 0; e < 120; ++e)
            REQUIRE(thinned_crowd.newcomer[e] == crowd.newcomer[240 + e]);
        left += total(thinned_crowd.left, thinned, thinned_crowd, 0);
        testing::next_month(lanes[0]);
        testing::next_month(thinned_lanes[0]);
    }
    CHECK(left > 0);
}

TEST_CASE("a failed run's column is left alone")
{
    const Population people = testing::tiny_population(6, 4, 10);
    const Scenario scenario;
    Crowd crowd = make_crowd(people, 2);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd, 0),
                            testing::make_lane(people, scenario, crowd, 1)};
    lanes[0].failed = true;
    crowd.left[crowd.at(UnitId{1}, 0)] = 7;
    for (int month = 0; month < 24; ++month) {
        renew_staff(people, lanes, crowd);
        CHECK(newcomers(people, crowd, 0).empty());
        CHECK(crowd.left[crowd.at(UnitId{1}, 0)] == 7);
    }
    CHECK_FALSE(newcomers(people, crowd, 1).empty());
}

TEST_CASE("who leaves is drawn by branch, month and round")
{
    const Population people = testing::tiny_population({.branches = 3, .units = 5, .teams = 5, .team_posts = 12});
    Scenario scenario;
    scenario.parameters.turnover.rate_factor = GENERATE(1.0, 2.6); // one round of candidates, and two
    const double p = 1 - std::pow(1 - 0.12 * scenario.parameters.turnover.rate_factor, 1.0 / 12);
    constexpr double candidate = 1.0 / 64;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{testing::make_lane(people, scenario, crowd)};
    std::size_t left_in_all = 0;
    for (int month = 0; month < 3; ++month) {
        std::set<std::uint32_t> expected;
        const auto step = static_cast<std::uint32_t>(lanes[0].month.value);
        for (const Branch& branch : people.branches) {
            const std::uint32_t first = branch.first_employee.value, end = first + branch.posts;
            double left = p;
            for (std::uint32_t round = 0; left > 0; ++round) {
                const double limit = std::floor(std::min(left, candidate) / candidate * 0x1p32);
                left = left > candidate ? (left - candidate) / (1 - candidate) : 0;
                Stream words(lanes[0].key, Purpose::turnover, branch.stable, step, round);
                for (std::uint32_t post = first + jump_of(words()); post < end; post += 1 + jump_of(words()))
                    if (words() < limit)
                        expected.insert(post);
            }
        }
        renew_staff(people, lanes, crowd);
        const std::vector<std::uint32_t> found = newcomers(people, crowd, 0);
        left_in_all += found.size();
        CHECK(std::set<std::uint32_t>(found.begin(), found.end()) == expected);
        forget_newcomers(people, crowd);
        testing::next_month(lanes[0]);
    }
    CHECK(left_in_all > 0);
}
