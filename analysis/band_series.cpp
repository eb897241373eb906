/// \file Observables as series: summed over their axes, or by category.
#include "band_series.hpp"

#include "mutualise/analysis/outcome.hpp"

namespace mutualise
{

namespace
{

BandSeries series_of(const RecordedFile& file, Observable observable, bool summed)
{
    const ObservableSpec& s = spec(observable);
    BandSeries series;
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

} // namespace

std::vector<BandSeries> all_series(const RecordedFile& file, std::span<const Observable> observables, bool categories)
{
    std::vector<BandSeries> all;
    for (const Observable observable : observables) {
        all.push_back(series_of(file, observable, is_extensive(observable)));
        if (!is_extensive(observable) || !categories || spec(observable).first == Axis::none)
            continue;
        all.push_back(series_of(file, observable, false));
        all.back().name += "_by";
        for (const Axis axis : all.back().axes)
            all.back().name += "_" + std::string(axis_name(axis));
    }
    return all;
}

double cell_of(const BandSeries& series, std::span<const double> values, std::size_t cell)
{
    if (!series.summed)
        return values[cell];
    const std::size_t width = series.lengths[0] * series.lengths[1];
    double sum = 0;
    for (std::size_t i = 0; i < width; ++i)
        sum += values[cell * width + i];
    return sum;
}

} // namespace mutualise
