/// \file Sobol's indices from Saltelli's sample: how much of an output's variance each input, and each pair, brings.
///
///     S_j  = mean(B (AB_j - A)) / V                 Saltelli et al. (2010), doi:10.1016/j.cpc.2009.09.018, table 2b
///     ST_j = mean((A - AB_j)^2) / (2 V)             Jansen (1999), doi:10.1016/S0010-4655(98)00154-4
///     S_jk = mean(BA_j AB_k - A B) / V - S_j - S_k  Saltelli (2002), doi:10.1016/S0010-4655(02)00280-1
///
/// A and B are outputs at two independent samples, AB_j those at A with input j of B, BA_j the reverse, V the variance
/// of A and B together; outputs are standardised first, as SALib does. Where there are R replicates every product x y
/// above is the mean of x_r y_s over r != s: only products of different luck, so that noise adds nothing to any of
/// them.
#pragma once

#include "mutualise/analysis/replicated.hpp"

#include <cstdint>

namespace mutualise
{

/// Rows of a sample in SALib's order, for each base point: A; AB_j for each j; with second order BA_j for each j; B.
struct SaltelliLayout {
    std::size_t factors = 0;
    std::size_t base = 0; ///< base points
    bool second_order = true;

    std::size_t block() const { return factors * (second_order ? 2 : 1) + 2; } ///< rows of one base point
    std::size_t rows() const { return base * block(); }
    std::size_t pairs() const { return second_order ? factors * (factors - 1) / 2 : 0; }
};

/// An estimate and half the width of its interval.
struct IndexEstimate {
    double value = 0;
    double half_width = 0;
};

/// How intervals of indices are made.
struct BootstrapOptions {
    std::uint32_t resamples = 1000; ///< of the base points, or trajectories
    double confidence = 0.95;
    std::uint64_t seed = 1;
};

/// Shares of an output's explained variance, by factor and pair.
struct SobolIndices {
    std::vector<IndexEstimate> first, total; ///< by factor
    std::vector<IndexEstimate> second;       ///< pairs (0, 1), (0, 2), ..., (1, 2), ...; empty without second order
    VarianceSplit variance;                  ///< over the rows of A and B
};

/// All zero where the output is constant or nothing but noise. The interval is estimate -+ t s, where s is the standard
/// deviation over resamples of the base points (and, by the jackknife, over the replicates) and t Student's quantile.
SobolIndices sobol_indices(const SaltelliLayout& layout, const ReplicatedOutput& output,
                           const BootstrapOptions& options);

/// Place of the pair (j, k), j < k, in `SobolIndices::second`.
std::size_t pair_place(std::size_t factors, std::size_t j, std::size_t k);

} // namespace mutualise
