/// \file Sums whose signs luck alone would decide, and how surprising they are.
///
/// If each value is as likely to have come out with the other sign, then, given the absolute values, the sum S is one
/// of independent signs, and P(S <= -t sqrt(sum of squares)) <= exp(-t^2 / 2) (Hoeffding 1963, J. Am. Stat. Assoc. 58,
/// th. 2). It holds for any number of values and any distribution, so the rate of false alarm is known.
#pragma once

#include "mutualise/analysis/binomial.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mutualise::testing
{

/// S / sqrt(sum of squares); 0 where all values are 0.
inline double sign_score(const std::vector<double>& values)
{
    double sum = 0, squares = 0;
    for (const double value : values) {
        sum += value;
        squares += value * value;
    }
    return squares > 0 ? sum / std::sqrt(squares) : 0;
}

/// Twice the ranks of the values' sizes, which are whole numbers, with the values' signs. Equal sizes share the mean
/// rank; zeros are left out.
inline std::vector<double> twice_signed_ranks(std::vector<double> values)
{
    std::erase(values, 0.0);
    std::sort(values.begin(), values.end(), [](double a, double b) { return std::fabs(a) < std::fabs(b); });
    std::vector<double> ranks(values.size());
    for (std::size_t first = 0; first < values.size();) {
        std::size_t last = first;
        while (last < values.size() && std::fabs(values[last]) == std::fabs(values[first]))
            ++last;
        for (std::size_t i = first; i < last; ++i)
            ranks[i] = std::copysign(static_cast<double>(first + last + 1), values[i]);
        first = last;
    }
    return ranks;
}

/// The same of the values' signed ranks (Wilcoxon 1945): large values weigh no more than their rank.
inline double rank_score(const std::vector<double>& values) { return sign_score(twice_signed_ranks(values)); }

/// The score of these values, had all the same sign: none can be further from 0.
inline double largest_rank_score(std::vector<double> values)
{
    for (double& value : values)
        value = std::fabs(value);
    return rank_score(values);
}

/// Chance of at least so many falls among these changes, if each is as likely up as down: exact.
inline double sign_chance(std::size_t fewer, std::size_t changes)
{
    return BinomialTails(static_cast<std::uint32_t>(changes), 0.5).at_least[fewer];
}

/// The score that one of `tests` one-sided tests exceeds with at most this chance.
inline double score_limit(double alarm, std::size_t tests)
{
    return std::sqrt(-2 * std::log(alarm / static_cast<double>(std::max<std::size_t>(1, tests))));
}

} // namespace mutualise::testing
