/// \file One-way ties: who is listened to. Each employee draws each tie alone, by (unit, place within the unit).
#include "synthesis.hpp"

#include "mutualise/parallel/loops.hpp"

#include <algorithm>
#include <span>

namespace mutualise
{

namespace
{
/// Draws before a tie that is already there is accepted twice: only the smallest groups come to it.
constexpr int attempts_for_new = 16;

void extend(EmployeeRange& range, const Branch& branch)
{
    if (range.count == 0)
        range.first = branch.first_employee.value;
    range.count = branch.first_employee.value + branch.posts - range.first;
}

/// The group of one kind as the employee's unit sees it.
EmployeeRange group_of(const Population& people, const TieGroups& groups, const Unit& unit, int kind)
{
    if (kind == 0) {
        const Branch& branch = people.branches[unit.branch];
        return {branch.first_employee.value, branch.posts};
    }
    return kind == 1 ? groups.of(unit) : groups.by_service[unit.service.value];
}

/// A member of `group` outside `hole`, which lies within it.
std::uint32_t draw_outside(Stream& stream, EmployeeRange group, EmployeeRange hole)
{
    const std::uint32_t i = group.first + stream.below(group.count - hole.count);
    return i < hole.first ? i : i + hole.count;
}

void draw_employee_ties(Stream stream, const Population& people, const TieGroups& groups, const Unit& unit,
                        EmployeeRange team, std::uint32_t employee, std::span<std::uint32_t> ties)
{
    for (std::size_t t = 0; t < ties.size(); ++t) {
        const int kind = kind_of_tie(people.settings, static_cast<int>(t));
        const EmployeeRange hole = kind == 0 ? team : EmployeeRange{employee, 1};
        const auto earlier = ties.first(t);
        for (int attempt = 0; attempt < attempts_for_new; ++attempt) {
            ties[t] = draw_tie(stream, people, groups, unit, kind, hole);
            if (std::ranges::find(earlier, ties[t]) == earlier.end())
                break;
        }
    }
}
} // namespace

TieGroups tie_groups(const Population& people)
{
    TieGroups groups;
    groups.regions = people.data->regions.size();
    groups.by_service.resize(people.data->services.size());
    groups.by_service_region.resize(groups.by_service.size() * groups.regions);
    for (const Branch& branch : people.branches) {
        extend(groups.by_service[branch.service.value], branch);
        extend(groups.by_service_region[branch.service.value * groups.regions + branch.region.value], branch);
    }
    return groups;
}

std::uint32_t draw_tie(Stream& stream, const Population& people, const TieGroups& groups, const Unit& unit, int kind,
                       EmployeeRange hole)
{
    for (; kind <= 2; ++kind) {
        const EmployeeRange group = group_of(people, groups, unit, kind);
        if (group.count > hole.count)
            return draw_outside(stream, group, hole);
    }
    // A service of one team: anybody else anywhere, or oneself in a population of one.
    const auto everybody = static_cast<std::uint32_t>(people.employees.size());
    return everybody > hole.count ? draw_outside(stream, {0, everybody}, hole) : hole.first;
}

void draw_ties(RunKey key, Population& people)
{
    const auto each = static_cast<std::size_t>(people.ties_each);
    const TieGroups groups = tie_groups(people);
    people.ties.resize(people.employees.size() * each);
    for_each_chunk(people.units.size(), 64, [&](std::size_t first, std::size_t last) {
        for (std::size_t u = first; u < last; ++u) {
            const Unit& unit = people.units[UnitId{static_cast<std::uint32_t>(u)}];
            for (const TeamId t : people.teams_of(unit)) {
                const EmployeeRange team{people.teams[t].first_employee.value, people.teams[t].posts};
                for (std::uint32_t e = team.first; e < team.first + team.count; ++e)
                    draw_employee_ties(Stream(key, Purpose::ties, unit.stable, e - unit.first_employee.value), people,
                                       groups, unit, team, e, std::span(people.ties).subspan(e * each, each));
            }
        }
    });
}

} // namespace mutualise
