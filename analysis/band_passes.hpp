/// \file Bands of series, in passes over the files that each hold some months and categories of all runs.
#pragma once

#include "band_series.hpp"

#include "mutualise/analysis/bands.hpp"

#include <limits>

namespace mutualise
{

inline constexpr std::size_t not_banded = std::numeric_limits<std::size_t>::max();

/// A file, and where each of its runs stands: its place among the design points that are banded.
struct BandedFile {
    RecordedFile recorded;
    std::vector<std::size_t> point_of_run; ///< by place; or not_banded
};

/// All runs that are banded, and how far that has come.
struct Bander {
    const BandsOptions& options;
    std::vector<BandedFile> files;
    std::vector<Month> months;
    std::size_t points = 0, runs = 0;
    std::size_t steps = 0, done = 0; ///< [months x categories]

    /// [point][statistic][month][category].
    std::vector<double> band(const BandSeries& series);
};

} // namespace mutualise
