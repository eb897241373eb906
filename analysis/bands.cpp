/// \file Bands of recorded trajectories, in passes over the file that each hold some months and categories of all runs.
#include "mutualise/analysis/bands.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/recorded_values.hpp"
#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

constexpr std::size_t most_values = std::size_t{1} << 25; // assumed: a result of 256 MB is the most anybody opens

/// What is banded of one observable: its cells (months x categories), each a sum of recorded cells.
struct Series {
    Observable observable{};
    std::string name;
    std::vector<Axis> axes;           ///< besides time
    std::vector<std::size_t> lengths; ///< of both recorded axes
    bool summed = false;              ///< over both axes

    std::size_t categories() const { return summed ? 1 : lengths[0] * lengths[1]; }
};

Series series_of(const RecordedFile& file, Observable observable, bool summed)
{
    const ObservableSpec& s = spec(observable);
    Series series;
    series.observable = observable;
    series.name = s.name;
    series.lengths = {file.names(s.first).size(), file.names(s.second).size()};
    series.summed = summed;
    if (!summed)
        for (const Axis axis : {s.first, s.second})
            if (axis != Axis::none)
                series.axes.push_back(axis);
    return series;
}

/// Sums over the axes of what grows with the scale, and, where asked for, `NAME_by_service_reason`; shares and means by
/// category alone.
std::vector<Series> all_series(const RecordedFile& file, std::span<const Observable> observables, bool categories)
{
    std::vector<Series> all;
    for (const Observable observable : observables) {
        if (is_extensive(observable))
            all.push_back(series_of(file, observable, true));
        if (is_extensive(observable) && !(categories && spec(observable).first != Axis::none))
            continue;
        all.push_back(series_of(file, observable, false));
        if (is_extensive(observable))
            all.back().name += "_by";
        if (is_extensive(observable))
            for (const Axis axis : all.back().axes)
                all.back().name += "_" + std::string(axis_name(axis));
    }
    return all;
}

constexpr std::size_t not_banded = std::numeric_limits<std::size_t>::max();

/// One file's runs and where each stands: its place among the design points that are banded.
struct Part {
    const RecordedFile* file;
    std::vector<std::size_t> point_of_run; ///< by place; or not_banded
};

/// Value of cell `cell` (month x category) of a run.
double cell_of(const Series& series, std::span<const double> values, std::size_t cell)
{
    if (!series.summed)
        return values[cell];
    const std::size_t width = series.lengths[0] * series.lengths[1];
    double sum = 0;
    for (std::size_t i = 0; i < width; ++i)
        sum += values[cell * width + i];
    return sum;
}

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

Held hold(const Series& series, std::span<const Part> parts, std::size_t points, std::size_t first, std::size_t count)
{
    Held held(count, std::vector<std::vector<double>>(points));
    for (const Part& part : parts) {
        RecordedValues values(*part.file, series.observable);
        for (std::size_t run = 0; run < part.point_of_run.size(); ++run) {
            if (part.point_of_run[run] == not_banded)
                continue;
            const std::span<const double> of_run = values.of_run(run);
            const double scale = is_extensive(series.observable) ? values.scale(run) : 1;
            for (std::size_t c = 0; c < count; ++c)
                held[c][part.point_of_run[run]].push_back(cell_of(series, of_run, first + c) / scale);
        }
    }
    return held;
}

struct Bander {
    const BandsOptions& options;
    std::vector<RecordedFile> files;
    std::vector<Part> parts;
    std::vector<Month> months;
    std::size_t points = 0, runs = 0, steps = 0, done = 0;

    std::size_t cells_at_a_time() const
    {
        return std::max<std::size_t>(1, options.memory / sizeof(double) / std::max<std::size_t>(1, runs));
    }
    std::vector<double> band(const Series& series);
};

