/// \file The passes, and the statistics over runs.
#include "band_passes.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/recorded_values.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// The statistics of one cell at one point, in their order; NaN where too few runs have a value.
std::array<double, band_statistics.size()> statistics_of(std::vector<double> values)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    std::erase_if(values, [](double v) { return v != v; });
    if (values.empty())
        return {none, none, none, none, none, none, none, 0};
    const MeanEstimate mean = mean_of(values);
    std::sort(values.begin(), values.end());
    const auto q = [&](double p) { return quantile_of_sorted(values, p); };
    return {mean.mean, values.size() > 1 ? mean.standard_error : none,
            q(0.05),   q(0.25),
            q(0.5),    q(0.75),
            q(0.95),   static_cast<double>(values.size())};
}

/// Cells [first, first + count) of every run, by point.
using Held = std::vector<std::vector<std::vector<double>>>; // [cell][point][run]

Held hold(const BandSeries& series, std::span<const BandedFile> files, std::size_t points, std::size_t first,
          std::size_t count)
{
    Held held(count, std::vector<std::vector<double>>(points));
    for (const BandedFile& file : files) {
        RecordedValues values(file.recorded, series.observable);
        for (std::size_t run = 0; run < file.point_of_run.size(); ++run) {
            if (file.point_of_run[run] == not_banded)
                continue;
            const std::span<const double> of_run = values.of_run(run);
            const double scale = is_extensive(series.observable) ? values.scale(run) : 1;
            for (std::size_t c = 0; c < count; ++c)
                held[c][file.point_of_run[run]].push_back(cell_of(series, of_run, first + c) / scale);
        }
    }
    return held;
}

/// As many as the memory holds of every run.
std::size_t cells_at_a_time(const Bander& bander)
{
    return std::max<std::size_t>(1, bander.options.memory / sizeof(double) / std::max<std::size_t>(1, bander.runs));
}

} // namespace

std::vector<double> Bander::band(const BandSeries& series)
{
    const std::size_t at_a_time = cells_at_a_time(*this), cells = months.size() * series.categories();
    std::vector<double> values(points * band_statistics.size() * cells);
    for (std::size_t first = 0; first < cells; first += at_a_time) {
        const std::size_t count = std::min(at_a_time, cells - first);
        Held held = hold(series, files, points, first, count);
        for (std::size_t c = 0; c < count; ++c)
            for (std::size_t p = 0; p < points; ++p) {
                const auto statistics = statistics_of(std::move(held[c][p]));
                for (std::size_t s = 0; s < statistics.size(); ++s)
                    values[(p * statistics.size() + s) * cells + first + c] = statistics[s];
            }
        done += count;
        if (options.tick)
            options.tick(done, steps);
    }
    return values;
}

} // namespace mutualise
