/// \file Submodel 5.2: who leaves is drawn by branch, month and round, in a thinned population and beside a failed run.
#include "../../sim/process/geometric_jumps.hpp"
#include "process/newcomers.hpp"
#include "support/tiny_population.hpp"

#include "mutualise/process/schedule.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <set>
#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("a branch keeps its leavers where a thinned population leaves out others")
{
    const Population whole = tiny_population({.branches = 3, .units = 4, .teams = 3, .team_posts = 10});
    Population thinned = tiny_population({.branches = 1, .units = 4, .teams = 3, .team_posts = 10});
    thinned.branches[BranchId{0}].stable = 2;
    const Scenario scenario;
    Crowd crowd = make_crowd(whole, 1), thinned_crowd = make_crowd(thinned, 1);
    std::vector<Lane> lanes{make_lane(whole, scenario, crowd)};
    std::vector<Lane> thinned_lanes{make_lane(thinned, scenario, thinned_crowd)};
    std::uint32_t left = 0;
    for (int month = 0; month < 24; ++month) {
        renew_staff(whole, lanes, crowd);
        renew_staff(thinned, thinned_lanes, thinned_crowd);
        for (std::uint32_t e = 0; e < 120; ++e)
            REQUIRE(thinned_crowd.newcomer[e] == crowd.newcomer[240 + e]);
        left += total(thinned_crowd.left, thinned, thinned_crowd, 0);
        next_month(lanes[0]);
        next_month(thinned_lanes[0]);
    }
    CHECK(left > 0);
}

TEST_CASE("a failed run's column is left alone")
{
    const Population people = tiny_population(6, 4, 10);
    const Scenario scenario;
    Crowd crowd = make_crowd(people, 2);
    std::vector<Lane> lanes{make_lane(people, scenario, crowd, 0), make_lane(people, scenario, crowd, 1)};
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
    const Population people = tiny_population({.branches = 3, .units = 5, .teams = 5, .team_posts = 12});
    Scenario scenario;
    scenario.parameters.turnover.rate_factor = GENERATE(1.0, 2.6); // one round of candidates, and two
    const double p = 1 - std::pow(1 - 0.12 * scenario.parameters.turnover.rate_factor, 1.0 / 12);
    constexpr double candidate = 1.0 / 64;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{make_lane(people, scenario, crowd)};
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
        next_month(lanes[0]);
    }
    CHECK(left_in_all > 0);
}
