/// \file An emulator: what a stochastic simulation would give on average at points where it was not run, and how sure
/// that is.
///
///     y(u) = β0 + Σ β_k u_k + z(u) + noise        u in [0, 1]^d
///     cov z(u), z(v) = σ² m(r),   r² = Σ ((u_k − v_k) / ℓ_k)²,   m(r) = (1 + √5 r + 5r²/3) exp(−√5 r)
///
/// A Gaussian process with a linear trend whose β have a flat prior, Matérn covariance 5/2, and the known variance of
/// each point's mean over replicates as noise (Rasmussen & Williams 2006, ch. 2 and 4; for calibration: Kennedy &
/// O'Hagan 2001, J. R. Stat. Soc. B 63; Craig et al. 1997). σ and ℓ maximise the restricted likelihood by a search on
/// fixed steps, so that every machine finds the same.
#pragma once

#include "mutualise/analysis/cholesky.hpp"

#include <optional>
#include <span>
#include <vector>

namespace mutualise
{

/// Places in the unit cube.
using Points = std::vector<std::vector<double>>;

/// What an emulator learns from: points in the unit cube and what was run there.
struct TrainingSet {
    Points points;
    std::vector<double> values; ///< at each point, the mean over replicates
    std::vector<double> noise;  ///< variance of that mean
};

/// What an emulator says of a place: the mean over replicates and how sure it is.
struct Prediction {
    double mean = 0;
    double variance = 0; ///< of the mean over infinitely many replicates, as far as the emulator knows
};

/// A mean over the unit cube, learned once from a training set.
class Emulator
{
public:
    /// Needs more points than factors + 2.
    explicit Emulator(TrainingSet training);

    Prediction at(std::span<const double> point) const;

    /// What each training value is predicted to be by all others (Dubrule 1983, Math. Geol. 15); variance with noise.
    std::vector<Prediction> left_out() const;

private:
    struct Fit;
    std::optional<Fit> fit(double variance, const std::vector<double>& lengths) const;
    void search();
    void keep(Fit fit);
    std::vector<double> trend(std::span<const double> point) const;

    TrainingSet training_;
    double offset_ = 0, scale_ = 1;     ///< values are fitted as (y − offset) / scale
    double variance_ = 1;               ///< σ², of fitted values
    std::vector<double> lengths_;       ///< ℓ
    std::vector<double> scaled_;        ///< the points over their lengths, row-major
    std::optional<Cholesky> factor_;    ///< of K
    std::optional<Cholesky> precision_; ///< of Hᵀ K⁻¹ H
    std::vector<double> solved_trend_;  ///< L⁻¹ H, column after column
    std::vector<double> beta_, weights_;
};

} // namespace mutualise
