/// \file Submodel 5.5: the chances of a veto, as functions of what they depend on (each covariate in [-1, 1]).
#pragma once

#include "mutualise/parameters/review.hpp"

namespace mutualise
{

/// A manager's veto. `intercept` is b_k; `resistance` rho in [0, 1]; `senior_pressure` 0 for a manager who is not
/// senior.
double veto_chance(const ReviewParameters& p, double intercept, double resistance, double quality, double ballot_margin,
                   double senior_pressure, bool sponsored);

/// Finance at the head: `finance` the organisation's quantile phi; prefers in house or contracted out.
double finance_veto_chance(const ReviewParameters& p, double finance, double reserves_over_value, double quality);

/// The leadership: `leadership` the organisation's quantile lambda.
double leadership_veto_chance(const ReviewParameters& p, double leadership, double pressure);

/// (ballot - quorum) / (1 - quorum), within [-1, 1]; 0 at a quorum of 1.
double ballot_margin(double ballot, double quorum);

} // namespace mutualise
