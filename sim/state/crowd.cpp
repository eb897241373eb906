#include "mutualise/state/crowd.hpp"

#include "mutualise/population/population.hpp"

#include <array>
#include <cassert>

namespace mutualise
{

namespace
{

constexpr std::array words_of_a_post{&Crowd::vacant, &Crowd::newcomer, &Crowd::recruit};
constexpr std::array words_of_a_unit{&Crowd::filled,    &Crowd::attitude_sum, &Crowd::interested, &Crowd::undecided,
                                     &Crowd::champions, &Crowd::left,         &Crowd::hired,      &Crowd::former};

} // namespace

Crowd make_crowd(const Population& people, int lanes)
{
    assert(lanes >= 1 && lanes <= max_lanes);
    Crowd crowd;
    crowd.lanes = lanes;
    crowd.width = width_for(lanes);
    const std::size_t posts = people.employees.size(), width = static_cast<std::size_t>(crowd.width);
    crowd.attitude = HugeArray<FixedAttitude>(posts * width);
    crowd.next_attitude = HugeArray<FixedAttitude>(posts * width);
    for (const auto column : words_of_a_post)
        crowd.*column = HugeArray<std::uint32_t>(posts);
    for (const auto column : words_of_a_unit)
        crowd.*column = HugeArray<std::uint32_t>(people.units.size() * width);
    for (const UnitId unit : people.units.ids())
        for (std::uint32_t lane = 0; lane < width; ++lane)
            crowd.filled[crowd.at(unit, lane)] = people.units[unit].posts;
    return crowd;
}

std::uint64_t crowd_bytes(std::uint64_t posts, std::uint64_t units, int width)
{
    const auto lanes = static_cast<std::uint64_t>(width);
    return posts * (2 * sizeof(FixedAttitude) * lanes + words_of_a_post.size() * sizeof(std::uint32_t)) +
           units * words_of_a_unit.size() * lanes * sizeof(std::uint32_t);
}

} // namespace mutualise
