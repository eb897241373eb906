/// \file Two-way ties: for every tie of a kind, a random perfect matching of the kind's group, so that the network of
/// that kind is regular.
///
/// Each group is shuffled with a keyed stream and neighbours are paired. Organisation ties must leave the own team: a
/// pair within one team swaps partners with random pairs until both are good. Who is left over - the last of an odd
/// group, a pair that found no swap, a branch of one team - draws a one-way tie as in ties.cpp; check_population()
/// counts them.
#include "synthesis.hpp"

#include "mutualise/parallel/loops.hpp"

#include <utility>

namespace mutualise
{

namespace
{
constexpr std::uint32_t unmatched = 0xFFFF'FFFFU;
/// Swaps tried for a pair within one team: all fail with chance below 1e-7 where the team is at most half its branch.
constexpr int swaps_tried = 64;

/// One group and one tie to match it for.
struct Task {
    EmployeeRange group;
    int kind = 0;
    int slot = 0;
    std::uint32_t entity = 0; ///< keys the draws, with kind and slot
};

std::vector<Task> tasks_of(const Population& people, const TieGroups& groups)
{
    const PopulationSettings& s = people.settings;
    std::vector<Task> tasks;
    // The largest first: they decide when the last thread is done.
    for (int i = 0; i < s.ties_service; ++i)
        for (std::uint32_t g = 0; g < groups.by_service.size(); ++g)
            tasks.push_back({groups.by_service[g], 2, s.ties_organisation + s.ties_region + i, g});
    for (int i = 0; i < s.ties_region; ++i)
        for (std::uint32_t g = 0; g < groups.by_service_region.size(); ++g)
            tasks.push_back({groups.by_service_region[g], 1, s.ties_organisation + i, g});
    for (int i = 0; i < s.ties_organisation; ++i)
        for (const Branch& branch : people.branches)
            tasks.push_back({{branch.first_employee.value, branch.posts}, 0, i, branch.stable});
    return tasks;
}

/// Swaps partners until no pair of `order` lies within one team.
void part_teams(Stream& stream, const std::vector<TeamId>& team_of, std::vector<std::uint32_t>& order)
{
    const auto pairs = static_cast<std::uint32_t>(order.size() / 2);
    const auto within = [&](std::uint32_t pair) { return team_of[order[2 * pair]] == team_of[order[2 * pair + 1]]; };
    for (std::uint32_t i = 0; i < pairs; ++i)
        for (int tried = 0; within(i) && tried < swaps_tried; ++tried) {
            const std::uint32_t j = stream.below(pairs);
            std::swap(order[2 * i + 1], order[2 * j + 1]);
            if (within(i) || within(j))
                std::swap(order[2 * i + 1], order[2 * j + 1]);
        }
}

void match(const Task& task, RunKey key, const std::vector<TeamId>& team_of, Population& people)
{
    Stream stream(key, Purpose::ties, task.entity, static_cast<std::uint32_t>(task.slot),
                  1U + static_cast<std::uint32_t>(task.kind));
    std::vector<std::uint32_t> order = shuffled(stream, task.group.count);
    for (std::uint32_t& employee : order)
        employee += task.group.first;
    if (task.kind == 0)
        part_teams(stream, team_of, order);
    const auto set = [&](std::uint32_t from, std::uint32_t to) {
        people.ties[std::size_t{from} * people.ties_each + task.slot] = to;
    };
    for (std::size_t i = 0; i + 1 < order.size(); i += 2) {
        const bool good = task.kind != 0 || team_of[order[i]] != team_of[order[i + 1]];
        set(order[i], good ? order[i + 1] : unmatched);
        set(order[i + 1], good ? order[i] : unmatched);
    }
    if (order.size() % 2 == 1)
        set(order.back(), unmatched);
}

/// One-way ties for those left over.
void complete(const Unit& unit, RunKey key, const TieGroups& groups, const std::vector<TeamId>& team_of,
              Population& people)
{
    for (const EmployeeId e : people.employees_of(unit)) {
        Stream stream(key, Purpose::ties, unit.stable, e.value - unit.first_employee.value);
        for (int slot = 0; slot < people.ties_each; ++slot) {
            std::uint32_t& tie = people.ties[std::size_t{e.value} * people.ties_each + slot];
            if (tie != unmatched)
                continue;
            const int kind = kind_of_tie(people.settings, slot);
            const Team& team = people.teams[team_of[e.value]];
            const EmployeeRange hole =
                kind == 0 ? EmployeeRange{team.first_employee.value, team.posts} : EmployeeRange{e.value, 1};
            tie = draw_tie(stream, people, groups, unit, kind, hole);
        }
    }
}
} // namespace

void match_ties(RunKey key, Population& people)
{
    const TieGroups groups = tie_groups(people);
    people.ties.assign(people.employees.size() * static_cast<std::size_t>(people.ties_each), unmatched);
    std::vector<TeamId> team_of(people.employees.size());
    for_each_chunk(people.teams.size(), 4096, [&](std::size_t first, std::size_t last) {
        for (std::size_t t = first; t < last; ++t) {
            const TeamId id{static_cast<std::uint32_t>(t)};
            for (std::uint32_t i = 0; i < people.teams[id].posts; ++i)
                team_of[people.teams[id].first_employee.value + i] = id;
        }
    });
    const std::vector<Task> tasks = tasks_of(people, groups);
    for_each_row(tasks.size(), [&](std::size_t t) { match(tasks[t], key, team_of, people); });
    for_each_chunk(people.units.size(), 64, [&](std::size_t first, std::size_t last) {
        for (std::size_t u = first; u < last; ++u)
            complete(people.units[UnitId{static_cast<std::uint32_t>(u)}], key, groups, team_of, people);
    });
}

} // namespace mutualise
