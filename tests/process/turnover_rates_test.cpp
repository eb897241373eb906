/// \file Submodel 5.2: how many leave, and that whoever leaves at a lower rate would also have left at a higher one.
/// Tests of distributions allow 7 standard deviations of their (nearly normal) statistic: a false alarm of about 3e-12
/// each.
#include "process/newcomers.hpp"
#include "support/tiny_population.hpp"

#include "mutualise/process/schedule.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr double deviations = 7;

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
    const Population people = tiny_population({.branches = 2, .units = 20, .teams = 5, .team_posts = 12});
    Scenario scenario;
    scenario.parameters.turnover.rate_factor =
        GENERATE(1.0, 2.6); // 12 % and 31.2 % a year: one round of candidates, and two
    const double p = 1 - std::pow(1 - 0.12 * scenario.parameters.turnover.rate_factor, 1.0 / 12);
    Crowd crowd = make_crowd(people, 32);
    std::vector<Lane> lanes;
    for (std::uint32_t c = 0; c < 32; ++c)
        lanes.push_back(make_lane(people, scenario, crowd, c, run_key(1, c)));
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
            next_month(lane);
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
    const Population people = tiny_population({.branches = 3, .units = 10, .teams = 5, .team_posts = 12});
    Scenario scenario;
    scenario.parameters.turnover.rate_factor = GENERATE(1.0, 2.6, 5.0); // one, two and five rounds of candidates
    Crowd crowd = make_crowd(people, 2);
    std::vector<Lane> lanes{make_lane(people, scenario, crowd, 0), make_lane(people, scenario, crowd, 1)};
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
            next_month(lane);
    }
    CHECK(std::abs(inside - 0.84 * outside) < deviations * std::sqrt(outside * 0.84 * 0.16));
}

TEST_CASE("whoever leaves at a lower rate would also have left at a higher one")
{
    const Population people = tiny_population({.branches = 3, .units = 10, .teams = 5, .team_posts = 12});
    std::vector<Scenario> scenarios(4);
    Crowd crowd = make_crowd(people, 4);
    std::vector<Lane> lanes;
    for (std::uint32_t c = 0; c < 4; ++c) {
        scenarios[c].parameters.turnover.rate_factor = std::array{0.5, 1.2, 2.0, 5.0}[c];
        lanes.push_back(make_lane(people, scenarios[c], crowd, c));
    }
    for (int month = 0; month < 60; ++month) {
        renew_staff(people, lanes, crowd);
        for (std::uint32_t c = 1; c < 4; ++c)
            REQUIRE(std::ranges::includes(newcomers(people, crowd, c), newcomers(people, crowd, c - 1)));
        forget_newcomers(people, crowd);
        for (Lane& lane : lanes)
            next_month(lane);
    }
}

TEST_CASE("a contractor's staff leave as public staff do")
{
    const Population people = tiny_population(10, 5, 12);
    const Scenario scenario;
    Crowd crowd = make_crowd(people, 2);
    std::vector<Lane> lanes{make_lane(people, scenario, crowd, 0), make_lane(people, scenario, crowd, 1)};
    for (const UnitId u : people.units.ids())
        change_owner(lanes[1], u, OwnerKind::contractor);
    for (int month = 0; month < 60; ++month) {
        renew_staff(people, lanes, crowd);
        CHECK(newcomers(people, crowd, 0) == newcomers(people, crowd, 1));
        forget_newcomers(people, crowd);
        for (Lane& lane : lanes)
            next_month(lane);
    }
}

TEST_CASE("nobody leaves at a turnover of nothing, and nobody leaves a vacant post")
{
    const Population people = tiny_population(4, 4, 10);
    Scenario scenario;
    SECTION("turnover of nothing") { scenario.parameters.turnover.rate_factor = 0; }
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{make_lane(people, scenario, crowd)};
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
        next_month(lanes[0]);
    }
}
