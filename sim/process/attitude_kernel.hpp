/// \file Submodel 5.3, the inner loop: the equation of attitude_equation.hpp for 32 runs at once, in exact integers.
///
/// Layout: row e of the crowd holds employee e's attitude in every run, so a row of 32 runs is one cache line, a tie is
/// one line for 32 runs, and traits, ties and teams are read once for all. The next attitudes go to a second array.
///
/// Bound: a row read in order (64 bytes) and one written (64), a tie far away (64; the other five lie in rows that are
/// in the caches anyway), six tie numbers (24) and the traits (8) are 224 bytes an employee and month, 7 a run; what
/// they take at the measured bandwidth is the least time the pass can take (benchmarks/README.md has the ratio).
///
/// Numbers: attitudes, influence and weights are 16-bit (2^-15), leanings are summed in steps of 1/8191. Influence is
/// known to (pairs of ties + 2) / 2 steps, which x_i carries on over 1 - w_i: everybody stays within 0.0004 of the same
/// sums in doubles under the default parameters, within 0.004 where all follow others with weight 0.98.
#pragma once

#include "attitude_equation.hpp"
#include "attitude_sums.hpp"
#include "attitude_terms.hpp"
#include "lane_rows.hpp"

#include <algorithm>
#include <cstdint>

namespace mutualise::attitude_kernel
{

/// The usual number of ties each has a compilation of its own.
inline constexpr int default_ties = 6;

/// What a team's members share: leaning, and the team's part of influence.
template <int width>
struct alignas(64) TeamTerms {
    Fixed16 shared[width];          ///< unit's and team's leaning [leaning_one]
    std::uint16_t influence[width]; ///< omega mean_team x [attitude_one]
};

template <int width>
[[gnu::always_inline]] inline TeamTerms<width> team_terms(const Team& team, const RunTerms& run, const UnitTerms& unit,
                                                          const FixedAttitude* attitude)
{
    using namespace attitude_scale;
    alignas(64) std::uint32_t sum[width] = {};
    const FixedAttitude* row = attitude + std::size_t{team.first_employee.value} * width;
    for (int i = 0; i < team.posts; ++i, row += width)
        for (int l = 0; l < width; ++l)
            sum[l] += row[l];
    // sum * weight < posts * 2^31, so the product with the reciprocal stays below 2^63.
    const std::uint64_t reciprocal = (std::uint64_t{1} << 32) / team.posts;
    TeamTerms<width> terms;
    for (int l = 0; l < width; ++l) {
        const std::uint64_t weighted = std::uint64_t{sum[l]} * static_cast<std::uint32_t>(run.team_weight[l]);
        const auto mean = static_cast<std::uint32_t>(weighted * reciprocal >> 32);
        const auto influence =
            static_cast<std::int32_t>((mean + static_cast<std::uint32_t>(run.influence_rounding[l])) >> influence_bits);
        terms.influence[l] = static_cast<std::uint16_t>(std::min(influence, run.team_influence_most[l]));
        const std::int32_t shared = (unit.shared[l] + run.team_leaning[l] * team.leaning) >> shared_bits;
        // Beyond these limits everyone's l is 0 or 1 whatever the person's part.
        terms.shared[l] = {static_cast<std::int16_t>(std::min(std::max(shared, -2 * leaning_one), 4 * leaning_one))};
    }
    return terms;
}

/// Adds the part of `count` ties, 1 or a pair or a number known when compiled: the rows of each pair are added,
/// weighted and cut to whole steps.
template <int width, int count>
[[gnu::always_inline]] inline void add_ties(const std::uint32_t* ties, const RunTerms& run,
                                            const FixedAttitude* attitude, std::uint16_t* influence)
{
    const FixedAttitude* rows[count];
    for (int k = 0; k < count; ++k)
        rows[k] = attitude + std::size_t{ties[k]} * width;
    for (int l = 0; l < width; ++l) {
        std::uint16_t part = influence[l];
        for (int k = 0; k < count; k += 2) {
            const auto pair = static_cast<std::uint16_t>(rows[k][l] + (k + 1 < count ? rows[k + 1][l] : 0));
            part = static_cast<std::uint16_t>(
                part + (std::uint32_t{pair} * run.tie_weight[l] >> attitude_scale::influence_bits));
        }
        influence[l] = part;
    }
}

/// The ties' part of influence; `known_ties` above 0 is their number, known when compiled.
template <int width, int known_ties>
[[gnu::always_inline]] inline void ties_influence(const std::uint32_t* ties, int ties_each, const RunTerms& run,
                                                  const FixedAttitude* attitude, std::uint16_t* influence)
{
    for (int l = 0; l < width; ++l)
        influence[l] = 0;
    if constexpr (known_ties > 0) {
        add_ties<width, known_ties>(ties, run, attitude, influence);
    } else {
        int k = 0;
        for (; k + 1 < ties_each; k += 2) {
            add_ties<width, 2>(ties + k, run, attitude, influence);
            asm volatile(""); // or g++ merges rounds and leaves the lanes' loop scalar
        }
        if (k < ties_each)
            add_ties<width, 1>(ties + k, run, attitude, influence);
    }
}

/// The equation of one employee, all lanes. Lanes whose bit is set in `newcomer` take x(t+1) = l.
template <int width>
[[gnu::always_inline]] inline void update_employee(EmployeeTraits traits, const RunTerms& run, const UnitTerms& unit,
                                                   const TeamTerms<width>& team, const std::uint16_t* ties,
                                                   std::uint32_t newcomer, FixedAttitude* next)
{
    using namespace attitude_equation;
    using namespace attitude_scale;
    const Fixed16 one{leaning_one};
    const Fixed16 z{traits.leaning};
    const Fixed16 openness{static_cast<std::int16_t>(128 * (traits.openness - openness_middle))};
    const Fixed16 pension{static_cast<std::int16_t>(128 * traits.pension)};
    const Halves<width> anew = halves<width>(newcomer);
    for (int l = 0; l < width; ++l) {
        const Fixed16 opposition = only_if(traits.union_quantile <= unit.union_last[l], unit.union_opposition[l]);
        const Fixed16 fourth =
            private_leaning(team.shared[l], one, run.own_leaning[l], z, opposition, unit.pension_deterrent[l], pension);
        const Fixed16 leaning{static_cast<std::int16_t>(4 * fourth.value)};
        const Fixed16 influence{static_cast<std::int16_t>(team.influence[l] + ties[l])};
        const Fixed16 open = weight_of_others(run.influence_middle[l], run.influence_span[l], openness);
        const Fixed16 weight = only_if((anew.of[l] & half_bits[l]) == 0, open);
        next[l] = static_cast<FixedAttitude>(moved(leaning, influence, weight).value);
    }
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
        fetch_ahead<width>(people, e, ties_each, attitude);
        const EmployeeTraits traits = people.employees[e];
        alignas(64) std::uint16_t ties[width];
        ties_influence<width, known_ties>(people.ties.data() + std::size_t{e} * ties_each, people.ties_each, run,
                                          attitude, ties);
        alignas(64) FixedAttitude next[width];
        const std::uint32_t newcomer = crowd.newcomer[e], vacant = crowd.vacant[e];
        update_employee<width>(traits, run, unit, shared, ties, newcomer, next);
        crowd.newcomer[e] = 0;
        add_filled_to_sums<width>(next, vacant, team_sums);
        store_row<width>(next, crowd.next_attitude.data() + std::size_t{e} * width);
        if (traits.champion_quantile < run.most_champion_limit)
            count_champion<width>(traits, run, next, vacant, sums.champions);
    }
    add_team<width>(team_sums, sums);
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
    store_sums<width>(sums, id, crowd);
}

} // namespace mutualise::attitude_kernel
