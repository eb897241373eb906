/// \file The quantile of Beta(alpha, beta), with the same bits everywhere.
#pragma once

namespace mutualise
{

/// The x in [0, 1] with P(X <= x) = u, alpha and beta in [0.1, 1000], to an absolute 1e-13.
double beta_quantile(double u, double alpha, double beta);

} // namespace mutualise
