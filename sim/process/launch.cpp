/// \file Submodel 5.4, the drive to launch: who dares, given what people expect and have seen.
///
///     Pi_u = (1 - v0 (1 - r))^L_u · (d + (1 - d) w0)
///     A_u  = min( A_max, (1 + a_k campaign) exp( kappa (S_u - F_u) + k_Pi (Pi_u - Pi_u^0) ) )
///     bottom-up:  P(launch) = 1 - exp( -eta n_u^alpha A_u )
///     sponsored:  P(launch) = 1 - exp( -eta_sp logistic(s0 + s_L (2 lambda_o - 1) + s_P pressure) A_u )
///
/// The form is an assumption (docs/model.md, A28); hazards of this kind: Cox & Miller (1965), ch. 4.
#include "launches.hpp"
#include "precedent_view.hpp"

#include "mutualise/process/deadline.hpp"
#include "mutualise/process/launch.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <array>

namespace mutualise
{

double perceived_chance(double believed_veto, double right, int levels, double direct, double believed_win)
{
    const double pass = 1 - believed_veto * (1 - right);
    double chance = direct + (1 - direct) * believed_win;
    for (int level = 0; level < levels; ++level)
        chance *= pass;
    return chance;
}

bool may_propose(const Lane& lane, UnitId id)
{
    const UnitState& unit = lane.units[id];
    const Unit& fixed = lane.people->units[id];
    return unit.stage == Stage::public_body && !unit.proposal.exists() && !unit.tender.exists() &&
           lane.row >= unit.cooling_until && fixed.eligibility < lane.policy_of(fixed).eligible_share;
}

ProposalId launch_proposal(Lane& lane, IdRange<UnitId> units, Route route, Cohort cohort)
{
    const Unit& first = lane.people->units[units.first];
    const LocalPolicy& policy = lane.policy_of(first);
    const DivestmentDeadline* deadline = deadline_before(lane, first);
    const bool request = deadline != nullptr && deadline->decide_by != never && lane.month < deadline->requests_until &&
                         policy.right != nullptr;
    if (cohort == Cohort::none && route != Route::responsive && request)
        cohort = Cohort::rtr3;
    const ProposalId id = add_proposal(lane, units, route, cohort);
    lane.count(Observable::launches, first.service.value, static_cast<std::size_t>(route));
    Proposal& p = lane.proposals[id.value];
    if (route == Route::responsive) {
        p.to_tender = true;
        enter_stage(lane, id, Stage::procurement);
        return id;
    }
    const ProposalParameters& parameters = lane.parameters().proposals;
    p.stage_ends =
        lane.row + draw_months(lane, p, Purpose::building_time, parameters.building_months, parameters.building_shape);
    p.gives_up = lane.row + draw_geometric_months(lane, p, Purpose::building_survival, parameters.building_abandonment);
    return id;
}

namespace
{

/// A_u of one branch, by the number of manager levels a proposal would have to pass.
class Drive
{
public:
    Drive(const Lane& lane, BranchId branch)
        : p_(lane.parameters().proposals),
          policy_(lane.policy_at(lane.people->branches[branch].service, lane.people->branches[branch].region))
    {
        const Precedent seen = precedents_seen(lane, branch);
        seen_ = p_.precedent_weight * (seen.success - seen.failure);
    }

    double at(int levels)
    {
        const auto slot = static_cast<std::size_t>(std::min(levels, 15));
        if (known_[slot] == 0)
            known_[slot] = compute(levels);
        return known_[slot];
    }

private:
    double compute(int levels) const
    {
        const double chance = perceived_chance(p_.believed_veto, policy_.expected_right, levels,
                                               policy_.expected_direct, policy_.believed_win);
        const double without = perceived_chance(p_.believed_veto, 0, levels, policy_.plain_direct, p_.believed_win);
        const double drive = (1 + p_.campaign_drive * policy_.campaign_intensity) *
                             portable::exp(seen_ + p_.expectation_weight * (chance - without));
        return std::min(p_.drive_ceiling, drive);
    }

