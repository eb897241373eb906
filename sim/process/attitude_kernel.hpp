/// \file Submodel 5.3, the inner loop: attitudes move towards peers around a private leaning, in exact integers.
///
///     l_i(t)   = clamp01( shared_u + sigma (sqrt(r_t) Z_team + sqrt(1 - r_u - r_t) z_i)
///                         - opposition [union_i] - c_pension (1 - protection_u) pension_i )
///     x_i(t+1) = (1 - w_i) l_i(t) + w_i (omega mean_team x(t) + (1 - omega) mean_ties x(t))
///     w_i      = w_min + (w_max - w_min) openness_i
///
/// shared_u holds what a unit's staff share (attitudes.cpp). Friedkin & Johnsen 1990, Social influence and opinions,
/// J. Math. Sociol. 15, doi:10.1080/0022250X.1990.9990069. Every quantity is a 32-bit integer per lane, scaled as its
/// member says; each step rounds once, to the nearest 1/32767, so the error stays near half of that over 1 - w_max.
#pragma once

#include "attitude_terms.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

namespace mutualise
{

namespace attitude_kernel
{

/// Bit l of a mask of lanes: a compare with a table vectorises where a variable shift does not.
struct alignas(64) LaneBits : std::array<std::uint32_t, most_lanes> {
    constexpr LaneBits() : array{}
    {
        for (unsigned l = 0; l < most_lanes; ++l)
            (*this)[l] = 1U << l;
    }
};
inline constexpr LaneBits lane_bits;

inline constexpr FixedAttitude interested_from = ceil_fixed(0.6); // F-88: "interested in exploring"
inline constexpr FixedAttitude undecided_from = ceil_fixed(0.5);

/// Employees whose ties are fetched ahead of their turn: the time of about 16 rows hides a memory access.
inline constexpr std::uint32_t rows_ahead = 16;

/// The usual number of ties each has a compilation of its own.
inline constexpr int default_ties = 6;

/// A unit's sums over its filled posts, by lane.
template <int width>
struct alignas(64) UnitSums {
    std::uint32_t attitude[width] = {};
    std::uint32_t interested[width] = {};
    std::uint32_t half[width] = {}; ///< x >= 0.5
    std::uint32_t champions[width] = {};
};

/// What a team's members share: leaning, and the team's part of influence.
template <int width>
struct alignas(64) TeamTerms {
    std::int32_t leaning[width];   ///< shared and team leaning [attitude / 2^leaning_bits]
    std::int32_t influence[width]; ///< omega mean_team x [attitude / 2^influence_bits]
};

template <int width>
[[gnu::always_inline]] inline TeamTerms<width> team_terms(const Team& team, const RunTerms& run, const UnitTerms& unit,
                                                          const FixedAttitude* attitude)
{
    alignas(64) std::uint32_t sum[width] = {};
    const FixedAttitude* row = attitude + std::size_t{team.first_employee.value} * width;
    for (int i = 0; i < team.posts; ++i, row += width)
        for (int l = 0; l < width; ++l)
            sum[l] += row[l];
    // sum * weight < posts * 2^31, so the product with the reciprocal stays below 2^63.
    const std::uint64_t reciprocal = (std::uint64_t{1} << 32) / team.posts;
    constexpr std::int32_t half = 1 << (attitude_scale::influence_bits - attitude_scale::kept_bits - 1); // to round
    TeamTerms<width> terms;
    for (int l = 0; l < width; ++l) {
        const std::uint64_t weighted = std::uint64_t{sum[l]} * static_cast<std::uint32_t>(run.team_weight[l]);
        terms.influence[l] = static_cast<std::int32_t>(weighted * reciprocal >> 32) + half;
        terms.leaning[l] = unit.shared[l] + run.team_leaning[l] * team.leaning;
    }
    return terms;
}

/// Adds the rows of `count` ties to the lanes' sums.
template <int width, int count>
[[gnu::always_inline]] inline void add_ties(const std::uint32_t* ties, const FixedAttitude* attitude, std::int32_t* sum)
{
    const FixedAttitude* rows[count];
    for (int k = 0; k < count; ++k)
        rows[k] = attitude + std::size_t{ties[k]} * width;
    for (int l = 0; l < width; ++l) {
        std::int32_t ties_of_lane = 0;
        for (int k = 0; k < count; ++k)
            ties_of_lane += rows[k][l];
        sum[l] += ties_of_lane;
    }
}

/// The sum of an employee's ties' attitudes; `known_ties` above 0 is their number, known when compiled.
template <int width, int known_ties>
[[gnu::always_inline]] inline void sum_ties(const std::uint32_t* ties, int ties_each, const FixedAttitude* attitude,
                                            std::int32_t* sum)
{
    for (int l = 0; l < width; ++l)
        sum[l] = 0;
    if constexpr (known_ties > 0) {
        add_ties<width, known_ties>(ties, attitude, sum);
    } else {
        for (int k = 0; k < ties_each; ++k) {
            add_ties<width, 1>(ties + k, attitude, sum);
            asm volatile(""); // or g++ merges rounds and leaves the lanes' loop scalar
        }
    }
}

/// Sums over a team's filled posts; 16 bits hold the counts, as a team has fewer than 65,536 posts.
template <int width>
struct alignas(64) TeamSums {
    std::uint32_t attitude[width] = {};
    std::uint16_t interested[width] = {};
    std::uint16_t half[width] = {};
};

/// The equation of one employee, all lanes. Lanes whose bit is set in `newcomer` take x(t+1) = l.
template <int width, bool any_newcomer>
[[gnu::always_inline]] inline void update_employee(EmployeeTraits traits, const RunTerms& run, const UnitTerms& unit,
                                                   const TeamTerms<width>& team, const std::int32_t* tie_sum,
                                                   std::uint32_t newcomer, FixedAttitude* next)
{
    using namespace attitude_scale;
    constexpr std::int32_t leaning_one = attitude_one << leaning_bits;
    constexpr std::int32_t half = 1 << (kept_bits + weight_bits - 1); // to round
    for (int l = 0; l < width; ++l) {
        const std::int32_t in_union = traits.union_quantile < unit.union_limit[l] ? -1 : 0;
        std::int32_t leaning = team.leaning[l] + run.own_leaning[l] * traits.leaning -
                               (unit.union_opposition[l] & in_union) - unit.pension_deterrent[l] * traits.pension;
        leaning = std::min(std::max(leaning, 0), leaning_one) >> (leaning_bits - kept_bits);
        const std::int32_t influence =
            (team.influence[l] + run.tie_weight[l] * tie_sum[l]) >> (influence_bits - kept_bits);
        std::int32_t weight = (run.influence_least[l] + run.influence_span[l] * traits.openness) >> openness_bits;
        if constexpr (any_newcomer)
            weight = (newcomer & lane_bits[l]) != 0 ? 0 : weight;
        const std::int32_t moved = (leaning << weight_bits) + (influence - leaning) * weight;
        next[l] = static_cast<FixedAttitude>((moved + half) >> (kept_bits + weight_bits));
    }
}

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

/// The same for a post vacant in some lanes: there it counts as attitude 0, in no sum.
template <int width>
[[gnu::always_inline]] inline void add_filled_to_sums(const FixedAttitude* row, std::uint32_t vacant,
                                                      TeamSums<width>& sums)
{
    alignas(64) FixedAttitude filled[width];
    for (int l = 0; l < width; ++l)
        filled[l] = (vacant & lane_bits[l]) != 0 ? FixedAttitude{0} : row[l];
    add_to_sums<width>(filled, sums);
}

template <int width>
[[gnu::always_inline]] inline void count_champion(const EmployeeTraits& traits, const RunTerms& run,
                                                  const FixedAttitude* row, std::uint32_t vacant,
                                                  std::uint32_t* champions)
{
    for (int l = 0; l < width; ++l)
        champions[l] += traits.champion_quantile < run.champion_limit[l] && row[l] >= run.launch_attitude[l] &&
                        (vacant & lane_bits[l]) == 0;
}

template <int width>
[[gnu::always_inline]] inline void prefetch_ties(const Population& people, std::uint32_t employee, unsigned ties_each,
                                                 const FixedAttitude* attitude)
{
    const auto last = static_cast<std::uint32_t>(people.employees.size() - 1);
    const std::uint32_t* ties = people.ties.data() + std::size_t{std::min(employee + rows_ahead, last)} * ties_each;
    for (unsigned k = 0; k < ties_each; ++k)
        __builtin_prefetch(attitude + std::size_t{ties[k]} * width);
}

template <int width, int known_ties>
[[gnu::always_inline]] inline void update_team(const Population& people, const Team& team, const RunTerms& run,
                                               const UnitTerms& unit, Crowd& crowd, UnitSums<width>& sums)
{
    const FixedAttitude* attitude = crowd.attitude.data();
    const TeamTerms<width> shared = team_terms<width>(team, run, unit, attitude);
    TeamSums<width> team_sums;
    const std::uint32_t end = team.first_employee.value + team.posts;
    const auto ties_each = static_cast<unsigned>(known_ties > 0 ? known_ties : people.ties_each);
    for (std::uint32_t e = team.first_employee.value; e < end; ++e) {
        prefetch_ties<width>(people, e, ties_each, attitude);
        const EmployeeTraits traits = people.employees[e];
        alignas(64) std::int32_t tie_sum[width];
        sum_ties<width, known_ties>(people.ties.data() + std::size_t{e} * ties_each, people.ties_each, attitude,
                                    tie_sum);
        FixedAttitude* next = crowd.next_attitude.data() + std::size_t{e} * width;
        const std::uint32_t newcomer = crowd.newcomer[e], vacant = crowd.vacant[e];
        if (newcomer == 0) {
            update_employee<width, false>(traits, run, unit, shared, tie_sum, 0, next);
        } else {
            update_employee<width, true>(traits, run, unit, shared, tie_sum, newcomer, next);
            crowd.newcomer[e] = 0;
        }
        if (vacant == 0)
            add_to_sums<width>(next, team_sums);
        else
            add_filled_to_sums<width>(next, vacant, team_sums);
        if (traits.champion_quantile < run.most_champion_limit)
            count_champion<width>(traits, run, next, vacant, sums.champions);
    }
    for (int l = 0; l < width; ++l) {
        sums.attitude[l] += team_sums.attitude[l];
        sums.interested[l] += team_sums.interested[l];
        sums.half[l] += team_sums.half[l];
    }
}

template <int width>
[[gnu::always_inline]] inline void update_unit(const Population& people, UnitId id, const RunTerms& run,
                                               const UnitTerms& terms, Crowd& crowd)
{
    const Unit& unit = people.units[id];
    UnitSums<width> sums;
    for (const TeamId t : people.teams_of(unit)) {
        if (people.ties_each == default_ties)
            update_team<width, default_ties>(people, people.teams[t], run, terms, crowd, sums);
        else
            update_team<width, 0>(people, people.teams[t], run, terms, crowd, sums);
    }
    const std::size_t first = std::size_t{id.value} * width;
    for (int l = 0; l < width; ++l) {
        crowd.attitude_sum[first + l] = sums.attitude[l];
        crowd.interested[first + l] = sums.interested[l];
        crowd.undecided[first + l] = sums.half[l] - sums.interested[l];
        crowd.champions[first + l] = sums.champions[l];
    }
}

} // namespace attitude_kernel
} // namespace mutualise
