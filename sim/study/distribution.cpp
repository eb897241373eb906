/// \file A factor's value at a probability. Same bits everywhere: values decide runs.
#include "mutualise/random/beta.hpp"
#include "mutualise/random/portable.hpp"
#include "mutualise/study/factor.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise
{

namespace
{

double normal_at(double u, const Distribution& d, double lower, double upper)
{
    const double from = portable::normal_cdf((lower - d.mean) / d.deviation);
    const double to = portable::normal_cdf((upper - d.mean) / d.deviation);
    const double p = from + u * (to - from);
    if (!(p > 0 && p < 1))
        return p > 0 ? upper : lower;
    return d.mean + d.deviation * portable::normal_quantile(p);
}

double triangular_at(double u, const Distribution& d, double lower, double upper)
{
    const double width = upper - lower, rise = d.mode - lower, fall = upper - d.mode;
    return u * width < rise ? lower + std::sqrt(u * width * rise) : upper - std::sqrt((1 - u) * width * fall);
}

/// The quantile over [lower, upper], both ends within reach.
double continuous_at(double u, const Distribution& d, double lower, double upper)
{
    double value = lower;
    switch (d.spread) {
    case Spread::discrete:
    case Spread::uniform:
        value = lower + u * (upper - lower);
        break;
    case Spread::loguniform:
        value = lower * portable::exp(u * portable::log(upper / lower));
        break;
    case Spread::normal:
        value = normal_at(u, d, lower, upper);
        break;
    case Spread::triangular:
        value = triangular_at(u, d, lower, upper);
        break;
    case Spread::beta:
        value = lower + (upper - lower) * portable::beta_quantile(u, d.alpha, d.beta);
        break;
    }
    if (u <= 0 || u >= 1) // exact ends
        return u <= 0 ? lower : upper;
    return std::clamp(value, lower, upper);
}

/// One of `count` equal parts of [0, 1].
std::size_t part_of(double u, std::size_t count)
{
    return std::min(count - 1, static_cast<std::size_t>(u * static_cast<double>(count)));
}

} // namespace

double value_at(const Factor& factor, double u)
{
    if (factor.kind == FactorKind::level)
        return static_cast<double>(part_of(u, factor.levels.size()));
    if (!factor.values.empty())
        return factor.values[part_of(u, factor.values.size())];
    const Distribution& d = factor.distribution;
    if (factor.kind == FactorKind::number)
        return continuous_at(u, d, d.lower, d.upper);
    // Each whole number stands for the unit around it, so the ends are as likely as the rest.
    const double value = std::floor(continuous_at(u, d, d.lower - 0.5, d.upper + 0.5) + 0.5);
    return std::clamp(value, d.lower, d.upper);
}

} // namespace mutualise
