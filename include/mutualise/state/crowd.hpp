/// \file What every post of every run holds, lane-minor: an employee's whole ensemble is one row, read once for all
/// runs.
#pragma once

#include "mutualise/core/fixed_point.hpp"
#include "mutualise/core/ids.hpp"
#include "mutualise/state/huge_array.hpp"

#include <cstdint>

namespace mutualise
{

struct Population;

/// Runs a batch takes: 32 attitudes of 16 bits are one cache line.
inline constexpr int max_lanes = 32;

/// The bit of a lane in a word that holds one of every lane: even lanes in the lower half, odd ones in the upper, so
/// that the word repeated, read as 16-bit numbers, holds each lane's bit at the lane's own place.
constexpr std::uint32_t lane_bit(std::uint32_t lane) { return 1U << (lane / 2 + lane % 2 * 16); }

/// Attitudes, vacancies and unit sums of up to 32 runs. Row e of `attitude` is employee e; `width` (1, 2, 4, 8, 16 or
/// 32) entries a row, of which the first `lanes` are runs.
struct Crowd {
    int lanes = 0;
    int width = 0;
    HugeArray<FixedAttitude> attitude;      ///< [employee][width], x(t)
    HugeArray<FixedAttitude> next_attitude; ///< [employee][width], x(t+1) while it is computed
    HugeArray<std::uint32_t> vacant;        ///< [employee], lane_bit(l): nobody in post in lane l
    HugeArray<std::uint32_t> newcomer;      ///< [employee], lane_bit(l): filled anew this month in lane l
    HugeArray<std::uint32_t> recruit;       ///< [employee], lane_bit(l): hired since the unit is a mutual's in lane l
    HugeArray<std::uint32_t> former;        ///< [unit][width], filled posts of a mutual's unit not held by recruits
    // After each attitude step, over the filled posts of a unit:
    HugeArray<std::uint32_t> filled;       ///< [unit][width]
    HugeArray<std::uint32_t> attitude_sum; ///< [unit][width], fixed point
    HugeArray<std::uint32_t> interested;   ///< [unit][width], x >= 0.6
    HugeArray<std::uint32_t> undecided;    ///< [unit][width], 0.5 <= x < 0.6
    HugeArray<std::uint32_t> champions;    ///< [unit][width], champions with x >= x_launch
    // Flows of the month's turnover:
    HugeArray<std::uint32_t> left;  ///< [unit][width]
    HugeArray<std::uint32_t> hired; ///< [unit][width]

    FixedAttitude attitude_of(EmployeeId e, std::uint32_t lane) const
    {
        return attitude[std::size_t{e.value} * width + lane];
    }
    bool is_vacant(EmployeeId e, std::uint32_t lane) const { return (vacant[e.value] & lane_bit(lane)) != 0; }
    std::size_t at(UnitId unit, std::uint32_t lane) const { return std::size_t{unit.value} * width + lane; }
    /// Mean attitude of a unit's filled posts; 0 where none is filled.
    double mean_attitude(UnitId unit, std::uint32_t lane) const
    {
        const std::size_t i = at(unit, lane);
        return filled[i] == 0 ? 0.0 : static_cast<double>(attitude_sum[i]) / attitude_one / filled[i];
    }
};

/// Rows of the least allowed width that holds this many lanes.
constexpr int width_for(int lanes)
{
    int width = 1;
    while (width < lanes)
        width *= 2;
    return width;
}

/// A crowd of zeroed columns for this many runs, every post filled.
Crowd make_crowd(const Population& people, int lanes);

/// What the columns of such a crowd take [bytes].
std::uint64_t crowd_bytes(std::uint64_t posts, std::uint64_t units, int width);

} // namespace mutualise
