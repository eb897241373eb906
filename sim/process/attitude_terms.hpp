/// \file Submodel 5.3, the numbers its inner loop works with: what a month's signals and parameters come to, as
/// integers by lane. attitudes.cpp fills them in, attitude_kernel.hpp applies them.
#pragma once

#include "mutualise/state/lane.hpp"

#include <array>
#include <cstdint>
#include <span>

namespace mutualise
{

namespace attitude_scale
{
inline constexpr int leaning_bits = 13;   ///< l while summed: range +-8 around attitudes in [0, 1]
inline constexpr int kept_bits = 3;       ///< l and influence when they meet
inline constexpr int weight_bits = 13;    ///< w; kept_bits + weight_bits = 16 fills 31 bits of product
inline constexpr int openness_bits = 8;   ///< more of w before the openness is multiplied in
inline constexpr int influence_bits = 16; ///< team and tie weights: together exactly 1
} // namespace attitude_scale

/// Which of the kernel's compilations runs; all give the same bytes.
enum class InstructionSet : std::uint8_t { baseline, avx2, avx512 };
bool supported(InstructionSet set);
InstructionSet widest_supported();
void start_attitudes(const Population& people, std::span<Lane> lanes, Crowd& crowd, InstructionSet set);
void update_attitudes(const Population& people, std::span<Lane> lanes, Crowd& crowd, InstructionSet set);

inline constexpr int most_lanes = 32;
struct alignas(64) LaneIntegers : std::array<std::int32_t, most_lanes> {
};

/// What holds for everyone in a run this month.
struct RunTerms {
    LaneIntegers team_leaning;            ///< sigma sqrt(r_t) / 8192 [attitude / 2^leaning_bits]
    LaneIntegers own_leaning;             ///< sigma sqrt(1 - r_u - r_t) / 8192 [attitude / 2^leaning_bits]
    LaneIntegers influence_least;         ///< w_min [2^-(weight_bits + openness_bits)]
    LaneIntegers influence_span;          ///< (w_max - w_min) / 255 [2^-(weight_bits + openness_bits)]
    LaneIntegers tie_weight;              ///< (1 - omega) / k [2^-influence_bits]
    LaneIntegers team_weight;             ///< omega [2^-influence_bits]
    LaneIntegers champion_limit;          ///< a champion iff champion_quantile is below
    LaneIntegers launch_attitude;         ///< x_launch [1/32767]
    std::int32_t most_champion_limit = 0; ///< of all lanes
};

/// What the staff of one unit share this month.
struct UnitTerms {
    LaneIntegers shared; ///< mu_s + sigma sqrt(r_u) Z_unit + signal_u, in reach of [0, 1] [attitude / 2^leaning_bits]
    LaneIntegers union_limit;       ///< a union member iff union_quantile is below
    LaneIntegers union_opposition;  ///< [attitude / 2^leaning_bits]
    LaneIntegers pension_deterrent; ///< c_pension (1 - protection) / 255 [attitude / 2^leaning_bits]
};

/// x(t+1) of a unit's posts and the unit's sums, in all lanes; writes only this unit's rows of the crowd.
using UpdateUnit = void (*)(const Population&, UnitId, const RunTerms&, const UnitTerms&, Crowd&);
UpdateUnit unit_update(int width, InstructionSet set);

} // namespace mutualise
