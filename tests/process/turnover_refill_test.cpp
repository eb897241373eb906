/// \file Submodel 5.2: which posts are filled again and which stay vacant, and that every head is accounted for.
#include "process/newcomers.hpp"
#include "support/tiny_population.hpp"

#include "mutualise/process/schedule.hpp"

#include <catch2/catch.hpp>
#include <vector>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("cuts leave posts vacant down to the target and never below, and every head is accounted for",
          "[statistical]")
{
    const Population people = tiny_population({.branches = 2, .units = 8, .teams = 4, .team_posts = 9});
    Scenario scenario;
    scenario.parameters.austerity.posts_elasticity = 1;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{make_lane(people, scenario, crowd)};
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
        next_month(lanes[0]);
    }
    // 400 months at 1.06 % leave a unit above 26 of 36 posts only if under 11 of about 125 expected leave: below 1e-25.
    for (const UnitId u : people.branches[BranchId{0}].units)
        CHECK(crowd.filled[crowd.at(u, 0)] == target(u));
}

TEST_CASE("when budgets recover vacant posts are filled up to the target, the lowest first")
{
    const Population people = tiny_population(1, 2, 10);
    Scenario scenario;
    scenario.parameters.turnover.rate_factor = 0;
    scenario.parameters.austerity.posts_elasticity = 1;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{make_lane(people, scenario, crowd)};
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
    const Population people = tiny_population(2, 3, 12);
    const Scenario scenario;
    Crowd crowd = make_crowd(people, 1);
    std::vector<Lane> lanes{make_lane(people, scenario, crowd)};
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
        next_month(lanes[0]);
    }
    CHECK(left > 0);
}
