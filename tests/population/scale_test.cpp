#include "miniature.hpp"

#include "mutualise/parallel/loops.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

using namespace mutualise;
using mutualise::testing::miniature;
using mutualise::testing::miniature_data;
using mutualise::testing::same;

namespace
{
template <class I, class T>
std::map<std::uint32_t, I> by_stable(const Column<I, T>& column)
{
    std::map<std::uint32_t, I> rows;
    for (const I id : column.ids())
        rows.emplace(column[id].stable, id);
    return rows;
}

/// Whether a unit and its posts have the same traits in both populations (ties and positions may differ).
bool same_unit(const Population& a, const Unit& in_a, const Population& b, const Unit& in_b)
{
    const auto posts_a = a.employees.begin() + in_a.first_employee.value,
               posts_b = b.employees.begin() + in_b.first_employee.value;
    bool teams = in_a.teams == in_b.teams;
    for (std::uint32_t t = 0; teams && t < in_a.teams; ++t) {
        const Team &of_a = a.teams[TeamId{in_a.first_team.value + t}],
                   &of_b = b.teams[TeamId{in_b.first_team.value + t}];
        teams = of_a.posts == of_b.posts && of_a.leaning == of_b.leaning;
    }
    return teams && in_a.posts == in_b.posts && in_a.leaning == in_b.leaning && in_a.eligibility == in_b.eligibility &&
           in_a.outsourced_at_start == in_b.outsourced_at_start && in_a.annual_value == in_b.annual_value &&
           in_a.region == in_b.region && in_a.service == in_b.service &&
           std::equal(posts_a, posts_a + in_a.posts, posts_b);
}

/// Whether `part` holds nothing that `whole` does not hold, with the same stable ids and traits.
bool is_part(const Population& part, const Population& whole)
{
    const auto organisations = by_stable(whole.organisations);
    const auto units = by_stable(whole.units);
    const auto managers = by_stable(whole.managers);
    for (const Organisation& o : part.organisations) {
        const auto found = organisations.find(o.stable);
        if (found == organisations.end())
            return false;
        const Organisation& other = whole.organisations[found->second];
        if (o.kind != other.kind || o.region != other.region || o.strictness != other.strictness ||
            o.leadership != other.leadership || o.finance != other.finance || o.posts != other.posts ||
            o.branches.size() != other.branches.size())
            return false;
    }
    for (const Unit& u : part.units) {
        const auto found = units.find(u.stable);
        if (found == units.end() || !same_unit(part, u, whole, whole.units[found->second]))
            return false;
    }
    for (const Manager& m : part.managers) {
        const auto found = managers.find(m.stable);
        if (found == managers.end())
            return false;
        const Manager& other = whole.managers[found->second];
        if (m.level != other.level || m.resistance != other.resistance ||
            (m.superior.exists() && part.managers[m.superior].stable != whole.managers[other.superior].stable))
            return false;
    }
    return true;
}
} // namespace

TEST_CASE("the population is the same to the bit for 1, 2 and 4 threads")
{
    for (const bool reciprocal : {false, true}) {
        const PopulationSettings settings{.scale = 0.02, .reciprocal = reciprocal};
        const auto synthesise_on = [&](int threads) {
            const ThreadLimit limit(threads);
            return synthesise(mutualise::testing::data(), settings);
        };
        const Population one = synthesise_on(1);
        CHECK(same(one, synthesise_on(2)));
        CHECK(same(one, synthesise_on(4)));
    }
}

TEST_CASE("a thinned population is a part of every larger one, with the same ids and traits")
{
    const Population whole = miniature(1), half = miniature(0.5), fifth = miniature(0.2);
    CHECK(fifth.organisations.size() < half.organisations.size());
    CHECK(half.organisations.size() < whole.organisations.size());
    CHECK(is_part(fifth, half));
    CHECK(is_part(half, whole));
    CHECK_FALSE(is_part(whole, half));
    CHECK(is_part(whole, miniature(2.5)));
}

TEST_CASE("organisation ties are the same people at every scale, whose group is never thinned")
{
    const Population whole = miniature(1), half = miniature(0.5);
    const auto units = by_stable(whole.units);
    for (const Unit& u : half.units) {
        const Unit& other = whole.units[units.at(u.stable)];
        const Branch &branch = half.branches[u.branch], &same_branch = whole.branches[other.branch];
        if (branch.posts < 100)
            continue;
        for (std::uint32_t i = 0; i < u.posts; ++i) {
            const auto ties = half.ties_of(EmployeeId{u.first_employee.value + i});
            const auto others = whole.ties_of(EmployeeId{other.first_employee.value + i});
            CHECK(ties[0] - branch.first_employee.value == others[0] - same_branch.first_employee.value);
        }
    }
}

TEST_CASE("every service has exactly its posts at scale 1, and exactly twice them at scale 2")
{
    const auto data = miniature_data();
    for (const int scale : {1, 2}) {
        const Population people = miniature(scale);
        std::vector<double> in_public(data->services.size(), 0.0), outsourced(data->services.size(), 0.0);
        for (const Unit& u : people.units)
            (u.outsourced_at_start ? outsourced : in_public)[u.service.value] += u.posts;
        for (std::size_t s = 0; s < data->services.size(); ++s) {
            CHECK(in_public[s] == scale * data->services[s].employees);
            CHECK(outsourced[s] == scale * data->services[s].outsourced_employees);
        }
    }
}

TEST_CASE("scale 2 copies every organisation, with new ids and luck and the same sizes")
{
    const Population one = miniature(1), two = miniature(2);
    CHECK(two.organisations.size() == 2 * one.organisations.size());
    CHECK(two.units.size() == 2 * one.units.size());
    CHECK(two.managers.size() == 2 * one.managers.size());
    CHECK(two.ties.size() == 2 * one.ties.size());
    CHECK(by_stable(two.organisations).size() == two.organisations.size());
    CHECK(by_stable(two.branches).size() == two.branches.size());
    CHECK(by_stable(two.units).size() == two.units.size());
    CHECK(by_stable(two.managers).size() == two.managers.size());
    const auto units = by_stable(two.units);
    std::size_t other_luck = 0;
    for (const Unit& u : one.units) {
        const Unit& copy = two.units[units.at(u.stable + static_cast<std::uint32_t>(one.units.size()))];
        CHECK(copy.posts == u.posts);
        other_luck += copy.eligibility != u.eligibility ? 1 : 0;
    }
    CHECK(other_luck > one.units.size() / 2);
}

TEST_CASE("at scale 1 the rows are the stable ids")
{
    const Population people = miniature(1);
    for (const UnitId u : people.units.ids())
        CHECK(people.units[u].stable == u.value);
    for (const BranchId b : people.branches.ids())
        CHECK(people.branches[b].stable == b.value);
}
