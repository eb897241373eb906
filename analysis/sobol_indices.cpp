/// \file Every estimator is a quotient of means over base points, so one table (base points x terms) serves the
/// estimate and all resamples.
#include "mutualise/analysis/sobol_indices.hpp"

#include "resampled_errors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace mutualise
{

namespace
{

/// Terms of a base point: the mean of a and b, of their squares; by factor b (ab - a); by factor (a - ab)^2 / 2; by
/// pair ba_j ab_k - a b.
std::size_t terms_of(const SaltelliLayout& layout) { return 2 + 2 * layout.factors + layout.pairs(); }

void put_terms(const SaltelliLayout& layout, const double* y, double* term)
{
    const double a = y[0], b = y[layout.block() - 1];
    const double* ab = y + 1;
    const double* ba = ab + layout.factors;
    *term++ = (a + b) / 2;
    *term++ = (a * a + b * b) / 2;
    for (std::size_t j = 0; j < layout.factors; ++j)
        *term++ = b * (ab[j] - a);
    for (std::size_t j = 0; j < layout.factors; ++j)
        *term++ = (a - ab[j]) * (a - ab[j]) / 2;
    for (std::size_t j = 0; layout.second_order && j < layout.factors; ++j)
        for (std::size_t k = j + 1; k < layout.factors; ++k)
            *term++ = ba[j] * ab[k] - a * b;
}

/// Outputs with mean 0 in each replicate (else luck that moves all rows alike would count as variance), and standard
/// deviation 1 of the means over replicates.
ReplicatedOutput standardised(const ReplicatedOutput& output)
{
    ReplicatedOutput all = output;
    const auto rows = static_cast<double>(output.rows);
    for (std::size_t r = 0; r < output.replicates; ++r) {
        double mean = 0;
        for (std::size_t i = 0; i < output.rows; ++i)
            mean += output.at(i, r) / rows;
        for (std::size_t i = 0; i < output.rows; ++i)
            all.values[i * output.replicates + r] -= mean;
    }
    double largest = 0;
    for (const double value : all.values)
        largest = std::max(largest, std::fabs(value));
    for (double& value : all.values)
        value /= largest; // so that no square overflows or vanishes
    double square = 0;
    for (std::size_t i = 0; i < all.rows; ++i)
        square += all.mean(i) * all.mean(i) / rows;
    const double deviation = std::sqrt(square);
    for (double& value : all.values)
        value /= deviation;
    return all;
}

/// Base points x terms, over all replicates but `without` (none: out of range).
std::vector<double> term_table(const SaltelliLayout& layout, const ReplicatedOutput& output, std::size_t without)
{
    const std::size_t terms = terms_of(layout), block = layout.block();
    std::vector<std::size_t> kept;
    for (std::size_t r = 0; r < output.replicates; ++r)
        if (r != without)
            kept.push_back(r);
    const auto count = static_cast<double>(kept.size());
    std::vector<double> table(layout.base * terms), y(block), mean(block), alone(terms), sum(terms);
    for (std::size_t i = 0; i < layout.base; ++i) {
        std::fill(mean.begin(), mean.end(), 0.0);
        std::fill(sum.begin(), sum.end(), 0.0);
        for (const std::size_t r : kept) {
            for (std::size_t k = 0; k < block; ++k) {
                y[k] = output.at(i * block + k, r);
                mean[k] += y[k] / count;
            }
            put_terms(layout, y.data(), alone.data());
            for (std::size_t t = 0; t < terms; ++t)
                sum[t] += alone[t] / count;
        }
        double* row = &table[i * terms];
        put_terms(layout, mean.data(), row);
        for (std::size_t t = 1; t < terms && kept.size() > 1; ++t) // leaves the mean over pairs r != s
            row[t] -= (sum[t] - row[t]) / (count - 1);
    }
    return table;
}

/// First order, total, pairs. NaN where the base rows do not vary beyond rounding: nothing to take shares of.
std::vector<double> indices_of(const SaltelliLayout& layout, const std::vector<double>& means)
{
    const std::size_t factors = layout.factors;
    std::vector<double> indices(means.size() - 2);
    const double variance = means[1] - means[0] * means[0];
    constexpr double rounding = 1e-12; // of sums of outputs of size 1
    if (!(variance > rounding * means[1])) {
        std::fill(indices.begin(), indices.end(), std::numeric_limits<double>::quiet_NaN());
        return indices;
    }
    for (std::size_t i = 0; i < indices.size(); ++i)
        indices[i] = means[i + 2] / variance;
    std::size_t place = 2 * factors;
    for (std::size_t j = 0; layout.second_order && j < factors; ++j)
        for (std::size_t k = j + 1; k < factors; ++k)
            indices[place++] -= indices[j] + indices[k];
    return indices;
}

ReplicatedOutput rows_a_and_b(const SaltelliLayout& layout, const ReplicatedOutput& output)
{
    ReplicatedOutput some{2 * layout.base, output.replicates, {}};
    for (std::size_t i = 0; i < layout.base; ++i)
        for (const std::size_t row : {i * layout.block(), (i + 1) * layout.block() - 1})
            for (std::size_t r = 0; r < output.replicates; ++r)
                some.values.push_back(output.at(row, r));
    return some;
}

} // namespace

std::size_t pair_place(std::size_t factors, std::size_t j, std::size_t k)
{
    return j * (2 * factors - j - 1) / 2 + (k - j - 1);
}

SobolIndices sobol_indices(const SaltelliLayout& layout, const ReplicatedOutput& output,
                           const BootstrapOptions& options)
{
    if (output.rows != layout.rows() || output.values.size() != output.rows * output.replicates || layout.base == 0)
        throw std::logic_error("outputs are not of this layout");
    SobolIndices result;
    result.first.resize(layout.factors);
    result.total.resize(layout.factors);
    result.second.resize(layout.pairs());
    result.variance = split_variance(rows_a_and_b(layout, output));
    if (is_constant(output))
        return result;
    const ReplicatedOutput y = standardised(output);
    const auto estimates = [&](const std::vector<double>& means) { return indices_of(layout, means); };
    const TermTable all{layout.base, terms_of(layout), term_table(layout, y, y.replicates)};
    std::vector<TermTable> without;
    for (std::size_t r = 0; r < y.replicates && y.replicates > 2; ++r)
        without.push_back({layout.base, terms_of(layout), term_table(layout, y, r)});
    const std::vector<IndexEstimate> found = estimates_with_intervals(all, without, estimates, options);
    for (std::size_t j = 0; j < layout.factors; ++j) {
        result.first[j] = found[j];
        result.total[j] = found[layout.factors + j];
    }
    for (std::size_t p = 0; p < layout.pairs(); ++p)
        result.second[p] = found[2 * layout.factors + p];
    return result;
}

} // namespace mutualise
