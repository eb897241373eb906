/// \file One output of a sample, several runs a row: what of its variance is the row's, what luck's.
///
///     Var(Y) = Var(E[Y | x]) + E[Var(Y | x)]                                             (law of total variance)
///
/// The variance of the means over R replicates holds part of the second term: E[s^2] = Var(E[Y | x]) + v / R, where v
/// is the variance that is neither the row's nor the replicate's: all of the noise where every run has its own luck,
/// only what differs from row to row where replicate r has the same luck in every row (two-way analysis of variance,
/// Fisher 1925). Taking v / R off leaves it without bias either way.
#pragma once

#include <cstddef>
#include <vector>

namespace mutualise
{

/// Rows x replicates, the last fastest; one replicate where the model knows no luck.
struct ReplicatedOutput {
    std::size_t rows = 0, replicates = 1;
    std::vector<double> values;

    double at(std::size_t row, std::size_t replicate) const { return values[row * replicates + replicate]; }
    double mean(std::size_t row) const;
};

/// The parts of an output's variance.
struct VarianceSplit {
    double total = 0;     ///< Var(Y) of one run at a random row
    double explained = 0; ///< Var(E[Y | x]), at least 0
    double noise = 0;     ///< E[Var(Y | x)]; NaN with one replicate, as is what follows
    double shared = 0;    ///< of it, what moves every row alike (common random numbers), at least 0

    double noise_share() const { return total > 0 ? noise / total : noise; }
};
/// Over all rows of the output.
VarianceSplit split_variance(const ReplicatedOutput& output);

/// Do all rows have one value, replicate by replicate?
bool is_constant(const ReplicatedOutput& output);

/// How many values are no finite numbers.
std::size_t count_not_finite(const std::vector<double>& values);

} // namespace mutualise
