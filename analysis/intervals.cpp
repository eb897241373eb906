#include "mutualise/analysis/intervals.hpp"

#include "mutualise/random/beta.hpp"
#include "mutualise/random/stream.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mutualise
{

namespace
{

constexpr double no_number = std::numeric_limits<double>::quiet_NaN();

} // namespace

MeanEstimate mean_of(std::span<const double> values)
{
    MeanEstimate estimate;
    estimate.count = values.size();
    if (values.empty())
        return estimate;
    const auto n = static_cast<double>(values.size());
    double sum = 0, squares = 0;
    for (const double v : values)
        sum += v;
    estimate.mean = sum / n;
    for (const double v : values)
        squares += (v - estimate.mean) * (v - estimate.mean);
    estimate.standard_error = values.size() > 1 ? std::sqrt(squares / (n - 1) / n) : 0;
    return estimate;
}

MeanEstimate mean_or_none(std::span<const double> values)
{
    return values.empty() ? MeanEstimate{no_number, no_number, 0} : mean_of(values);
}

double half_width(const MeanEstimate& mean, double confidence)
{
    if (mean.count < 2)
        return std::numeric_limits<double>::infinity();
    return mean.standard_error * student_t_quantile(0.5 + confidence / 2, static_cast<double>(mean.count - 1));
}

/// With X of a beta distribution (degrees / 2, 1 / 2), T^2 = degrees (1 - X) / X (DLMF 8.17, Student's t).
double student_t_quantile(double p, double degrees)
{
    if (p == 0.5)
        return 0;
    const double tail = std::min(p, 1 - p);
    const double x = portable::beta_quantile(2 * tail, degrees / 2, 0.5);
    return std::copysign(std::sqrt(degrees * (1 - x) / x), p - 0.5);
}

double quantile_of_sorted(std::span<const double> sorted, double p)
{
    const double position = p * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(position);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (position - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

Chance exact_chance(std::uint64_t hits, std::uint64_t runs, double confidence)
{
    Chance c;
    const double tail = (1 - confidence) / 2;
    const auto h = static_cast<double>(hits), n = static_cast<double>(runs);
    c.estimate = runs > 0 ? h / n : 0;
    c.low = hits == 0 ? 0 : portable::beta_quantile(tail, h, n - h + 1);
    c.high = hits == runs ? 1 : portable::beta_quantile(1 - tail, h + 1, n - h);
    return c;
}

Chance chance_or_none(std::uint64_t hits, std::uint64_t runs, double confidence)
{
    return runs > 0 ? exact_chance(hits, runs, confidence) : Chance{no_number, 0, 1};
}

std::vector<std::uint32_t> resample(std::uint64_t seed, std::uint32_t repeat, std::uint32_t count)
{
    Stream stream(RunKey{seed}, Purpose::resampling, repeat, 0);
    std::vector<std::uint32_t> places(count);
    for (std::uint32_t& place : places)
        place = stream.below(count);
    return places;
}

} // namespace mutualise