    const ProposalParameters& p_;
    const LocalPolicy& policy_;
    double seen_ = 0;
    std::array<double, 16> known_{};
};

/// luck < 1 - exp(-hazard). Most are told from the bound 1 - exp(-h) <= h alone, with room for its rounding.
bool launches(double hazard, double luck)
{
    return luck <= hazard * (1 + 1e-9) + 1e-15 && luck < 1 - portable::exp(-hazard);
}

void launch_bottom_up(Lane& lane, const Branch& branch, Drive& drive, const std::vector<double>& champion_power)
{
    const ProposalParameters& p = lane.parameters().proposals;
    for (const UnitId u : branch.units) {
        const std::uint32_t champions = lane.crowd->champions[lane.crowd->at(u, lane.column)];
        if (champions == 0)
            continue;
        const double power = champions < champion_power.size() ? champion_power[champions]
                                                               : portable::pow(champions, p.champion_exponent);
        const double hazard = p.launch_rate * power * drive.at((*lane.levels)[u.value]);
        const auto step = static_cast<std::uint32_t>(lane.month.value);
        // Whether it may propose is asked last: few are lucky, and the units' states are far apart.
        if (launches(hazard, uniform(lane.key, Purpose::launch, lane.people->units[u].stable, step)) &&
            may_propose(lane, u))
            launch_proposal(lane, {u, 1}, Route::bottom_up, Cohort::none);
    }
}

/// The longest stretch of units, by posts, that are public and without proposal or tender, from one that may propose
/// on; whoever is in it goes along, eligible or not.
IdRange<UnitId> longest_free_stretch(const Lane& lane, const Branch& branch)
{
    IdRange<UnitId> best{}, stretch{};
    std::uint64_t most = 0, posts = 0;
    for (const UnitId u : branch.units) {
        const UnitState& unit = lane.units[u];
        if (unit.stage != Stage::public_body || unit.tender.exists() || (stretch.count == 0 && !may_propose(lane, u))) {
            stretch = {};
            posts = 0;
            continue;
        }
        if (stretch.count == 0)
            stretch.first = u;
        ++stretch.count;
        posts += lane.people->units[u].posts;
        if (posts > most) {
            most = posts;
            best = stretch;
        }
    }
    return best;
}

/// The units a sponsor takes: the branch, or what is left of it; else one free unit.
IdRange<UnitId> sponsored_units(const Lane& lane, const Branch& branch, std::uint32_t attempt)
{
    const bool whole = uniform(lane.key, Purpose::whole_branch, branch.stable, attempt) <
                       lane.parameters().proposals.whole_branch_chance;
    if (whole)
        return longest_free_stretch(lane, branch);
    std::vector<UnitId> free;
    for (const UnitId u : branch.units)
        if (may_propose(lane, u))
            free.push_back(u);
    if (free.empty())
        return {};
    Stream stream(lane.key, Purpose::whole_branch, branch.stable, attempt, 1);
    return {free[stream.below(static_cast<std::uint32_t>(free.size()))], 1};
}

void launch_sponsored(Lane& lane, BranchId id, Drive& drive)
{
    const ProposalParameters& p = lane.parameters().proposals;
    const Branch& branch = lane.people->branches[id];
    if (p.sponsor_rate <= 0 || lane.policy_at(branch.service, branch.region).eligible_share <= 0)
        return;
    const int levels = lane.people->levels_from(branch.head);
    const double leadership = lane.people->organisations[branch.organisation].leadership;
    const double willing = portable::logistic(p.sponsor_base + p.sponsor_leadership * (2 * leadership - 1) +
                                              p.sponsor_pressure * lane.pressure[id]);
    const auto step = static_cast<std::uint32_t>(lane.month.value);
    if (!launches(p.sponsor_rate * willing * drive.at(levels),
                  uniform(lane.key, Purpose::sponsor, branch.stable, step)))
        return;
    const IdRange<UnitId> units = sponsored_units(lane, branch, lane.sponsor_attempts[id]++);
    if (units.count > 0)
        launch_proposal(lane, units, Route::sponsored, Cohort::none);
}

} // namespace

void launch_new_proposals(Lane& lane)
{
    const ProposalParameters& p = lane.parameters().proposals;
    std::vector<double> champion_power(64);
    for (std::size_t n = 1; n < champion_power.size(); ++n)
        champion_power[n] = portable::pow(static_cast<double>(n), p.champion_exponent);
    for (const BranchId b : lane.people->branches.ids()) {
        const Branch& branch = lane.people->branches[b];
        if (lane.policy_at(branch.service, branch.region).eligible_share <= 0)
            continue;
        Drive drive(lane, b);
        launch_bottom_up(lane, branch, drive, champion_power);
        launch_sponsored(lane, b, drive);
    }
}

} // namespace mutualise
