/// \file Intervals of means, shares and quantiles from runs. Only portable functions decide a number.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace mutualise
{

/// Mean and, from the spread between runs, its Monte Carlo standard error. Sums in the order given.
struct MeanEstimate {
    double mean = 0;
    double standard_error = 0; ///< 0 for one value
    std::size_t count = 0;
};
/// Zero, of no values.
MeanEstimate mean_of(std::span<const double> values);
/// Nothing is known of a mean without values: NaN, as its error.
MeanEstimate mean_or_none(std::span<const double> values);

/// Half the width of the two-sided interval of a mean at this confidence, by Student's t (Student 1908, Biometrika 6);
/// infinity for one value.
double half_width(const MeanEstimate& mean, double confidence = 0.9);

/// Quantile of Student's t with `degrees` degrees of freedom, p in (0, 1).
double student_t_quantile(double p, double degrees);

/// Linear interpolation between order statistics (Hyndman & Fan 1996, Am. Stat. 50, type 7). `sorted` ascending, not
/// empty.
double quantile_of_sorted(std::span<const double> sorted, double p);

/// A chance estimated from `hits` of `runs`, with its exact two-sided interval (Clopper & Pearson 1934, Biometrika 26).
struct Chance {
    double estimate = 0, low = 0, high = 1;
};
/// `confidence` in (0, 1).
Chance exact_chance(std::uint64_t hits, std::uint64_t runs, double confidence = 0.9);
/// Without runs a chance is NaN, and may be any.
Chance chance_or_none(std::uint64_t hits, std::uint64_t runs, double confidence);

/// One bootstrap resample of [0, count) with replacement, number `repeat` of those keyed by `seed`.
std::vector<std::uint32_t> resample(std::uint64_t seed, std::uint32_t repeat, std::uint32_t count);

} // namespace mutualise
