#include "resampled_errors.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/parallel/loops.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mutualise
{

namespace
{

std::vector<double> means_of(const TermTable& table)
{
    std::vector<double> means(table.terms);
    for (std::size_t i = 0; i < table.units; ++i)
        for (std::size_t t = 0; t < table.terms; ++t)
            means[t] += table.values[i * table.terms + t];
    for (double& mean : means)
        mean /= static_cast<double>(table.units);
    return means;
}

/// How often each unit is in the resample; in their own order, so that a sum over units has one order.
std::vector<double> resampled_means(const TermTable& table, const std::vector<std::uint32_t>& units)
{
    std::vector<double> often(table.units), means(table.terms);
    for (const std::uint32_t unit : units)
        often[unit] += 1;
    for (std::size_t i = 0; i < table.units; ++i) {
        const double* term = &table.values[i * table.terms];
        for (std::size_t t = 0; often[i] > 0 && t < table.terms; ++t)
            means[t] += often[i] * term[t];
    }
    for (double& mean : means)
        mean /= static_cast<double>(table.units);
    return means;
}

/// Sum of squared deviations from the mean, by estimate.
std::vector<double> squares(const std::vector<std::vector<double>>& samples)
{
    std::vector<double> mean(samples.front().size()), sum(mean.size());
    for (const auto& sample : samples)
        for (std::size_t e = 0; e < mean.size(); ++e)
            mean[e] += sample[e] / static_cast<double>(samples.size());
    for (const auto& sample : samples)
        for (std::size_t e = 0; e < mean.size(); ++e)
            sum[e] += (sample[e] - mean[e]) * (sample[e] - mean[e]);
    return sum;
}

} // namespace

std::vector<IndexEstimate> estimates_with_intervals(const TermTable& all, const std::vector<TermTable>& without,
                                                    const Estimator& estimates, const BootstrapOptions& options)
{
    const std::vector<double> values = estimates(means_of(all));
    constexpr double none = std::numeric_limits<double>::quiet_NaN(); // one unit tells no error
    std::vector<double> variance(values.size());
    if (options.resamples > 1 && all.units > 1) {
        std::vector<std::vector<double>> samples(options.resamples);
        for_each_row(samples.size(), [&](std::size_t b) {
            const auto repeat = static_cast<std::uint32_t>(b);
            samples[b] =
                estimates(resampled_means(all, resample(options.seed, repeat, static_cast<std::uint32_t>(all.units))));
        });
        // Resamples in which nothing varies have no estimate.
        std::erase_if(samples, [](const auto& sample) {
            return std::ranges::any_of(sample, [](double value) { return value != value; });
        });
        const auto units = static_cast<double>(all.units), count = static_cast<double>(samples.size());
        const std::vector<double> sum = samples.empty() ? variance : squares(samples);
        for (std::size_t e = 0; e < values.size(); ++e)
            variance[e] = samples.size() < 2 ? none : sum[e] / (count - 1) * units / (units - 1);
    }
    if (!without.empty()) {
        std::vector<std::vector<double>> samples;
        for (const TermTable& table : without)
            samples.push_back(estimates(means_of(table)));
        const auto count = static_cast<double>(samples.size());
        const std::vector<double> sum = squares(samples);
        for (std::size_t e = 0; e < values.size(); ++e)
            variance[e] += sum[e] * (count - 1) / count;
    }
    const double t =
        all.units > 1 ? student_t_quantile(0.5 + options.confidence / 2, static_cast<double>(all.units - 1)) : none;
    std::vector<IndexEstimate> found;
    for (std::size_t e = 0; e < values.size(); ++e)
        found.push_back({values[e], t * std::sqrt(variance[e])});
    return found;
}

} // namespace mutualise
