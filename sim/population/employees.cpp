/// \file Teams and posts: every trait a keyed draw of (unit, place within the unit), one Philox block a post.
#include "quantiles.hpp"
#include "synthesis.hpp"

#include "mutualise/parallel/loops.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{
/// Posts of the next of `teams` teams that share `posts`: uniform, as wide as leaves every team within its bounds.
int next_team_posts(Stream& sizes, int posts, int teams)
{
    if (teams == 1)
        return posts;
    const int mean = (posts + teams / 2) / teams;
    const int half_width = std::min(mean - team_least, team_most - mean);
    const int least = std::max(mean - half_width, posts - team_most * (teams - 1));
    const int most = std::min(mean + half_width, posts - team_least * (teams - 1));
    return least + static_cast<int>(sizes.below(static_cast<std::uint32_t>(most - least + 1)));
}

void draw_teams(const Unit& unit, RunKey key, Population& people)
{
    Stream sizes(key, Purpose::team_traits, unit.stable, 0);
    std::uint32_t first = unit.first_employee.value;
    int left = static_cast<int>(unit.posts);
    for (std::uint32_t i = 0; i < unit.teams; ++i) {
        Team& team = people.teams[TeamId{unit.first_team.value + i}];
        const int posts = next_team_posts(sizes, left, static_cast<int>(unit.teams - i));
        team.first_employee = EmployeeId{first};
        team.posts = static_cast<std::uint16_t>(posts);
        team.leaning = normal_trait(Stream(key, Purpose::team_traits, unit.stable, 1 + i)());
        first += static_cast<std::uint32_t>(posts);
        left -= posts;
    }
}

EmployeeTraits draw_post(Stream traits)
{
    EmployeeTraits e;
    e.leaning = normal_trait(traits());
    const std::uint32_t word = traits();
    e.openness = static_cast<std::uint8_t>(word);
    e.pension = static_cast<std::uint8_t>(word >> 8);
    e.union_quantile = static_cast<std::uint16_t>(word >> 16);
    e.champion_quantile = static_cast<std::uint16_t>(traits());
    return e;
}
} // namespace

void draw_employees(RunKey key, Population& people)
{
    for_each_chunk(people.units.size(), 64, [&](std::size_t first, std::size_t last) {
        for (std::size_t u = first; u < last; ++u) {
            const Unit& unit = people.units[UnitId{static_cast<std::uint32_t>(u)}];
            draw_teams(unit, key, people);
            for (std::uint32_t i = 0; i < unit.posts; ++i)
                people.employees[unit.first_employee.value + i] =
                    draw_post(Stream(key, Purpose::employee_traits, unit.stable, i));
        }
    });
}

} // namespace mutualise
