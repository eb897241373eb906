/// \file The beta distribution, portably: the same bits on every machine (random/portable.hpp).
#pragma once

namespace mutualise::portable
{

/// P(X <= x) of a beta distribution (the regularised incomplete beta function), alpha and beta > 0.
double beta_cdf(double x, double alpha, double beta);

/// Quantile, by bisection: 0 at u <= 0, 1 at u >= 1.
double beta_quantile(double u, double alpha, double beta);

} // namespace mutualise::portable
