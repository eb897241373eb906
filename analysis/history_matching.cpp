#include "mutualise/analysis/history_matching.hpp"

#include "mutualise/parallel/loops.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <optional>
#include <stdexcept>

namespace mutualise
{

namespace
{

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// A point of a wave, as statistics see it.
struct RunPlace {
    const WaveRuns* wave;
    std::size_t point;
};

/// The last wave first, each in its order: choosing points by what their own runs gave would choose their luck too.
std::vector<RunPlace> latest_places(std::span<const WaveRuns> waves, std::size_t most)
{
    std::vector<RunPlace> places;
    for (std::size_t w = waves.size(); w-- > 0;)
        for (std::size_t p = 0; p < waves[w].points.size() && places.size() < most; ++p)
            places.push_back({&waves[w], p});
    return places;
}

/// The variance between runs as a line in their mean, by least squares weighted alike; never below a tenth of the
/// average (assumed).
void learn_spread(LearnedStatistic& statistic, const std::vector<PointMoments>& moments)
{
    double n = 0, mean = 0, variance = 0;
    for (const PointMoments& m : moments)
        if (m.count > 1) {
            n += 1;
            mean += m.mean;
            variance += m.variance;
        }
    if (n == 0)
        return;
    mean /= n;
    variance /= n;
    double together = 0, squares = 0;
    for (const PointMoments& m : moments)
        if (m.count > 1) {
            together += (m.mean - mean) * (m.variance - variance);
            squares += (m.mean - mean) * (m.mean - mean);
        }
    statistic.spread_slope = squares > 0 ? together / squares : 0;
    statistic.spread_base = variance - statistic.spread_slope * mean;
    statistic.spread_least = 0.1 * variance;
}

LearnedStatistic learn(const Observation& observed, std::size_t s, const std::vector<RunPlace>& places)
{
    LearnedStatistic learned;
    learned.observed = observed;
    std::vector<PointMoments> moments;
    for (const RunPlace& place : places)
        moments.push_back(moments_of(place.wave->values[s][place.point]));
    learn_spread(learned, moments);
    TrainingSet training;
    for (std::size_t i = 0; i < places.size(); ++i)
        if (moments[i].count > 0) {
            training.points.push_back(places[i].wave->points[places[i].point]);
            training.values.push_back(moments[i].mean);
            training.noise.push_back(learned.spread(moments[i].mean) / static_cast<double>(moments[i].count));
        }
    if (training.points.size() < places.front().wave->points.front().size() + 3)
        throw std::runtime_error(fmt::format("{} has a value at {} of {} points, too few to learn {} factors from",
                                             observed.name, training.points.size(), places.size(),
                                             places.front().wave->points.front().size()));
    learned.mean.emplace(std::move(training));
    return learned;
}

/// Pooled over points: Σ of products of deviations from each point's mean. Shrunk a tenth towards independence
/// (assumed).
std::vector<double> pooled_correlation(std::size_t count, const std::vector<RunPlace>& places)
{
    std::vector<double> products(count * count), out(count * count);
    for (const RunPlace& place : places) {
        std::vector<double> means;
        bool whole = true;
        for (std::size_t s = 0; s < count; ++s) {
            const auto& values = place.wave->values[s][place.point];
            const PointMoments m = moments_of(values);
            whole = whole && m.count == values.size();
            means.push_back(m.mean);
        }
        if (!whole)
            continue;
        for (std::size_t r = 0; r < place.wave->values.front()[place.point].size(); ++r)
            for (std::size_t a = 0; a < count; ++a)
                for (std::size_t b = 0; b <= a; ++b)
                    products[a * count + b] += (place.wave->values[a][place.point][r] - means[a]) *
                                               (place.wave->values[b][place.point][r] - means[b]);
    }
    constexpr double kept = 0.9;
    for (std::size_t a = 0; a < count; ++a)
        for (std::size_t b = 0; b < count; ++b) {
            const double product = products[std::max(a, b) * count + std::min(a, b)];
            const double scale = std::sqrt(products[a * count + a] * products[b * count + b]);
            out[a * count + b] = a == b ? 1 : scale > 0 ? kept * product / scale : 0;
        }
    return out;
}

} // namespace

PointMoments moments_of(std::span<const double> replicates)
{
    PointMoments m;
    for (const double value : replicates)
        if (!std::isnan(value)) {
            m.mean += value;
            ++m.count;
        }
    if (m.count == 0)
        return {nan, nan, 0};
    m.mean /= static_cast<double>(m.count);
    for (const double value : replicates)
        if (!std::isnan(value))
            m.variance += (value - m.mean) * (value - m.mean);
    m.variance = m.count > 1 ? m.variance / static_cast<double>(m.count - 1) : 0;
    return m;
}

double LearnedStatistic::spread(double at) const { return std::max(spread_least, spread_base + spread_slope * at); }

Learned::Learned(std::span<const Observation> observed, std::span<const WaveRuns> waves, std::size_t most)
{
    const std::vector<RunPlace> places = latest_places(waves, most);
    std::vector<std::optional<LearnedStatistic>> learned(observed.size());
    for_each_row(observed.size(), [&](std::size_t s) { learned[s] = learn(observed[s], s, places); });
    for (auto& statistic : learned)
        statistics_.push_back(std::move(*statistic));
    correlation_ = pooled_correlation(observed.size(), places);
}

std::vector<double> Learned::implausibilities(std::span<const double> point) const
{
    std::vector<double> out;
    for (const LearnedStatistic& s : statistics_) {
        const Prediction p = s.mean->at(point);
        const double variance = s.observed.error * s.observed.error + s.observed.discrepancy * s.observed.discrepancy +
                                p.variance + s.spread(p.mean);
        out.push_back(std::fabs(s.observed.value - p.mean) / std::sqrt(variance));
    }
    return out;
}

double Learned::implausibility(std::span<const double> point) const
{
    std::vector<double> all = implausibilities(point);
    std::sort(all.begin(), all.end());
    return all.size() > 1 ? all[all.size() - 2] : all.back();
}

double StatisticsAt::log_density(std::span<const double> values) const
{
    if (!factor)
        return -1e300;
    std::vector<double> gap(mean.size());
    for (std::size_t i = 0; i < gap.size(); ++i)
        gap[i] = values[i] - mean[i];
    const std::vector<double> rest = factor->forward(gap);
    return -0.5 * (dot(rest, rest) + factor->log_determinant());
}

StatisticsAt Learned::statistics_at(std::span<const double> point) const
{
    const std::size_t n = statistics_.size();
    StatisticsAt at;
    std::vector<double> root(n), matrix(n * n);
    for (std::size_t i = 0; i < n; ++i) {
        const LearnedStatistic& s = statistics_[i];
        const Prediction p = s.mean->at(point);
        at.mean.push_back(p.mean);
        root[i] = std::sqrt(s.spread(p.mean));
        matrix[i * n + i] =
            s.observed.error * s.observed.error + s.observed.discrepancy * s.observed.discrepancy + p.variance + 1e-12;
    }
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t j = 0; j <= i; ++j)
            matrix[i * n + j] += root[i] * root[j] * correlation_[i * n + j];
    at.factor = Cholesky::of(std::move(matrix), n);
    return at;
}

double Learned::log_likelihood(std::span<const double> point) const
{
    std::vector<double> record;
    for (const LearnedStatistic& s : statistics_)
        record.push_back(s.observed.value);
    return statistics_at(point).log_density(record);
}

std::vector<double> coverage(const Learned& learned, const WaveRuns& runs)
{
    std::vector<double> shares(learned.size(), nan);
    for_each_row(learned.size(), [&](std::size_t s) {
        double within = 0, all = 0;
        for (std::size_t p = 0; p < runs.points.size(); ++p) {
            const PointMoments m = moments_of(runs.values[s][p]);
            if (m.count == 0)
                continue;
            const Prediction prediction = learned[s].mean->at(runs.points[p]);
            const double noise = learned[s].spread(prediction.mean) / static_cast<double>(m.count);
            constexpr double z = 1.959963984540054; // 97.5 % of the standard normal
            all += 1;
            within += std::fabs(m.mean - prediction.mean) <= z * std::sqrt(prediction.variance + noise) ? 1 : 0;
        }
        if (all > 0)
            shares[s] = within / all;
    });
    return shares;
}

} // namespace mutualise
