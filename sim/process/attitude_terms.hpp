/// \file Submodel 5.3, the numbers its inner loop works with: what a month's signals and parameters come to, as
/// integers by lane. attitudes.cpp fills them in, attitude_kernel.hpp applies them.
#pragma once

#include "fixed16.hpp"
#include "mutualise/core/instruction_set.hpp"
#include "mutualise/state/lane.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace mutualise
{

namespace attitude_scale
{
inline constexpr int leaning_one = attitude_one / 4; ///< l = 1 while it is summed: 16 bits hold +-4 around [0, 1]
inline constexpr int shared_bits = 15; ///< more of the leaning a unit and team share, before it is rounded to 16 bits
inline constexpr int influence_bits = 16;   ///< team and tie weights: together exactly 1
inline constexpr int openness_middle = 128; ///< openness is counted from here, so that 16 bits hold 128 times it
} // namespace attitude_scale

/// `set` says which of the kernel's compilations runs.
void start_attitudes(const Population& people, std::span<Lane> lanes, Crowd& crowd, InstructionSet set);
void update_attitudes(const Population& people, std::span<Lane> lanes, Crowd& crowd, InstructionSet set);

struct alignas(64) LaneIntegers : std::array<std::int32_t, max_lanes> {
};
struct alignas(64) LaneFixed : std::array<Fixed16, max_lanes> {
};
struct alignas(64) LaneShorts : std::array<std::uint16_t, max_lanes> {
};

/// What holds for everyone in a run this month.
struct RunTerms {
    LaneFixed own_leaning;            ///< sigma sqrt(1 - r_u - r_t), for z_i as it is stored [leaning_one / 4 a 2^15]
    LaneFixed influence_middle;       ///< w of the middle openness [2^-15]
    LaneFixed influence_span;         ///< w_max - w_min, for 128 openness_i [2^-15]
    LaneShorts tie_weight;            ///< (1 - omega) / k [2^-influence_bits]
    LaneIntegers team_weight;         ///< omega [2^-influence_bits]
    LaneIntegers influence_rounding;  ///< half of what is cut off on the way to whole steps [2^-influence_bits]
    LaneIntegers team_influence_most; ///< beyond it rounding could carry the influence above 1
    LaneIntegers team_leaning;        ///< sigma sqrt(r_t) / 8192 [leaning_one 2^shared_bits]
    LaneIntegers champion_limit;      ///< a champion iff champion_quantile is below
    LaneIntegers launch_attitude;     ///< x_launch [attitude_one]
    std::int32_t most_champion_limit = 0; ///< of all lanes
};

/// What the staff of one unit share this month.
struct UnitTerms {
    LaneIntegers shared;   ///< mu_s + sigma sqrt(r_u) Z_unit + signal_u, in reach of [0, 1] [leaning_one 2^shared_bits]
    LaneShorts union_last; ///< a union member iff union_quantile is not above
    LaneFixed union_opposition;  ///< [leaning_one]; 0 where there is no union
    LaneFixed pension_deterrent; ///< c_pension (1 - protection), for 128 pension_i [leaning_one]
};

/// Makes the rows this thread has written visible to the others.
void publish_rows();

/// x(t+1) of a unit's posts and the unit's sums, in all lanes; writes only this unit's rows of the crowd.
using UpdateUnit = void (*)(const Population&, UnitId, const RunTerms&, const UnitTerms&, Crowd&);
UpdateUnit unit_update(int width, InstructionSet set);

} // namespace mutualise
