/// \file The steps of the synthesis, in the order in which they are taken.
#pragma once

#include "blueprint.hpp"

#include "mutualise/population/population.hpp"

#include <vector>

namespace mutualise
{

/// Which copy of which planned organisation is in the population, in the order of OrganisationId.
struct Member {
    std::uint32_t planned = 0;
    std::uint32_t copy = 0;
};

/// Copy c of organisation r is in the population iff the keyed uniform of its stable id is below scale - c.
std::vector<Member> select_organisations(const Blueprint& blueprint, double scale, RunKey key);

/// Organisations, branches and units with their traits; teams are counted and placed, not yet drawn.
void place_organisations(const Blueprint& blueprint, const std::vector<Member>& members, RunKey key,
                         Population& people);

/// Managers: one a unit, layers above them within the branch, a head over the branches' heads.
void place_managers(const Blueprint& blueprint, const std::vector<Member>& members, RunKey key, Population& people);

/// Teams and posts of every unit.
void draw_employees(RunKey key, Population& people);

/// One-way ties.
void draw_ties(RunKey key, Population& people);
/// Two-way ties: a matching of each group for each tie.
void match_ties(RunKey key, Population& people);

void place_contractors(RunKey key, Population& people);

/// Posts of a team; assumed (docs/model.md, A4).
inline constexpr int team_least = 6, team_mean = 12, team_most = 18;

/// Number of teams of a unit; one of fewer posts than the largest team is one team.
constexpr std::uint32_t teams_in(std::uint32_t posts)
{
    return posts < team_most ? 1 : (posts + team_mean / 2) / team_mean;
}

/// Consecutive employees [first, first + count).
struct EmployeeRange {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};

/// The employees of each service, and of each service in each region.
struct TieGroups {
    std::vector<EmployeeRange> by_service;
    std::vector<EmployeeRange> by_service_region; ///< [service * regions + region]
    std::size_t regions = 0;

    const EmployeeRange& of(const Unit& unit) const
    {
        return by_service_region[unit.service.value * regions + unit.region.value];
    }
};
TieGroups tie_groups(const Population& people);

/// Of one employee's ties, those to the organisation come first, then the region's, then the service's.
constexpr int kind_of_tie(const PopulationSettings& settings, int slot)
{
    if (slot < settings.ties_organisation)
        return 0;
    return slot < settings.ties_organisation + settings.ties_region ? 1 : 2;
}

/// One tie of employee `e` by kind (0 organisation, 1 region, 2 service): a member of the narrowest group, from that
/// kind on, that holds anybody outside `hole` (the own team for kind 0, else oneself).
std::uint32_t draw_tie(Stream& stream, const Population& people, const TieGroups& groups, const Unit& unit, int kind,
                       EmployeeRange hole);

} // namespace mutualise
