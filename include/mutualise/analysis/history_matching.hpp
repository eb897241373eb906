/// \file From runs at some points to what the record rules out and how likely the rest is.
///
/// Each statistic's mean over runs is emulated; its spread between runs is a line in that mean. With z the record's
/// figure, e its error, d the model's discrepancy, c the emulator's variance and v the spread between runs (the record
/// is one run of history):
///
///     implausibility   I_j(u) = |z_j − μ_j(u)| / √(e_j² + d_j² + c_j(u) + v_j(u))       (Craig et al. 1997;
///                                                             Vernon, Goldstein & Bower 2010, Bayesian Anal. 5)
///     likelihood       z ~ N(μ(u), diag(e² + d² + c(u)) + √v R √v)     (synthetic: Wood 2010, Nature 466)
///
/// R: correlation of the statistics between runs of one point, pooled over points.
#pragma once

#include "mutualise/analysis/calibration.hpp"
#include "mutualise/analysis/emulator.hpp"

#include <optional>

namespace mutualise
{

/// Runs at some points: values[statistic][point][replicate], NaN where a run has no such value.
struct WaveRuns {
    Points points;
    std::vector<std::vector<std::vector<double>>> values;
};

/// Mean and variance over the replicates that have a value.
struct PointMoments {
    double mean = 0, variance = 0;
    std::size_t count = 0;
};
/// Replicates that are NaN have no value; without any the count is 0.
PointMoments moments_of(std::span<const double> replicates);

/// One statistic, learned from runs.
struct LearnedStatistic {
    Observation observed;
    std::optional<Emulator> mean; ///< there once learned
    double spread_base = 0;       ///< variance between runs where the mean is 0,
    double spread_slope = 0;      ///< and what it gains with the mean
    double spread_least = 0;

    /// Variance between runs where their mean is `mean`.
    double spread(double mean) const;
};

/// How a history's statistics are spread where the parameters are these: normal.
struct StatisticsAt {
    std::vector<double> mean;
    std::optional<Cholesky> factor; ///< of the covariance; none where it is not positive definite

    /// Without the constant that is the same everywhere.
    double log_density(std::span<const double> values) const;
};

/// What was learned from runs of all statistics that are fitted.
class Learned
{
public:
    /// From all these waves, or the `most` latest points of them: those lie where the record leaves room.
    Learned(std::span<const Observation> observed, std::span<const WaveRuns> waves, std::size_t most);

    std::size_t size() const { return statistics_.size(); }
    const LearnedStatistic& operator[](std::size_t statistic) const { return statistics_[statistic]; }

    std::vector<double> implausibilities(std::span<const double> point) const;
    /// The largest but one of them (the largest where there is one statistic): one bad emulator must not rule all out.
    double implausibility(std::span<const double> point) const;
    StatisticsAt statistics_at(std::span<const double> point) const;
    /// Of the record.
    double log_likelihood(std::span<const double> point) const;

private:
    std::vector<LearnedStatistic> statistics_;
    std::vector<double> correlation_; ///< R, row-major
};

/// Share of runs at points an emulator has not seen whose mean lies in its 95 % interval (of the mean over so many
/// replicates), by statistic; NaN where no point has a value.
std::vector<double> coverage(const Learned& learned, const WaveRuns& runs);

} // namespace mutualise
