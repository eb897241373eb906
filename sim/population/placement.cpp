/// \file Organisations, branches and units of the population, with their traits and their places.
#include "quantiles.hpp"
#include "synthesis.hpp"

namespace mutualise
{

namespace
{
Organisation place_organisation(const Blueprint& blueprint, Member member, RunKey key)
{
    const PlannedOrganisation& planned = blueprint.organisations[member.planned];
    Organisation o;
    o.region = planned.region;
    o.kind = planned.kind;
    o.stable = member.planned + member.copy * static_cast<std::uint32_t>(blueprint.organisations.size());
    Stream traits(key, Purpose::organisation_traits, o.stable, 0);
    o.strictness = uniform_trait(traits());
    o.leadership = uniform_trait(traits());
    o.finance = uniform_trait(traits());
    return o;
}

/// Where the next unit's posts and teams begin.
struct Position {
    std::uint32_t employee = 0;
    std::uint32_t team = 0;
};

void place_unit(const Blueprint& blueprint, const PlannedBranch& planned, std::uint32_t i, std::uint32_t copy,
                BranchId branch, RunKey key, Position& next, Population& people)
{
    const std::uint32_t row = planned.first_unit + i;
    Unit u;
    u.branch = branch;
    u.organisation = people.branches[branch].organisation;
    u.service = planned.service;
    u.region = planned.region;
    u.first_employee = EmployeeId{next.employee};
    u.posts = blueprint.unit_posts[row];
    u.first_team = TeamId{next.team};
    u.teams = teams_in(u.posts);
    u.annual_value = u.posts * (*people.data)[planned.service].value_per_post;
    u.outsourced_at_start = i >= planned.public_units;
    u.stable = row + copy * static_cast<std::uint32_t>(blueprint.unit_posts.size());
    Stream traits(key, Purpose::unit_traits, u.stable, 0);
    u.eligibility = uniform_trait(traits());
    u.leaning = static_cast<float>(normal_trait(traits())) / normal_quantile_one;
    next.employee += u.posts;
    next.team += u.teams;
    people.units.append(u);
}
} // namespace

void place_organisations(const Blueprint& blueprint, const std::vector<Member>& members, RunKey key, Population& people)
{
    // Members of one planned organisation are consecutive: [first_member[r], first_member[r + 1]).
    std::vector<std::uint32_t> first_member(blueprint.organisations.size() + 1, 0);
    for (const Member m : members) {
        ++first_member[m.planned + 1];
        people.organisations.append(place_organisation(blueprint, m, key));
    }
    for (std::size_t r = 1; r < first_member.size(); ++r)
        first_member[r] += first_member[r - 1];

    Position next;
    for (std::uint32_t row = 0; row < blueprint.branches.size(); ++row) {
        const PlannedBranch& planned = blueprint.branches[row];
        for (std::uint32_t m = first_member[planned.organisation]; m < first_member[planned.organisation + 1]; ++m) {
            const std::uint32_t copy = members[m].copy;
            Branch b;
            b.organisation = OrganisationId{m};
            b.service = planned.service;
            b.region = planned.region;
            b.units = {UnitId{static_cast<std::uint32_t>(people.units.size())}, planned.units};
            b.first_employee = EmployeeId{next.employee};
            b.posts = planned.public_posts + planned.outsourced_posts;
            b.stable = row + copy * static_cast<std::uint32_t>(blueprint.branches.size());
            const BranchId id = people.branches.append(b);
            Organisation& organisation = people.organisations[b.organisation];
            organisation.branches.push_back(id);
            organisation.posts += b.posts;
            for (std::uint32_t i = 0; i < planned.units; ++i)
                place_unit(blueprint, planned, i, copy, id, key, next, people);
        }
    }
    people.employees.resize(next.employee);
    people.teams.assign(next.team, Team{});
}

} // namespace mutualise
