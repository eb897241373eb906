/// \file Submodel 5.7, founding: the staff go with their units into a mutual of their own.
#include "founding.hpp"

#include "mutualise/process/transfer.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// Health 3 or 5 years, others 1 to 3 (F-121, F-122).
int first_term_months(const Lane& lane, const Proposal& p)
{
    const Unit& first = first_unit(lane, p);
    Stream stream = stream_of(lane, p, Purpose::first_term);
    const bool health = lane.people->service(first).group == ServiceGroup::health;
    return health ? (stream.below(2) == 0 ? 36 : 60) : 12 * (1 + static_cast<int>(stream.below(3)));
}

/// What the levers that helped this proposal cost the public.
void charge_for_founding(Lane& lane, const Proposal& p)
{
    const TradingParameters& trading = lane.parameters().trading;
    charge(lane, LeverKind::bond_exemption,
           trading.bond_expected_loss * p.bond_waived * first_term_months(lane, p) / 12);
    if (p.relaxed_pqq)
        charge(lane, LeverKind::pqq, trading.pqq_expected_loss * p.value);
}

} // namespace

MutualId found_mutual(Lane& lane, ProposalId proposal_id)
{
    Proposal& p = lane.proposals[proposal_id.value];
    const Unit& first = first_unit(lane, p);
    const TradingParameters& trading = lane.parameters().trading;
    const double budget = portable::pow(lane.budget[first.branch], lane.parameters().austerity.contract_elasticity);
    Mutual mutual;
    for (const UnitId u : p.units) {
        mutual.units.push_back(u);
        lane.units[u].proposal = ProposalId::none();
        lane.units[u].tender = TenderId::none();
    }
    mutual.cohort = p.cohort;
    mutual.attempt = p.attempt;
    mutual.founded = lane.row;
    mutual.equity_share = 1 - p.partner_equity;
    mutual.preference_premium = p.under_preference && p.direct_awarded ? trading.preference_premium : 0;
    mutual.price_ratio = p.first_contract_price + mutual.preference_premium;
    mutual.contract_value = p.value * budget * mutual.price_ratio;
    mutual.pressure_at_award = lane.pressure[first.branch];
    mutual.reserves = p.grant + p.value *
                                    stream_of(lane, p, Purpose::inherited_reserves).gamma(trading.inherited_shape) *
                                    trading.inherited_mean / trading.inherited_shape;
    // Protection granted at the award runs its months from founding.
    mutual.protected_until = p.protected_until < 0 ? -1 : lane.row + p.protected_until - p.awarded;
    mutual.contract_ends = std::max(lane.row + first_term_months(lane, p), mutual.protected_until);
    p.in_hand = false;
    p.stage = Stage::mutual;
    charge_for_founding(lane, p);
    lane.count(Observable::mutuals_founded, first.service.value);
    lane.count(Observable::founded_by_cohort, static_cast<std::size_t>(p.cohort));
    lane.count(Observable::founding_months, static_cast<std::size_t>(p.cohort), 0, lane.row - p.launched);
    if (lane.log.proposals) {
        ProposalRow row = log_row(lane, proposal_id);
        row.ended = static_cast<std::int16_t>(lane.row);
        lane.trajectory.proposals.push_back(row);
    }
    return add_mutual(lane, std::move(mutual));
}

} // namespace mutualise
