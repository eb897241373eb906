#include "mutualise/analysis/emulator.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace mutualise
{

namespace
{

/// Of fitted values (about 1): keeps K invertible where points nearly coincide and nothing is noisy.
constexpr double jitter = 1e-8;

double matern(double squared)
{
    const double r = std::sqrt(5 * squared);
    return (1 + r + r * r / 3) * portable::exp(-r);
}

/// Row-major, over the lengths.
std::vector<double> scaled_points(const Points& points, const std::vector<double>& lengths)
{
    const std::size_t n = points.size(), d = lengths.size();
    std::vector<double> scaled(n * d);
    for (std::size_t i = 0; i < n; ++i)
        for (std::size_t k = 0; k < d; ++k)
            scaled[i * d + k] = points[i][k] / lengths[k];
    return scaled;
}

/// K with the noise, over the scale, on its diagonal; the lower triangle.
std::vector<double> covariance_of(const std::vector<double>& scaled, double variance, const std::vector<double>& noise,
                                  double scale)
{
    const std::size_t n = noise.size(), d = scaled.size() / n;
    std::vector<double> matrix(n * n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            double squared = 0;
            for (std::size_t k = 0; k < d; ++k) {
                const double gap = scaled[i * d + k] - scaled[j * d + k];
                squared += gap * gap;
            }
            matrix[i * n + j] = variance * matern(squared);
        }
        matrix[i * n + i] = variance + noise[i] / (scale * scale) + jitter;
    }
    return matrix;
}

/// L⁻¹ H, column after column: 1, then the points' coordinates.
std::vector<double> solved_trend(const Cholesky& factor, const Points& points)
{
    const std::size_t n = points.size(), columns = points.front().size() + 1;
    std::vector<double> solved(n * columns), column(n);
    for (std::size_t c = 0; c < columns; ++c) {
        for (std::size_t i = 0; i < n; ++i)
            column[i] = c == 0 ? 1 : points[i][c - 1];
        const std::vector<double> one = factor.forward(column);
        std::copy(one.begin(), one.end(), solved.begin() + static_cast<std::ptrdiff_t>(c * n));
    }
    return solved;
}

} // namespace

struct Emulator::Fit {
    Cholesky factor, precision;
    std::vector<double> scaled, solved_trend, beta, weights;
    double log_likelihood = 0;
};

std::vector<double> Emulator::trend(std::span<const double> point) const
{
    std::vector<double> h{1};
    h.insert(h.end(), point.begin(), point.end());
    return h;
}

/// K, its factor, the generalised least squares of the trend, and the restricted log likelihood.
std::optional<Emulator::Fit> Emulator::fit(double variance, const std::vector<double>& lengths) const
{
    const std::size_t n = training_.points.size(), columns = lengths.size() + 1;
    std::vector<double> scaled = scaled_points(training_.points, lengths);
    std::optional<Cholesky> factor = Cholesky::of(covariance_of(scaled, variance, training_.noise, scale_), n);
    if (!factor)
        return std::nullopt;
    std::vector<double> values(n);
    for (std::size_t i = 0; i < n; ++i)
        values[i] = (training_.values[i] - offset_) / scale_;
    const std::vector<double> y = factor->forward(values);
    std::vector<double> solved = solved_trend(*factor, training_.points);
    const auto of = [&](std::size_t c) { return std::span<const double>(solved.data() + c * n, n); };
    std::vector<double> normal(columns * columns), right(columns);
    for (std::size_t a = 0; a < columns; ++a) {
        for (std::size_t b = 0; b <= a; ++b)
            normal[a * columns + b] = dot(of(a), of(b));
        normal[a * columns + a] += jitter; // a factor that never moves has no slope
        right[a] = dot(of(a), y);
    }
    std::optional<Cholesky> precision = Cholesky::of(std::move(normal), columns);
    if (!precision)
        return std::nullopt;
    std::vector<double> beta = precision->solve(right), rest = y;
    for (std::size_t c = 0; c < columns; ++c)
        for (std::size_t i = 0; i < n; ++i)
            rest[i] -= beta[c] * of(c)[i];
    const double likelihood = -0.5 * (factor->log_determinant() + precision->log_determinant() + dot(rest, rest));
    std::vector<double> weights = factor->backward(rest);
    return Fit{std::move(*factor), std::move(*precision), std::move(scaled), std::move(solved),
               std::move(beta),    std::move(weights),    likelihood};
}

