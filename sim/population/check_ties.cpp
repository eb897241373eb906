/// \file Ties: where they lead, and how many are answered.
#include "check.hpp"
#include "synthesis.hpp"

#include "mutualise/parallel/loops.hpp"

#include <algorithm>
#include <array>

namespace mutualise
{

namespace
{
/// Counts over ties; exact sums, so that no order matters.
struct TieCounts {
    std::array<std::uint64_t, 3> ties{};   ///< by kind
    std::array<std::uint64_t, 3> within{}; ///< that lead where their kind says
    std::uint64_t to_oneself = 0;
    std::uint64_t repeated = 0;
    std::uint64_t answered = 0; ///< the other has a tie back
};

bool leads_within(const Unit& from, const Unit& to, int kind, bool same_team)
{
    if (kind == 0)
        return from.branch == to.branch && !same_team;
    return from.service == to.service && (kind == 2 || from.region == to.region);
}

void count_ties(const Population& people, const std::vector<UnitId>& unit_of, const Unit& unit, const Team& team,
                EmployeeId e, TieCounts& counts)
{
    const auto ties = people.ties_of(e);
    for (std::size_t t = 0; t < ties.size(); ++t) {
        const int kind = kind_of_tie(people.settings, static_cast<int>(t));
        const std::uint32_t other = ties[t];
        const bool same_team = other >= team.first_employee.value && other - team.first_employee.value < team.posts;
        ++counts.ties[static_cast<std::size_t>(kind)];
        counts.within[static_cast<std::size_t>(kind)] +=
            leads_within(unit, people.units[unit_of[other]], kind, same_team) ? 1 : 0;
        counts.to_oneself += other == e.value ? 1 : 0;
        counts.repeated += std::ranges::count(ties.first(t), other) > 0 ? 1 : 0;
        const auto back = people.ties_of(EmployeeId{other});
        counts.answered += std::ranges::find(back, e.value) != back.end() ? 1 : 0;
    }
}

TieCounts count_all(const Population& people)
{
    std::vector<UnitId> unit_of(people.employees.size());
    for (const UnitId u : people.units.ids())
        for (const EmployeeId e : people.employees_of(people.units[u]))
            unit_of[e.value] = u;
    std::vector<TieCounts> by_unit(people.units.size());
    for_each_chunk(people.units.size(), 64, [&](std::size_t first, std::size_t last) {
        for (std::size_t u = first; u < last; ++u) {
            const Unit& unit = people.units[UnitId{static_cast<std::uint32_t>(u)}];
            for (const TeamId t : people.teams_of(unit))
                for (std::uint32_t i = 0; i < people.teams[t].posts; ++i)
                    count_ties(people, unit_of, unit, people.teams[t],
                               EmployeeId{people.teams[t].first_employee.value + i}, by_unit[u]);
        }
    });
    TieCounts sum;
    for (const TieCounts& c : by_unit) {
        for (std::size_t k = 0; k < sum.ties.size(); ++k) {
            sum.ties[k] += c.ties[k];
            sum.within[k] += c.within[k];
        }
        sum.to_oneself += c.to_oneself;
        sum.repeated += c.repeated;
        sum.answered += c.answered;
    }
    return sum;
}

double share(std::uint64_t part, std::uint64_t whole)
{
    return whole == 0 ? 0 : static_cast<double>(part) / static_cast<double>(whole);
}
} // namespace

void check_ties(const Population& people, std::vector<PopulationCheck>& lines)
{
    if (people.employees.empty() || people.ties_each == 0)
        return;
    const TieCounts c = count_all(people);
    const std::uint64_t all = c.ties[0] + c.ties[1] + c.ties[2];
    // model section 2: the shares are exact but for branches of one team, which have nobody to tie to outside it.
    lines.push_back(check_line("ties each", share(all, people.employees.size()), people.ties_each, 0, "assumed"));
    if (c.ties[0] > 0)
        lines.push_back(check_line("organisation ties within it, outside the team", share(c.within[0], c.ties[0]), 1,
                                   0.01, "assumed"));
    if (c.ties[1] > 0)
        lines.push_back(
            check_line("region ties within service and region", share(c.within[1], c.ties[1]), 1, 0.001, "assumed"));
    if (c.ties[2] > 0)
        lines.push_back(
            check_line("service ties within the service", share(c.within[2], c.ties[2]), 1, 0.001, "assumed"));
    lines.push_back(check_line("ties to oneself", static_cast<double>(c.to_oneself), 0, 0, "assumed"));
    lines.push_back(check_line("share of ties that repeat another", share(c.repeated, all), 0, 0.01, "assumed"));
    // One-way ties are answered by chance in small branches only.
    const bool two_way = people.settings.reciprocal;
    lines.push_back(check_line("share of ties answered", share(c.answered, all), two_way ? 1 : 0, 0.02, "assumed"));
}

} // namespace mutualise
