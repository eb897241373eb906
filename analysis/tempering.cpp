#include "mutualise/analysis/tempering.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/random/portable.hpp"
#include "mutualise/random/stream.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <numeric>

namespace mutualise
{

namespace
{

constexpr double none = -std::numeric_limits<double>::infinity();

/// The factor of the particles' covariance; a whisker is added so that it exists even where they have met.
Cholesky spread_of(const Points& points, std::size_t d)
{
    const auto n = static_cast<double>(points.size());
    std::vector<double> mean(d), matrix(d * d);
    for (const auto& point : points)
        for (std::size_t k = 0; k < d; ++k)
            mean[k] += point[k] / n;
    for (const auto& point : points)
        for (std::size_t a = 0; a < d; ++a)
            for (std::size_t b = 0; b <= a; ++b)
                matrix[a * d + b] += (point[a] - mean[a]) * (point[b] - mean[b]) / n;
    constexpr double whisker = 1e-6;
    for (std::size_t k = 0; k < d; ++k)
        matrix[k * d + k] += whisker;
    return *Cholesky::of(std::move(matrix), d);
}

/// The particles, and how they move: each coordinate u of the cube is walked as z = Φ⁻¹(u), where the prior is standard
/// normal and there are no walls. (Mirrors at the walls of the cube would do for steps that are independent between
/// coordinates; for correlated ones a step by way of a mirror is not as likely there as back.)
class Swarm
{
public:
    Swarm(std::size_t dimensions, const PlaceFunction& value, const TemperingOptions& options)
        : value_(value), options_(options), dimensions_(dimensions),
          scale_(2.38 / std::sqrt(static_cast<double>(dimensions))) // Gelman, Roberts & Gilks 1996
    {
        sample.points.resize(options.particles);
        sample.values.resize(options.particles);
        normal_.resize(options.particles);
        for_each_row(options.particles, [&](std::size_t i) {
            Stream stream({options.seed}, Purpose::calibration_start, static_cast<std::uint32_t>(i), 0);
            sample.points[i].resize(dimensions_);
            normal_[i].resize(dimensions_);
            for (std::size_t k = 0; k < dimensions_; ++k) {
                normal_[i][k] = stream.normal();
                sample.points[i][k] = portable::normal_cdf(normal_[i][k]);
            }
            sample.values[i] = value_(sample.points[i]);
        });
    }

    void resample(std::span<const double> weights)
    {
        const double luck = uniform({options_.seed}, Purpose::calibration_resample, 0, next_step());
        const std::vector<std::size_t> chosen = resample_systematically(weights, sample.points.size(), luck);
        Points points, normal;
        std::vector<double> values;
        for (const std::size_t i : chosen) {
            points.push_back(sample.points[i]);
            normal.push_back(normal_[i]);
            values.push_back(sample.values[i]);
        }
        sample.points = std::move(points);
        normal_ = std::move(normal);
        sample.values = std::move(values);
    }

    /// Random walks that leave exp(log_density(value)) as it is; the length of the steps follows what is taken.
    void move(const std::function<double(double)>& log_density)
    {
        const Cholesky spread = spread_of(normal_, dimensions_);
        for (std::uint32_t m = 0; m < options_.moves; ++m) {
            const std::uint32_t step = next_step();
            std::vector<unsigned char> taken(sample.points.size());
            for_each_row(sample.points.size(), [&](std::size_t i) {
                Stream stream({options_.seed}, Purpose::calibration_move, static_cast<std::uint32_t>(i), step);
                std::vector<double> z(dimensions_);
                for (double& each : z)
                    each = stream.normal();
                std::vector<double> to = spread.times(z);
                std::vector<double> place(dimensions_);
                for (std::size_t k = 0; k < dimensions_; ++k) {
                    to[k] = normal_[i][k] + scale_ * to[k];
                    place[k] = portable::normal_cdf(to[k]);
                }
                const double value = value_(place);
                const double prior = -0.5 * (dot(to, to) - dot(normal_[i], normal_[i]));
                const double gain = log_density(value) - log_density(sample.values[i]) + prior;
                if (!(stream.uniform() < portable::exp(std::min(0.0, gain))))
                    return;
                taken[i] = 1;
                sample.points[i] = std::move(place);
                normal_[i] = std::move(to);
                sample.values[i] = value;
            });
            const double share = static_cast<double>(std::accumulate(taken.begin(), taken.end(), std::size_t{0})) /
                                 static_cast<double>(taken.size());
            // Near the best share of accepted moves, 0.234 (Roberts, Gelman & Gilks 1997, Ann. Appl. Probab. 7); the
            // bounds of a change are assumed.
            constexpr double wanted = 0.25;
            scale_ *= std::clamp(1 + (share - wanted), 0.75, 1.5);
        }
    }