/// One after the other, σ² and each ℓ are moved by a factor up or down for as long as that helps; the factor shrinks.
void Emulator::search()
{
    // Bounds and steps are assumed: an output may turn within a tenth of a factor's range or be a plane along it.
    constexpr double least_length = 0.1, most_length = 30, least_variance = 1e-4, most_variance = 1e3;
    const std::size_t d = lengths_.size();
    std::optional<Fit> best = fit(variance_, lengths_);
    for (const double step : {3.0, 3.0, 1.6}) {
        for (std::size_t k = 0; k <= d; ++k) {
            double& moved = k < d ? lengths_[k] : variance_;
            const double least = k < d ? least_length : least_variance, most = k < d ? most_length : most_variance;
            for (const double factor : {step, 1 / step}) {
                bool helped = false;
                for (int times = 0; times < 4; ++times) {
                    const double before = moved;
                    if (before * factor < least || before * factor > most)
                        break;
                    moved = before * factor;
                    std::optional<Fit> tried = fit(variance_, lengths_);
                    if (!tried || (best && tried->log_likelihood <= best->log_likelihood + 1e-3)) {
                        moved = before;
                        break;
                    }
                    best = std::move(tried);
                    helped = true;
                }
                if (helped)
                    break;
            }
        }
    }
    if (!best)
        throw std::runtime_error("an emulator could not be fitted: its points do not tell its factors apart");
    keep(std::move(*best));
}

void Emulator::keep(Fit fit)
{
    factor_ = std::move(fit.factor);
    precision_ = std::move(fit.precision);
    scaled_ = std::move(fit.scaled);
    solved_trend_ = std::move(fit.solved_trend);
    beta_ = std::move(fit.beta);
    weights_ = std::move(fit.weights);
}

Emulator::Emulator(TrainingSet training) : training_(std::move(training))
{
    const std::size_t n = training_.points.size();
    if (n == 0 || n < training_.points.front().size() + 3)
        throw std::runtime_error("an emulator needs more points than factors + 2");
    lengths_.assign(training_.points.front().size(), 2.0);
    for (const double value : training_.values)
        offset_ += value / static_cast<double>(n);
    double squares = 0;
    for (const double value : training_.values)
        squares += (value - offset_) * (value - offset_);
    scale_ = squares > 0 ? std::sqrt(squares / static_cast<double>(n)) : 1;
    search();
}

Prediction Emulator::at(std::span<const double> point) const
{
    const std::size_t n = training_.points.size(), d = lengths_.size();
    std::vector<double> place(d), covariance(n);
    for (std::size_t k = 0; k < d; ++k)
        place[k] = point[k] / lengths_[k];
    for (std::size_t i = 0; i < n; ++i) {
        double squared = 0;
        for (std::size_t k = 0; k < d; ++k) {
            const double gap = scaled_[i * d + k] - place[k];
            squared += gap * gap;
        }
        covariance[i] = variance_ * matern(squared);
    }
    std::vector<double> h = trend(point);
    const double mean = dot(h, beta_) + dot(covariance, weights_);
    const std::vector<double> known = factor_->forward(covariance);
    for (std::size_t c = 0; c < h.size(); ++c)
        h[c] -= dot({solved_trend_.data() + c * n, n}, known);
    const std::vector<double> rest = precision_->forward(h);
    const double variance = std::max(0.0, variance_ - dot(known, known)) + dot(rest, rest);
    return {offset_ + scale_ * mean, scale_ * scale_ * variance};
}

std::vector<Prediction> Emulator::left_out() const
{
    const std::size_t n = training_.points.size(), columns = beta_.size();
    // Q = K⁻¹ − K⁻¹ H (Hᵀ K⁻¹ H)⁻¹ Hᵀ K⁻¹; its diagonal, and Q y = weights.
    std::vector<double> diagonal(n), unit(n);
    for (std::size_t i = 0; i < n; ++i) {
        unit[i] = 1;
        const std::vector<double> one = factor_->forward(unit);
        unit[i] = 0;
        std::vector<double> by_trend(columns);
        for (std::size_t c = 0; c < columns; ++c)
            by_trend[c] = dot({solved_trend_.data() + c * n, n}, one);
        const std::vector<double> rest = precision_->forward(by_trend);
        diagonal[i] = dot(one, one) - dot(rest, rest);
    }
    std::vector<Prediction> out(n);
    for (std::size_t i = 0; i < n; ++i)
        out[i] = {training_.values[i] - scale_ * weights_[i] / diagonal[i], scale_ * scale_ / diagonal[i]};
    return out;
}

} // namespace mutualise
