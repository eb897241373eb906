/// \file Section 6: the levers as they bear on each service and region this month, and what people expect of them.
#include "mutualise/process/schedule.hpp"

#include <algorithm>
#include <utility>

namespace mutualise
{

namespace
{

/// d without levers: chance of a direct award for this group of services in this era (model 5.6).
double plain_direct(const ProcurementParameters& p, ServiceGroup group, Month month)
{
    const double early = group == ServiceGroup::health    ? p.direct_health
                         : group == ServiceGroup::council ? p.direct_council
                                                          : p.direct_central;
    constexpr Month later_era = Month::of(2012, 7); // the record ends here (F-141)
    return month < later_era ? early : std::min(1.0, early * p.direct_later_factor);
}

/// How far the four tests are relaxed, 0 (not at all) to 1 (nothing is asked): their mean.
double relaxation(const PqqProportionality& lever, const ProcurementParameters& p)
{
    const auto lowered = [](double cap, double asked) { return asked <= 0 ? 0.0 : 1 - std::min(cap, asked) / asked; };
    return (lowered(lever.turnover_cap, p.turnover_multiple) + lowered(lever.accounts_years, p.accounts_years) +
            (lever.balance_waived_months > 0 ? 1 : 0) + lever.count_predecessor) /
           4;
}

/// r people reckon with: the strength, less the share of cases an arbiter would not find good enough.
double believed_strength(const RightToMutualise& right)
{
    return right.arbiter ? right.strength * (1 - right.arbiter_threshold) : right.strength;
}

/// Announced and not yet past, its own month included; `until` matters only where it withdraws the deadline before.
bool lies_ahead(const DivestmentDeadline& lever, Month month)
{
    const bool withdrawn = lever.scope.until < lever.deadline && lever.scope.until <= month;
    return lever.scope.announced <= month && month <= lever.deadline && !withdrawn;
}

/// One in force before one announced, else the nearer (docs/model.md, A29).
const DivestmentDeadline* coming_deadline(const Levers& levers, Month month, ServiceId s, RegionId r)
{
    const auto distance = [month](const DivestmentDeadline& lever) {
        return std::pair(lever.scope.from > month, lever.deadline);
    };
    const DivestmentDeadline* coming = nullptr;
    for (const DivestmentDeadline& lever : levers.deadline)
        if (lever.scope.covers(s, r) && lies_ahead(lever, month) &&
            (coming == nullptr || distance(lever) < distance(*coming)))
            coming = &lever;
    return coming;
}

LocalPolicy policy_here(const Lane& lane, ServiceId s, RegionId r)
{
    const Levers& levers = lane.scenario->levers;
    const Parameters& p = lane.parameters();
    const Service& service = (*lane.people->data)[s];
    const Month month = lane.month;
    LocalPolicy here;
    here.right = in_force(levers.right, month, s, r);
    here.bond = in_force(levers.bond, month, s, r);
    here.preference = in_force(levers.preference, month, s, r);
    here.support = in_force(levers.support, month, s, r);
    here.deadline = coming_deadline(levers, month, s, r);
    if (const auto* campaign = in_force(levers.campaign, month, s, r))
        here.campaign_intensity = campaign->intensity;
    if (const auto* pension = in_force(levers.pension, month, s, r))
        here.pension_protection = pension->share;

    here.plain_direct = here.expected_direct = plain_direct(p.procurement, service.group, month);
    here.believed_win = p.proposals.believed_win;
    if (const auto* right = expected(levers.right, month, s, r)) {
        here.expected_right = believed_strength(*right);
        if (right->contract == right_brings_direct)
            here.expected_direct = std::max(here.expected_direct, here.expected_right);
    }
    if (const auto* preference = expected(levers.preference, month, s, r))
        here.expected_direct = std::max(here.expected_direct, preference->strength);
    if (here.deadline != nullptr && here.deadline->guaranteed_contract && month < here.deadline->requests_until)
        here.expected_direct += here.deadline->coverage * (1 - here.expected_direct); // nobody knows who is covered
    if (const auto* pqq = expected(levers.pqq, month, s, r))
        here.believed_win += p.proposals.believed_win_pqq * relaxation(*pqq, p.procurement);
    if (const auto* bond = expected(levers.bond, month, s, r))
        here.believed_win += p.proposals.believed_win_bond * bond->share;
    here.believed_win = std::min(1.0, here.believed_win);

    const auto nation = static_cast<std::size_t>(lane.people->nation(r));
    here.eligible_share = month < service.later_from ? service.eligible_early[nation] : service.eligible_later[nation];
    return here;
}

/// The campaign costs what it costs wherever it reaches.
void charge_campaigns(Lane& lane)
{
    for (const AwarenessCampaign& lever : lane.scenario->levers.campaign)
        if (lever.scope.in_force(lane.month))
            charge(lane, LeverKind::campaign,
                   lane.parameters().trading.campaign_cost * lever.intensity * lane.people->settings.scale);
}

} // namespace

void apply_policy(Lane& lane)
{
    const auto services = static_cast<std::uint32_t>(lane.people->data->services.size());
    const auto regions = static_cast<std::uint32_t>(lane.people->data->regions.size());
    for (std::uint32_t s = 0; s < services; ++s)
        for (std::uint32_t r = 0; r < regions; ++r)
            lane.policy[s * regions + r] = policy_here(lane, ServiceId{s}, RegionId{r});
    if (lane.row > 0)
        charge_campaigns(lane);
}

} // namespace mutualise
