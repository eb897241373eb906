#include "compare_bands.hpp"

#include "mutualise/analysis/recorded_values.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

bool records(const OpenSide& side, Observable observable)
{
    const std::vector<Observable>& all = side.file.labels().observables;
    return std::find(all.begin(), all.end(), observable) != all.end();
}

/// Totals over the categories, of the whole public sector.
ChartBand band_of(const OpenSide& side, const std::vector<std::size_t>& places, Observable observable)
{
    const std::size_t months = side.file.months().size();
    RecordedValues values(side.file, observable);
    std::vector<std::vector<double>> by_month(months);
    for (const std::size_t place : places) {
        const std::span<const double> run = values.of_run(place);
        const std::size_t width = run.size() / months;
        for (std::size_t row = 0; row < months; ++row) {
            double sum = 0;
            for (std::size_t i = 0; i < width; ++i)
                sum += run[row * width + i];
            by_month[row].push_back(sum / values.scale(place));
        }
    }
    return chart_band(by_month);
}

HeadlineBands bands_of_side(const OpenSide& side, const std::vector<std::size_t>& places)
{
    return {side.name, side.file.months(), band_of(side, places, Observable::mutuals_live),
            band_of(side, places, Observable::employees_in_mutuals), 1};
}

} // namespace

std::vector<HeadlineBands> side_bands(const OpenSide& base, const OpenSide& variant, const Pairing& pairing)
{
    for (const Observable each : {Observable::mutuals_live, Observable::employees_in_mutuals})
        if (!records(base, each) || !records(variant, each))
            return {};
    return {bands_of_side(base, pairing.base), bands_of_side(variant, pairing.variant)};
}

} // namespace mutualise
