/// \file Targets of studies made by hand.
#pragma once

#include "analysis/made_values.hpp"
#include "mutualise/analysis/target.hpp"

#include <vector>

namespace mutualise::testing
{

/// Of a chance of .8, looked at from 40 runs on.
inline TargetQuestion question()
{
    TargetQuestion q;
    q.goal = parse_goal("employees_in_mutuals@2015-12 >= 100");
    q.rule.probability = 0.8;
    q.rule.first_look = 40;
    q.cost = parse_outcome("lever_cost@..");
    return q;
}

/// From 40 runs asked for at each point.
inline TargetAnswer answer(const StudyValues& values, const TargetQuestion& q)
{
    const std::vector<std::uint32_t> asked(values.points(), 40);
    return answer_target(values, q, judge_target(hit_runs(values, q, asked), q.rule));
}

/// Of 40 runs the first `hits` reach 100 + point, the others 50.
inline StudyValues with_hits(const std::vector<MadeFactor>& factors, const std::vector<std::size_t>& hits,
                             const std::vector<double>& cost)
{
    return made_grid(factors, 2, 40, [=](std::size_t o, std::size_t point, std::size_t r) {
        return o == 1 ? cost[point] : r < hits[point] ? 100.0 + static_cast<double>(point) : 50.0;
    });
}

/// Two levels and three months: six settings.
inline const std::vector<MadeFactor> starts{{"bond", {"off", "on"}},
                                            {"start", {"2012-07", "2013-07", "2014-07"}, true}};

} // namespace mutualise::testing
