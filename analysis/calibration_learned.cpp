/// \file What the draws say of the parameters: posterior against prior, and which of them go together.
#include "mutualise/analysis/calibration_report.hpp"

#include "mutualise/analysis/order.hpp"
#include "mutualise/analysis/quantiles.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise
{

namespace
{

/// One coordinate of the draws, in the cube.
std::vector<double> places_of(const CalibrationResult& result, std::size_t factor)
{
    std::vector<double> places;
    for (const auto& draw : result.fitted.draws)
        places.push_back(draw[factor]);
    return places;
}

/// The prior is even over the cube: Σ p ln(p B) over B parts, less the (B − 1) / 2n that chance alone gives.
double divergence_of(const std::vector<double>& places)
{
    constexpr std::size_t parts = 10; // assumed: 32 of 320 draws in each under the prior
    std::array<double, parts> counts{};
    for (const double place : places)
        counts[std::min(parts - 1, static_cast<std::size_t>(place * parts))] += 1;
    const auto n = static_cast<double>(places.size());
    double sum = -static_cast<double>(parts - 1) / (2 * n);
    for (const double count : counts)
        if (count > 0)
            sum += count / n * portable::log(count / n * parts);
    return std::max(0.0, sum);
}

/// Σ (a − ā)(b − b̄) / n.
double covariance_of(const std::vector<double>& a, const std::vector<double>& b, double mean)
{
    double sum = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        sum += (a[i] - mean) * (b[i] - mean);
    return sum / static_cast<double>(a.size());
}

} // namespace

std::vector<ParameterLearned> learned_parameters(const Calibration& calibration, const CalibrationResult& result)
{
    std::vector<ParameterLearned> all;
    for (std::size_t f = 0; f < calibration.study.factors.size(); ++f) {
        const Factor& factor = calibration.study.factors[f];
        ParameterLearned one;
        one.id = factor.id;
        const std::vector<double> places = places_of(result, f);
        one.divergence = divergence_of(places);
        std::vector<double> values;
        for (const double place : places)
            values.push_back(value_at(factor, place));
        one.posterior = five_quantiles(values);
        for (std::size_t i = 0; i < five_levels.size(); ++i)
            one.prior[i] = value_at(factor, five_levels[i]);
        all.push_back(one);
    }
    return all;
}

std::vector<double> rank_correlations(const Calibration& calibration, const CalibrationResult& result)
{
    const std::size_t n = calibration.study.factors.size();
    const double mean = (static_cast<double>(result.fitted.draws.size()) - 1) / 2;
    std::vector<std::vector<double>> ranks;
    std::vector<double> variance;
    for (std::size_t f = 0; f < n; ++f) {
        ranks.push_back(mid_ranks(places_of(result, f)));
        variance.push_back(covariance_of(ranks[f], ranks[f], mean));
    }
    std::vector<double> out(n * n);
    for (std::size_t a = 0; a < n; ++a)
        for (std::size_t b = 0; b < n; ++b)
            out[a * n + b] = covariance_of(ranks[a], ranks[b], mean) / std::sqrt(variance[a] * variance[b]);
    return out;
}

} // namespace mutualise