    TemperedSample sample;

private:
    std::uint32_t next_step() { return ++step_; }

    const PlaceFunction& value_;
    Points normal_; ///< the same places, as normal deviates
    const TemperingOptions& options_;
    std::size_t dimensions_;
    double scale_;
    std::uint32_t step_ = 0;
};

/// What a rise of the temperature makes of the particles: their weights over the largest, and the log of the mean.
struct Weights {
    std::vector<double> each;
    double log_mean = 0;
};

Weights weights_for(const std::vector<double>& log_likelihood, double rise)
{
    const double most = *std::max_element(log_likelihood.begin(), log_likelihood.end());
    Weights weights;
    double sum = 0;
    for (const double one : log_likelihood) {
        weights.each.push_back(portable::exp(rise * (one - most)));
        sum += weights.each.back();
    }
    weights.log_mean = rise * most + portable::log(sum / static_cast<double>(log_likelihood.size()));
    return weights;
}

/// The largest rise of the temperature that leaves half of the particles' weight.
double next_rise(const std::vector<double>& log_likelihood, double left)
{
    const auto holds = [&](double rise) {
        return effective_sample_size(weights_for(log_likelihood, rise).each) >=
               0.5 * static_cast<double>(log_likelihood.size());
    };
    if (holds(left))
        return left;
    double low = 0, high = left;
    for (int halving = 0; halving < 50; ++halving) {
        const double middle = (low + high) / 2;
        (holds(middle) ? low : high) = middle;
    }
    return std::max(low, left * 1e-6);
}

} // namespace

double effective_sample_size(std::span<const double> weights)
{
    double sum = 0, squares = 0;
    for (const double weight : weights) {
        sum += weight;
        squares += weight * weight;
    }
    return squares > 0 ? sum * sum / squares : 0;
}

std::vector<std::size_t> resample_systematically(std::span<const double> weights, std::size_t count, double luck)
{
    double all = 0;
    for (const double weight : weights)
        all += weight;
    std::vector<std::size_t> chosen;
    double reached = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        reached += weights[i] / all * static_cast<double>(count);
        while (chosen.size() < count && static_cast<double>(chosen.size()) + luck < reached)
            chosen.push_back(i);
    }
    while (chosen.size() < count) // rounding of the last sum
        chosen.push_back(weights.size() - 1);
    return chosen;
}

TemperedSample sample_posterior(std::size_t dimensions, const PlaceFunction& log_likelihood,
                                const TemperingOptions& options)
{
    Swarm swarm(dimensions, log_likelihood, options);
    for (double temperature = 0; temperature < 1;) {
        const double rise = next_rise(swarm.sample.values, 1 - temperature);
        temperature = rise >= 1 - temperature ? 1 : temperature + rise;
        const Weights weights = weights_for(swarm.sample.values, rise);
        swarm.resample(weights.each);
        swarm.sample.log_evidence += weights.log_mean;
        swarm.sample.steps.push_back(temperature);
        swarm.move([&](double value) { return temperature * value; });
    }
    for (std::uint32_t moved = 0; moved < options.final_moves; moved += options.moves)
        swarm.move([](double value) { return value; });
    return std::move(swarm.sample);
}

TemperedSample sample_within(std::size_t dimensions, const PlaceFunction& distance, double threshold,
                             const TemperingOptions& options)
{
    Swarm swarm(dimensions, distance, options);
    double reached = std::numeric_limits<double>::infinity();
    constexpr int most_steps = 60; // assumed: half is left each time, in the end a part of 10^18
    for (int step = 0; step < most_steps && reached > threshold; ++step) {
        std::vector<double> sorted = swarm.sample.values;
        std::sort(sorted.begin(), sorted.end());
        reached = std::max(threshold, sorted[sorted.size() / 2]);
        std::vector<double> weights;
        double within = 0;
        for (const double value : swarm.sample.values) {
            weights.push_back(value <= reached ? 1 : 0);
            within += weights.back();
        }
        swarm.sample.log_evidence += portable::log(within / static_cast<double>(weights.size()));
        swarm.sample.steps.push_back(reached);
        swarm.resample(weights);
        swarm.move([&](double value) { return value <= reached ? 0 : none; });
    }
    return std::move(swarm.sample);
}

} // namespace mutualise
