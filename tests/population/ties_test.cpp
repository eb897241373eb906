#include "miniature.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

using namespace mutualise;
using mutualise::testing::miniature;
using mutualise::testing::small_population;

namespace
{
/// The unit and team of every employee, by a scan.
struct Places {
    std::vector<UnitId> unit;
    std::vector<TeamId> team;
    explicit Places(const Population& people) : unit(people.employees.size()), team(people.employees.size())
    {
        for (const UnitId u : people.units.ids())
            for (const TeamId t : people.teams_of(people.units[u]))
                for (std::uint32_t i = 0; i < people.teams[t].posts; ++i) {
                    unit[people.teams[t].first_employee.value + i] = u;
                    team[people.teams[t].first_employee.value + i] = t;
                }
    }
};

int kind_of(const Population& people, int slot)
{
    const PopulationSettings& s = people.settings;
    return slot < s.ties_organisation ? 0 : slot < s.ties_organisation + s.ties_region ? 1 : 2;
}

bool one_team(const Population& people, const Unit& unit)
{
    const Branch& branch = people.branches[unit.branch];
    return branch.units.count == 1 && unit.teams == 1;
}

/// The first broken promise about where ties lead, or nothing.
std::string misled(const Population& people)
{
    const Places places(people);
    for (std::uint32_t e = 0; e < people.employees.size(); ++e) {
        const auto ties = people.ties_of(EmployeeId{e});
        for (std::size_t t = 0; t < ties.size(); ++t) {
            const Unit& from = people.units[places.unit[e]];
            const Unit& to = people.units[places.unit[ties[t]]];
            const int kind = kind_of(people, static_cast<int>(t));
            if (ties[t] == e)
                return "oneself";
            if (from.service != to.service)
                return "another service";
            if (kind <= 1 && from.region != to.region && !one_team(people, from))
                return "another region";
            if (kind == 0 && places.team[e] == places.team[ties[t]])
                return "the own team";
            if (kind == 0 && from.branch != to.branch && !one_team(people, from))
                return "another organisation";
        }
    }
    return {};
}
} // namespace

TEST_CASE(
    "everybody has exactly k ties, each within its group, none to oneself or, in the organisation, to the own team")
{
    const Population& people = small_population();
    CHECK(people.ties.size() == 6 * people.employees.size());
    CHECK(misled(people).empty());
    CHECK(misled(miniature(1, true)).empty());
}

TEST_CASE("the numbers of ties by kind are those of the settings")
{
    const auto people =
        synthesise(mutualise::testing::data(),
                   PopulationSettings{.scale = 0.02, .ties_organisation = 1, .ties_region = 0, .ties_service = 4});
    CHECK(people.ties_each == 5);
    CHECK(people.ties.size() == 5 * people.employees.size());
    CHECK(misled(people).empty());
    const auto none =
        synthesise(mutualise::testing::data(),
                   PopulationSettings{.scale = 0.02, .ties_organisation = 0, .ties_region = 0, .ties_service = 0});
    CHECK(none.ties.empty());
}

TEST_CASE("one-way ties do not repeat where there is anybody else to tie to")
{
    const Population& people = small_population();
    for (std::uint32_t e = 0; e < people.employees.size(); ++e) {
        const auto ties = people.ties_of(EmployeeId{e});
        CHECK(std::set<std::uint32_t>(ties.begin(), ties.end()).size() == ties.size());
    }
}

TEST_CASE("service ties reach all parts of a service alike", "[statistical]")
{
    const Population& people = small_population();
    const ServiceId schools = *people.data->find_service("schools");
    std::uint32_t first = 0, count = 0;
    for (const Branch& b : people.branches)
        if (b.service == schools) {
            first = count == 0 ? b.first_employee.value : first;
            count += b.posts;
        }
    REQUIRE(count > 5000);
    double sum = 0;
    for (std::uint32_t e = first; e < first + count; ++e)
        sum += (people.ties_of(EmployeeId{e})[5] - first + 0.5) / count;
    // A mean of `count` uniforms: standard deviation 0.289 / sqrt(count); 6.2 of them are passed with chance 6e-10.
    CHECK(sum / count == Approx(0.5).margin(6.2 * 0.2887 / std::sqrt(count)));
}

TEST_CASE("two-way ties are matchings: the tie of the same place leads back, but for the odd one out")
{
    const Population people = miniature(1, true);
    const Places places(people);
    std::vector<int> left(people.branches.size(), 0);
    std::uint64_t answered = 0;
    for (std::uint32_t e = 0; e < people.employees.size(); ++e)
        for (std::size_t t = 0; t < 6; ++t)
            if (people.ties_of(EmployeeId{people.ties_of(EmployeeId{e})[t]})[t] == e)
                ++answered;
            else if (t == 0)
                ++left[people.units[places.unit[e]].branch.value];
    const auto all = static_cast<double>(people.ties.size());
    CHECK(static_cast<double>(answered) / all > 0.99);
    // Where teams are small beside the branch, only the last of an odd branch is left over.
    for (const BranchId b : people.branches.ids())
        if (people.branches[b].posts > 60)
            CHECK(left[b.value] == static_cast<int>(people.branches[b].posts % 2));
}