/// [point][statistic][month][category].
std::vector<double> Bander::band(const Series& series)
{
    const std::size_t cells = months.size() * series.categories();
    std::vector<double> values(points * band_statistics.size() * cells);
    for (std::size_t first = 0; first < cells; first += cells_at_a_time()) {
        const std::size_t count = std::min(cells_at_a_time(), cells - first);
        Held held = hold(series, parts, points, first, count);
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

std::vector<Observable> chosen(const RecordedFile& file, const BandsOptions& options)
{
    const auto& recorded = file.labels().observables;
    for (const Observable each : options.observables)
        if (std::find(recorded.begin(), recorded.end(), each) == recorded.end())
            throw UsageError(fmt::format("{} does not record {}", file.path().string(), spec(each).name));
    return options.observables.empty() ? recorded : options.observables;
}

/// The design points asked for; all where none is named.
std::vector<std::size_t> chosen_points(const StudyValues& study, const BandsOptions& options)
{
    std::vector<std::size_t> points = options.points;
    for (std::size_t p = 0; options.points.empty() && p < study.points(); ++p)
        points.push_back(p);
    for (const std::size_t point : points)
        if (point >= study.points())
            throw UsageError(fmt::format("there is no design point {}: the study has {}", point, study.points()));
    return points;
}

/// Each run's place among the points asked for.
std::vector<std::size_t> places_of(const std::vector<std::size_t>& point_of_run, const std::vector<std::size_t>& points)
{
    std::vector<std::size_t> places;
    for (const std::size_t point : point_of_run) {
        const auto found = std::ranges::find(points, point);
        places.push_back(found == points.end() ? not_banded : static_cast<std::size_t>(found - points.begin()));
    }
    return places;
}

void add_axes(Result& result, const Bander& bander, const StudyValues& study, const std::vector<Series>& all,
              const std::vector<std::size_t>& points)
{
    std::vector<double> numbers;
    std::vector<std::string> names;
    for (const std::size_t p : points) {
        numbers.push_back(static_cast<double>(p));
        names.push_back(study.point_name(p));
    }
    result.axes.push_back({"design_point", "number of the design point", "1", numbers});
    result.axes.push_back({"statistic", "statistic over runs", "",
                           std::vector<std::string>(band_statistics.begin(), band_statistics.end())});
    result.axes.push_back({"time", "last day of the month", "", bander.months});
    for (const Series& series : all)
        for (const Axis axis : series.axes)
            if (std::ranges::find(result.axes, std::string(axis_name(axis)), &ResultAxis::name) == result.axes.end())
                result.axes.push_back(
                    {std::string(axis_name(axis)), std::string(axis_name(axis)), "", bander.files.front().names(axis)});
    result.variables.push_back({"point_name", "design point", "", {"design_point"}, names});
}

} // namespace

Result bands_of(std::span<const std::filesystem::path> paths, const BandsOptions& options)
{
    const StudyValues study = read_study_values(paths, {}, options.missing);
    const std::vector<std::size_t> points = chosen_points(study, options);
    Bander bander{options, {}, {}, {}, points.size(), 0, 0, 0};
    for (const auto& path : paths)
        bander.files.emplace_back(path);
    bander.months = bander.files.front().months();
    for (std::size_t f = 0; f < bander.files.size(); ++f) {
        if (bander.files[f].months() != bander.months)
            throw Mismatch(fmt::format("{} records other months than {}", paths[f].string(), paths[0].string()));
        bander.parts.push_back({&bander.files[f], places_of(study.point_of_run[f], points)});
        const std::vector<std::size_t>& places = bander.parts.back().point_of_run;
        bander.runs += places.size() - static_cast<std::size_t>(std::ranges::count(places, not_banded));
    }
    const RecordedFile& first = bander.files.front();
    const std::vector<Series> all = all_series(first, chosen(first, options), options.categories);
    std::size_t cells = 0;
    for (const Series& series : all)
        cells += bander.months.size() * series.categories();
    if (cells * points.size() * band_statistics.size() > most_values)
        throw UsageError(fmt::format("bands of {} months and categories at {} design points are more than {} values; "
                                     "name fewer with --observables, or leave --categories away",
                                     cells, points.size(), most_values));
    bander.steps = cells;
    Result result;
    result.analysis = "bands";
    result.title = fmt::format("{}, {} runs", study.study, bander.runs);
    result.settings = {{"runs", std::to_string(bander.runs)}, {"runs_left_out", std::to_string(study.left_out)}};
    result.sources = study.sources;
    add_axes(result, bander, study, all, points);
    for (const Series& series : all) {
        const ObservableSpec& s = spec(series.observable);
        ResultVariable variable{series.name, std::string(s.long_name), std::string(s.units), {}, {}};
        variable.axes = {"design_point", "statistic", "time"};
        for (const Axis axis : series.axes)
            variable.axes.push_back(std::string(axis_name(axis)));
        variable.values = bander.band(series);
        result.variables.push_back(std::move(variable));
    }
    return result;
}

} // namespace mutualise
