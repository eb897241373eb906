#include "miniature.hpp"

#include <catch2/catch.hpp>
#include <tuple>

using namespace mutualise;
using mutualise::testing::small_population;

TEST_CASE("branches are in the order of service, region and organisation")
{
    const Population& people = small_population();
    for (std::uint32_t b = 1; b < people.branches.size(); ++b) {
        const Branch& before = people.branches[BranchId{b - 1}];
        const Branch& after = people.branches[BranchId{b}];
        CHECK(std::tie(before.service, before.region, before.organisation) <
              std::tie(after.service, after.region, after.organisation));
    }
}

TEST_CASE("each branch is one range of units, each unit one of teams, each team one of posts")
{
    const Population& people = small_population();
    std::uint32_t unit = 0, team = 0, post = 0;
    for (const BranchId b : people.branches.ids()) {
        const Branch& branch = people.branches[b];
        REQUIRE(branch.units.first.value == unit);
        REQUIRE(branch.first_employee.value == post);
        const std::uint32_t branch_end = post + branch.posts;
        for (const UnitId u : branch.units) {
            const Unit& row = people.units[u];
            REQUIRE((row.branch == b && row.service == branch.service && row.region == branch.region));
            REQUIRE(row.organisation == branch.organisation);
            REQUIRE(row.first_employee.value == post);
            REQUIRE(row.first_team.value == team);
            const std::uint32_t unit_end = post + row.posts;
            for (const TeamId t : people.teams_of(row)) {
                REQUIRE(people.teams[t].first_employee.value == post);
                post += people.teams[t].posts;
            }
            REQUIRE(post == unit_end);
            team += row.teams;
            ++unit;
        }
        REQUIRE(post == branch_end);
    }
    CHECK(unit == people.units.size());
    CHECK(team == people.teams.size());
    CHECK(post == people.employees.size());
}

TEST_CASE("a team has 6 to 18 posts unless its unit has fewer than 6")
{
    const Population& people = small_population();
    std::uint32_t least = 99, most = 0;
    for (const Unit& unit : people.units)
        for (const TeamId t : people.teams_of(unit)) {
            const std::uint32_t posts = people.teams[t].posts;
            if (unit.posts < 6)
                CHECK(posts == unit.posts);
            else
                CHECK((posts >= 6 && posts <= 18));
            least = std::min(least, posts);
            most = std::max(most, posts);
        }
    CHECK(least <= 6);
    CHECK(most == 18);
    const double mean = static_cast<double>(people.employees.size()) / static_cast<double>(people.teams.size());
    CHECK(mean == Approx(12).margin(0.5));
}

TEST_CASE("an organisation's posts and branches are those of the branches that name it")
{
    const Population& people = small_population();
    for (const OrganisationId o : people.organisations.ids()) {
        std::uint32_t posts = 0;
        for (const BranchId b : people.organisations[o].branches) {
            CHECK(people.branches[b].organisation == o);
            CHECK(people.branches[b].region == people.organisations[o].region);
            posts += people.branches[b].posts;
        }
        CHECK(posts == people.organisations[o].posts);
        CHECK_FALSE(people.organisations[o].branches.empty());
    }
}

TEST_CASE("unit sizes keep to their service's bounds unless the whole branch is smaller")
{
    const Population& people = small_population();
    for (const Unit& unit : people.units) {
        const Service& service = people.service(unit);
        CHECK(unit.posts <= static_cast<std::uint32_t>(service.unit_size_most));
        if (people.branches[unit.branch].units.count > 2)
            CHECK(unit.posts >= static_cast<std::uint32_t>(service.unit_size_least));
        CHECK(unit.annual_value == unit.posts * service.value_per_post);
    }
}
