/// \file Bands: every recorded trajectory of every design point with its mean, Monte Carlo error and quantiles.
#pragma once

#include "mutualise/analysis/study_values.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace mutualise
{

/// The order of the axis `statistic`. `standard_error` is the Monte Carlo error of the mean; `runs` says how many runs
/// the value exists in (the mean price of a month without awards does not).
inline constexpr std::array<std::string_view, 8> band_statistics{
    "mean", "standard_error", "p05", "p25", "p50", "p75", "p95", "runs"};

/// What of a record is summed up, and how.
struct BandsOptions {
    std::vector<Observable> observables; ///< none: every one recorded
    bool categories = false;             ///< by category too; else summed over the axes (shares and means keep theirs)
    std::vector<std::size_t> points;     ///< of these design points alone, ascending; none: of all
    MissingRuns missing = MissingRuns::refuse;
    std::size_t memory = std::size_t{64} << 20;                    ///< for the values held at a time [bytes]
    std::function<void(std::size_t done, std::size_t steps)> tick; ///< called often; may throw to stop
};

/// Exact quantiles in memory that does not grow with the runs: of many runs only as many months and categories are held
/// at a time as `memory` allows. Numbers that grow with the scale are those of the whole public sector. Throws
/// UsageError where an observable is not recorded, Mismatch where runs are missing and must not be left out.
Result bands_of(std::span<const std::filesystem::path> files, const BandsOptions& options);

/// Points of a table for people: more leave the screen. Assumed.
inline constexpr std::size_t most_points_shown = 20;

/// The headline observables at their milestones, a row a design point: what a reader wants first. At most
/// `most_points_shown` points, which is said.
std::string bands_table(const Result& bands);

} // namespace mutualise
