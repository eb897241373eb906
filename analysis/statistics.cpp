/// \file Bands and chances over runs.
#include "mutualise/analysis/summary.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise
{

namespace
{

double quantile(const std::vector<double>& sorted, double p)
{
    const double position = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

/// P(X <= hits) of a binomial, 0 < p < 1; by logarithms, as (1 - p)^runs may be too small for a double.
double binomial_cdf(int hits, int runs, double p)
{
    double sum = 0;
    for (int k = 0; k <= hits; ++k)
        sum += std::exp(std::lgamma(runs + 1) - std::lgamma(k + 1) - std::lgamma(runs - k + 1) + k * std::log(p) +
                        (runs - k) * std::log1p(-p));
    return std::min(1.0, sum);
}

/// The p in (0, 1) at which a falling function of p crosses `target`.
template <class Falling>
double crossing(Falling&& f, double target)
{
    double low = 0, high = 1;
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        (f(middle) > target ? low : high) = middle;
    }
    return (low + high) / 2;
}

} // namespace

Band band(std::vector<double> values)
{
    Band b;
    if (values.empty())
        return b;
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const double v : values)
        sum += v;
    b.mean = sum / n;
    for (const double v : values)
        squares += (v - b.mean) * (v - b.mean);
    b.standard_error = values.size() > 1 ? std::sqrt(squares / (n - 1) / n) : 0;
    b.low = quantile(values, 0.05);
    b.median = quantile(values, 0.5);
    b.high = quantile(values, 0.95);
    return b;
}

Chance exact_chance(int hits, int runs)
{
    Chance c;
    c.estimate = runs > 0 ? static_cast<double>(hits) / runs : 0;
    constexpr double tail = 0.05;
    c.low = hits == 0 ? 0 : crossing([&](double p) { return binomial_cdf(hits - 1, runs, p); }, 1 - tail);
    c.high = hits == runs ? 1 : crossing([&](double p) { return binomial_cdf(hits, runs, p); }, tail);
    return c;
}

std::vector<double> totals(std::span<const RunRecord> runs, Observable o, int row)
{
    std::vector<double> values;
    for (const RunRecord& run : runs)
        values.push_back(run.trajectory.total(o, row));
    return values;
}

} // namespace mutualise
