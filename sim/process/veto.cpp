/// \file Submodel 5.5, the chances of a veto.
///
///     P(veto)       = logistic( b_k + b_rho (2 rho_m(t) - 1) - b_q (2q - 1) - b_S (ballot - quorum)/(1 - quorum)
///                               - b_cuts pressure [senior] - b_sp sponsored )
///     P(finance)    = logistic( b_fin + b_ff (2 phi_o - 1) - b_res reserves/value - b_q (2q - 1) )
///     P(leadership) = logistic( b_lead - b_lq (2 lambda_o - 1) - b_cuts pressure )
#include "veto.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>

namespace mutualise
{

double veto_chance(const ReviewParameters& p, double intercept, double resistance, double quality, double ballot_margin,
                   double senior_pressure, bool sponsored)
{
    return portable::logistic(intercept + p.resistance_weight * (2 * resistance - 1) -
                              p.quality_weight * (2 * quality - 1) - p.ballot_weight * ballot_margin -
                              p.cuts_weight * senior_pressure - (sponsored ? p.sponsor_weight : 0));
}

double finance_veto_chance(const ReviewParameters& p, double finance, double reserves_over_value, double quality)
{
    return portable::logistic(p.finance_veto + p.finance_strictness * (2 * finance - 1) -
                              p.finance_reserves * std::min(1.0, reserves_over_value) -
                              p.quality_weight * (2 * quality - 1));
}

double leadership_veto_chance(const ReviewParameters& p, double leadership, double pressure)
{
    return portable::logistic(p.leadership_veto - p.leadership_weight * (2 * leadership - 1) -
                              p.cuts_weight * pressure);
}

double ballot_margin(double ballot, double quorum)
{
    return quorum >= 1 ? 0 : std::clamp((ballot - quorum) / (1 - quorum), -1.0, 1.0);
}

} // namespace mutualise
