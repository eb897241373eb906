/// \file Sums of the attitudes over a unit's filled posts, taken while a row is at hand.
#pragma once

#include "lane_rows.hpp"

namespace mutualise::attitude_kernel
{

inline constexpr FixedAttitude interested_from = ceil_fixed(0.6); // F-88: "interested in exploring"
inline constexpr FixedAttitude undecided_from = ceil_fixed(0.5);

/// A unit's sums over its filled posts, by lane.
template <int width>
struct alignas(64) UnitSums {
    std::uint32_t attitude[width] = {};
    std::uint32_t interested[width] = {};
    std::uint32_t half[width] = {}; ///< x >= 0.5
    std::uint32_t champions[width] = {};
};

/// Sums over a team's filled posts; 16 bits hold the counts, as a team has fewer than 65,536 posts.
template <int width>
struct alignas(64) TeamSums {
    std::uint32_t attitude[width] = {};
    std::uint16_t interested[width] = {};
    std::uint16_t half[width] = {};
};

/// Adds one employee's row to the team's sums.
template <int width>
[[gnu::always_inline]] inline void add_to_sums(const FixedAttitude* row, TeamSums<width>& sums)
{
    for (int l = 0; l < width; ++l)
        sums.attitude[l] += row[l];
    for (int l = 0; l < width; ++l) {
        sums.interested[l] = static_cast<std::uint16_t>(sums.interested[l] + (row[l] >= interested_from));
        sums.half[l] = static_cast<std::uint16_t>(sums.half[l] + (row[l] >= undecided_from));
    }
}

/// Of the lanes in which the post is filled; where it is vacant it counts as attitude 0, in no sum.
template <int width>
[[gnu::always_inline]] inline void add_filled_to_sums(const FixedAttitude* row, std::uint32_t vacant,
                                                      TeamSums<width>& sums)
{
    alignas(64) FixedAttitude filled[width];
    const Halves<width> nobody = halves<width>(vacant);
    for (int l = 0; l < width; ++l)
        filled[l] = static_cast<FixedAttitude>(row[l] & -((nobody.of[l] & half_bits[l]) == 0));
    add_to_sums<width>(filled, sums);
}

template <int width>
[[gnu::always_inline]] inline void count_champion(const EmployeeTraits& traits, const RunTerms& run,
                                                  const FixedAttitude* row, std::uint32_t vacant,
                                                  std::uint32_t* champions)
{
    for (int l = 0; l < width; ++l)
        champions[l] += static_cast<unsigned>(traits.champion_quantile < run.champion_limit[l]) &
                        static_cast<unsigned>(row[l] >= run.launch_attitude[l]) &
                        static_cast<unsigned>((vacant & lane_bit(static_cast<std::uint32_t>(l))) == 0);
}

template <int width>
[[gnu::always_inline]] inline void add_team(const TeamSums<width>& team, UnitSums<width>& unit)
{
    for (int l = 0; l < width; ++l) {
        unit.attitude[l] += team.attitude[l];
        unit.interested[l] += team.interested[l];
        unit.half[l] += team.half[l];
    }
}

/// Into the crowd's columns.
template <int width>
[[gnu::always_inline]] inline void store_sums(const UnitSums<width>& sums, UnitId unit, Crowd& crowd)
{
    const std::size_t first = crowd.at(unit, 0);
    for (int l = 0; l < width; ++l) {
        crowd.attitude_sum[first + l] = sums.attitude[l];
        crowd.interested[first + l] = sums.interested[l];
        crowd.undecided[first + l] = sums.half[l] - sums.interested[l];
        crowd.champions[first + l] = sums.champions[l];
    }
}

} // namespace mutualise::attitude_kernel
