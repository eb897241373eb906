/// \file Submodel 5.3: what shifts a unit's private leanings this month, and the pass over all posts.
///
///     shared_u = mu_s + sigma sqrt(r_u) Z_unit + signal_u
///     signal_u = a_cuts pressure + a_campaign campaign + a_own [unit is in a mutual] min(1, months since founding / n)
///
/// The equation is in attitude_equation.hpp, the pass over all posts in attitude_kernel.hpp. Doubles end here: they are
/// turned into integers once a month, per run and per unit, by IEEE operations and sqrt alone.
#include "attitude_terms.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/process/schedule.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <vector>

namespace mutualise
{

namespace
{

constexpr double leaning_unit = attitude_scale::leaning_one;
constexpr double shared_unit = leaning_unit * (1 << attitude_scale::shared_bits);
constexpr double quantile_step = 128.0 * 255 / 32768; // the largest 8-bit quantile, as the kernel scales it up
constexpr double furthest_quantile = 32768.0 / normal_quantile_one; // no leaning quantile is further from 0
constexpr std::size_t units_a_chunk = 64;                           // about 5,000 posts: a fraction of a millisecond

std::int32_t nearest(double x) { return static_cast<std::int32_t>(std::floor(x + 0.5)); }

/// The nearest 16-bit number, or the last one for what rounds to a step more (a weight of 1).
Fixed16 nearest16(double x)
{
    return {static_cast<std::int16_t>(std::clamp(nearest(x), std::int32_t{INT16_MIN}, std::int32_t{INT16_MAX}))};
}

/// The least whole number not below share * 65536: a 16-bit quantile is below the one exactly if below the other.
std::int32_t quantile_limit(double share) { return static_cast<std::int32_t>(std::ceil(std::min(share, 1.0) * 65536)); }

/// Standard deviations of the three parts of a leaning, and how far the parts below the unit's can carry it.
struct LaneScales {
    double unit = 0, team = 0, own = 0;
    double reach_up = 0, reach_down = 0;
};

LaneScales scales_of(const AttitudeParameters& p)
{
    LaneScales scales;
    scales.unit = p.spread * std::sqrt(p.unit_share);
    scales.team = p.spread * std::sqrt(p.team_share);
    scales.own = p.spread * std::sqrt(std::max(0.0, 1 - p.unit_share - p.team_share));
    scales.reach_up = furthest_quantile * (scales.team + scales.own);
    scales.reach_down = scales.reach_up + p.union_opposition + p.pension_deterrent;
    return scales;
}

/// Splits influence between team and ties. The kernel cuts the team's part and each pair of ties' part to whole steps,
/// so half a step for each part that is not 0 is added, and the team's part is held where all together cannot exceed 1.
void share_influence(RunTerms& terms, std::uint32_t c, double team_weight, int ties_each)
{
    constexpr std::int32_t whole = 1 << attitude_scale::influence_bits;
    std::int32_t tie_weight = 0;
    if (ties_each > 0)
        tie_weight = std::min(static_cast<std::int32_t>((1 - team_weight) * whole / ties_each), whole - 1);
    terms.tie_weight[c] = static_cast<std::uint16_t>(tie_weight);
    terms.team_weight[c] = whole - ties_each * tie_weight;
    const int cut_parts = 1 + (tie_weight > 0 ? (ties_each + 1) / 2 : 0);
    terms.influence_rounding[c] = cut_parts * (whole / 2);
    const auto part = [&](std::uint32_t ties) {
        return static_cast<std::int32_t>(std::uint32_t{attitude_one} * ties * static_cast<std::uint32_t>(tie_weight) >>
                                         attitude_scale::influence_bits);
    };
    terms.team_influence_most[c] = attitude_one - ties_each / 2 * part(2) - ties_each % 2 * part(1);
}

/// The month's terms of every run; `influence` off gives x = l.
RunTerms run_terms(const Population& people, std::span<const Lane> lanes, bool influence)
{
    RunTerms terms{};
    for (const Lane& lane : lanes) {
        const std::uint32_t c = lane.column;
        const AttitudeParameters& p = lane.parameters().attitudes;
        const LaneScales scales = scales_of(p);
        terms.team_leaning[c] = nearest(scales.team / normal_quantile_one * shared_unit);
        terms.own_leaning[c] = nearest16(scales.own / normal_quantile_one * leaning_unit * 32768);
        if (influence) {
            const double span = p.influence_most - p.influence_least;
            terms.influence_middle[c] =
                nearest16((p.influence_least + span * attitude_scale::openness_middle / 255) * 32768);
            terms.influence_span[c] = nearest16(span / quantile_step * 32768);
        }
        share_influence(terms, c, p.team_weight, people.ties_each);
        terms.champion_limit[c] = quantile_limit(lane.parameters().proposals.champion_share);
        terms.launch_attitude[c] = ceil_fixed(lane.parameters().proposals.launch_attitude);
        terms.most_champion_limit = std::max(terms.most_champion_limit, terms.champion_limit[c]);
    }
    return terms;
}

/// A unit in a mutual in one lane, and the part of a_own built up there [attitude].
struct OwnedUnit {
    UnitId unit;
    std::uint32_t column = 0;
    double signal = 0;
};

/// Those of the lanes among these units, in ascending order.
std::vector<OwnedUnit> owned_units(std::span<const Lane> lanes, IdRange<UnitId> units)
{
    std::vector<OwnedUnit> owned;
    for (const Lane& lane : lanes) {
        const AttitudeParameters& p = lane.parameters().attitudes;
        for (const UnitId unit : outside_of(lane, units)) {
            const UnitState& state = lane.units[unit];
            if (state.owner != OwnerKind::mutual)
                continue;
            const int months = lane.row - lane.mutuals[state.owner_id].founded;
            const double built_up = std::clamp(months / p.ownership_months, 0.0, 1.0);
            owned.push_back({unit, lane.column, p.ownership_signal * built_up});
        }
    }
    std::ranges::stable_sort(owned, {}, &OwnedUnit::unit);
    return owned;
}

/// One worker's terms, kept from unit to unit: most change only with the branch.
class UnitTermsOfMonth
{
public:
    /// For these units, to be asked for in ascending order.
    UnitTermsOfMonth(const Population& people, std::span<const Lane> lanes, IdRange<UnitId> units)
        : people_(people), lanes_(lanes), owned_units_(owned_units(lanes, units)), owned_(owned_units_)
    {
        for (const Lane& lane : lanes) {
            const LaneScales scales = scales_of(lane.parameters().attitudes);
            unit_scale_[lane.column] = scales.unit;
            // Beyond these limits nobody's l would be other than 0 or 1; within them 32 bits hold every sum.
            least_[lane.column] = -scales.reach_up;
            most_[lane.column] = 1 + scales.reach_down;
        }
    }

