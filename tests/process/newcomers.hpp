/// \file Posts newly filled and people counted, for tests of turnover.
#pragma once

#include "mutualise/population/population.hpp"
#include "mutualise/state/crowd.hpp"

#include <cstdint>
#include <vector>

namespace mutualise::testing
{

/// Posts newly filled this month in a lane; with nothing cut, the month's leavers.
inline std::vector<std::uint32_t> newcomers(const Population& people, const Crowd& crowd, std::uint32_t column)
{
    std::vector<std::uint32_t> posts;
    for (std::uint32_t e = 0; e < people.employees.size(); ++e)
        if ((crowd.newcomer[e] & lane_bit(column)) != 0)
            posts.push_back(e);
    return posts;
}

inline void forget_newcomers(const Population& people, Crowd& crowd)
{
    for (std::uint32_t e = 0; e < people.employees.size(); ++e)
        crowd.newcomer[e] = 0;
}

/// Sum over the units of a lane.
inline std::uint32_t total(const HugeArray<std::uint32_t>& sums, const Population& people, const Crowd& crowd,
                           std::uint32_t column)
{
    std::uint32_t all = 0;
    for (const UnitId u : people.units.ids())
        all += sums[crowd.at(u, column)];
    return all;
}

} // namespace mutualise::testing
