#include "mutualise/state/crowd.hpp"

#include "mutualise/population/population.hpp"

#include <cassert>

namespace mutualise
{

Crowd make_crowd(const Population& people, int lanes)
{
    assert(lanes >= 1 && lanes <= max_lanes);
    Crowd crowd;
    crowd.lanes = lanes;
    crowd.width = width_for(lanes);
    const std::size_t posts = people.employees.size(), width = static_cast<std::size_t>(crowd.width);
    crowd.attitude = HugeArray<FixedAttitude>(posts * width);
    crowd.next_attitude = HugeArray<FixedAttitude>(posts * width);
    crowd.vacant = HugeArray<std::uint32_t>(posts);
    crowd.newcomer = HugeArray<std::uint32_t>(posts);
    crowd.recruit = HugeArray<std::uint32_t>(posts);
    for (auto* column : {&crowd.filled, &crowd.attitude_sum, &crowd.interested, &crowd.undecided, &crowd.champions,
                         &crowd.left, &crowd.hired, &crowd.former})
        *column = HugeArray<std::uint32_t>(people.units.size() * width);
    for (const UnitId unit : people.units.ids())
        for (std::uint32_t lane = 0; lane < width; ++lane)
            crowd.filled[crowd.at(unit, lane)] = people.units[unit].posts;
    return crowd;
}

} // namespace mutualise