    const UnitTerms& of(UnitId id)
    {
        const Unit& unit = people_.units[id];
        if (unit.branch != branch_)
            enter_branch(unit);
        const auto leaning = static_cast<double>(unit.leaning);
        for (std::size_t c = 0; c < max_lanes; ++c)
            terms_.shared[c] = shared(c, leaning, 0);
        for (; !owned_.empty() && owned_.front().unit == id; owned_ = owned_.subspan(1))
            terms_.shared[owned_.front().column] = shared(owned_.front().column, leaning, owned_.front().signal);
        return terms_;
    }

private:
    std::int32_t shared(std::size_t c, double leaning, double signal) const
    {
        constexpr std::int32_t half = 1 << (attitude_scale::shared_bits - 1); // to round
        const double shared = branch_shared_[c] + unit_scale_[c] * leaning + signal;
        return static_cast<std::int32_t>(std::min(std::max(shared, least_[c]), most_[c]) * shared_unit) + half;
    }

    void enter_branch(const Unit& unit)
    {
        branch_ = unit.branch;
        const double density = people_.service(unit).union_density;
        for (const Lane& lane : lanes_) {
            const AttitudeParameters& p = lane.parameters().attitudes;
            const LocalPolicy& policy = lane.policy_of(unit);
            branch_shared_[lane.column] = lane.service_mean[unit.service.value] +
                                          p.cuts_signal * lane.pressure[branch_] +
                                          p.campaign_signal * policy.campaign_intensity;
            const std::int32_t union_limit = quantile_limit(density * p.union_density_factor);
            terms_.union_last[lane.column] = static_cast<std::uint16_t>(std::max(union_limit - 1, 0));
            terms_.union_opposition[lane.column] =
                union_limit > 0 ? nearest16(p.union_opposition * leaning_unit) : Fixed16{};
            terms_.pension_deterrent[lane.column] =
                nearest16(p.pension_deterrent * (1 - policy.pension_protection) / quantile_step * leaning_unit);
        }
    }

    using ByColumn = std::array<double, max_lanes>;
    const Population& people_;
    std::span<const Lane> lanes_;
    std::vector<OwnedUnit> owned_units_;
    std::span<const OwnedUnit> owned_; ///< at and after the next unit asked for
    ByColumn unit_scale_{}, least_{}, most_{}, branch_shared_{};
    BranchId branch_ = BranchId::none();
    UnitTerms terms_{};
};

/// One synchronous pass over all posts of all lanes.
void pass(const Population& people, std::span<const Lane> lanes, Crowd& crowd, bool influence, InstructionSet set)
{
    assert(lanes.size() <= static_cast<std::size_t>(crowd.width));
    const RunTerms run = run_terms(people, lanes, influence);
    const UpdateUnit update = unit_update(crowd.width, set);
    for_each_chunk(people.units.size(), units_a_chunk, [&](std::size_t first, std::size_t last) {
        const IdRange<UnitId> units{UnitId{static_cast<std::uint32_t>(first)},
                                    static_cast<std::uint32_t>(last - first)};
        UnitTermsOfMonth terms(people, lanes, units);
        for (const UnitId unit : units)
            update(people, unit, run, terms.of(unit), crowd);
        publish_rows();
    });
    crowd.attitude.swap(crowd.next_attitude);
}

} // namespace

void start_attitudes(const Population& people, std::span<Lane> lanes, Crowd& crowd, InstructionSet set)
{
    pass(people, lanes, crowd, false, set);
}

void update_attitudes(const Population& people, std::span<Lane> lanes, Crowd& crowd, InstructionSet set)
{
    pass(people, lanes, crowd, true, set);
}

void start_attitudes(const Population& people, std::span<Lane> lanes, Crowd& crowd)
{
    start_attitudes(people, lanes, crowd, instructions_in_use());
}

void update_attitudes(const Population& people, std::span<Lane> lanes, Crowd& crowd)
{
    update_attitudes(people, lanes, crowd, instructions_in_use());
}

} // namespace mutualise
