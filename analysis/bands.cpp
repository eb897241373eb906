/// \file Bands of files: the design points and observables asked for, and the result with its axes.
#include "mutualise/analysis/bands.hpp"

#include "band_passes.hpp"

#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr std::size_t most_values = std::size_t{1} << 25; // assumed: a result of 256 MB is the most anybody opens

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

void add_axes(Result& result, const Bander& bander, const StudyValues& study, const std::vector<BandSeries>& all,
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
    for (const BandSeries& series : all)
        for (const Axis axis : series.axes)
            if (std::ranges::find(result.axes, std::string(axis_name(axis)), &ResultAxis::name) == result.axes.end())
                result.axes.push_back({std::string(axis_name(axis)), std::string(axis_name(axis)), "",
                                       bander.files.front().recorded.names(axis)});
    result.variables.push_back({"point_name", "design point", "", {"design_point"}, names});
}

/// The files opened, and each run's place among the points asked for.
Bander opened(std::span<const std::filesystem::path> paths, const StudyValues& study,
              const std::vector<std::size_t>& points, const BandsOptions& options)
{
    Bander bander{options, {}, {}, points.size(), 0, 0, 0};
    for (const auto& path : paths)
        bander.files.push_back({RecordedFile(path), {}});
    bander.months = bander.files.front().recorded.months();
    for (std::size_t f = 0; f < bander.files.size(); ++f) {
        if (bander.files[f].recorded.months() != bander.months)
            throw Mismatch(fmt::format("{} records other months than {}", paths[f].string(), paths[0].string()));
        std::vector<std::size_t>& places = bander.files[f].point_of_run;
        places = places_of(study.point_of_run[f], points);
        bander.runs += places.size() - static_cast<std::size_t>(std::ranges::count(places, not_banded));
    }
    return bander;
}

void refuse_too_many(std::size_t cells, std::size_t points)
{
    if (cells * points * band_statistics.size() > most_values)
        throw UsageError(fmt::format("bands of {} months and categories at {} design points are more than {} values; "
                                     "name fewer with --observables, or leave --categories away",
                                     cells, points, most_values));
}

/// One series over all points, as the result holds it.
ResultVariable banded(Bander& bander, const BandSeries& series)
{
    const ObservableSpec& s = spec(series.observable);
    ResultVariable variable{series.name, std::string(s.long_name), std::string(s.units), {}, {}};
    variable.axes = {"design_point", "statistic", "time"};
    for (const Axis axis : series.axes)
        variable.axes.push_back(std::string(axis_name(axis)));
    variable.values = bander.band(series);
    return variable;
}

} // namespace

Result bands_of(std::span<const std::filesystem::path> paths, const BandsOptions& options)
{
    const StudyValues study = read_study_values(paths, {}, options.missing);
    const std::vector<std::size_t> points = chosen_points(study, options);
    Bander bander = opened(paths, study, points, options);
    const RecordedFile& first = bander.files.front().recorded;
    const std::vector<BandSeries> all = all_series(first, chosen(first, options), options.categories);
    for (const BandSeries& series : all)
        bander.steps += bander.months.size() * series.categories();
    refuse_too_many(bander.steps, points.size());
    Result result;
    result.analysis = "bands";
    result.title = fmt::format("{}, {} runs", study.study, bander.runs);
    result.settings = {{"runs", std::to_string(bander.runs)}, {"runs_left_out", std::to_string(study.left_out)}};
    result.sources = study.sources;
    add_axes(result, bander, study, all, points);
    for (const BandSeries& series : all)
        result.variables.push_back(banded(bander, series));
    return result;
}

} // namespace mutualise
