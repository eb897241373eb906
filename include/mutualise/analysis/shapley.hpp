/// \file Which lever did it: the total effect of k levers shared out, from the outcomes of all 2^k combinations.
///
///     phi_i = Σ_{S without i}    |S|! (k - |S| - 1)! / k!       [v(S + i) - v(S)]                    (Shapley 1953)
///     I_ij  = Σ_{S without i, j} |S|! (k - |S| - 2)! / (k - 1)! [v(S + i + j) - v(S + i) - v(S + j) + v(S)]
///                                                                                    (Grabisch & Roubens 1999)
///     d_T   = Σ_{S in T} (-1)^(|T| - |S|) v(S)                               (Harsanyi 1963: what T adds as a whole)
///
/// `v` is indexed by the set of levers that are on: bit i for lever i. All sums are linear in v, so values of single
/// runs under common random numbers average to the values of the averages.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace mutualise
{

/// Of 2^k runs: 1,024 combinations.
inline constexpr std::size_t most_levers = 10;

/// phi_i by lever; they sum to v(all) - v(none) but for rounding.
std::vector<double> shapley_values(std::span<const double> v);

/// I_ij, row-major k x k, symmetric, 0 on the diagonal.
std::vector<double> shapley_interactions(std::span<const double> v);

/// d_T by set.
std::vector<double> harsanyi_dividends(std::span<const double> v);

/// k of 2^k values. Throws std::invalid_argument where their number is no power of two or k is above `most_levers`.
std::size_t levers_of(std::span<const double> v);

} // namespace mutualise
