#include "mutualise/study/salib.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// A value as a number of SALib's.
double salib_value(const Factor& factor, double value)
{
    return factor.kind == FactorKind::month ? value - salib_month_origin.value : value;
}

/// Lowest and highest value: of the range, of the list, or of the points where there is neither.
std::pair<double, double> bounds_of(const Study& study, std::size_t f)
{
    const Factor& factor = study.factors[f];
    if (factor.kind == FactorKind::level)
        return {0, static_cast<double>(factor.levels.size()) - 1};
    std::vector<double> values = factor.values;
    if (values.empty() && factor.distribution.spread != Spread::discrete)
        values = {factor.distribution.lower, factor.distribution.upper};
    if (values.empty())
        for (const DesignPoint& point : study.points)
            if (!std::isnan(point.values[f]))
                values.push_back(point.values[f]);
    if (values.empty())
        return {0, 1};
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    return {salib_value(factor, *low), salib_value(factor, *high)};
}

std::string csv_cell(const std::string& text)
{
    if (text.find_first_of(",\" \t") == std::string::npos)
        return text;
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + "\"";
}

} // namespace

std::string salib_problem(const Study& study)
{
    std::string out;
    for (std::size_t f = 0; f < study.factors.size(); ++f) {
        const auto [lower, upper] = bounds_of(study, f);
        out += fmt::format("{} {} {}\n", study.factors[f].id, written(lower), written(upper));
    }
    return out;
}

std::string salib_sample(const Study& study, std::uint32_t variant)
{
    std::string out;
    for (const DesignPoint& point : study.points) {
        if (point.variant != variant)
            continue;
        for (std::size_t f = 0; f < point.values.size(); ++f)
            out += (f == 0 ? "" : " ") + written(salib_value(study.factors[f], point.values[f]));
        out += "\n";
    }
    return out;
}

std::string design_csv(const Study& study)
{
    std::string out = "point,variant";
    for (const Factor& factor : study.factors)
        out += "," + csv_cell(factor.id);
    out += "\n";
    for (std::size_t p = 0; p < study.points.size(); ++p) {
        const DesignPoint& point = study.points[p];
        out += fmt::format("{},{}", p, csv_cell(study.variants[point.variant].id));
        for (std::size_t f = 0; f < point.values.size(); ++f)
            out += "," + csv_cell(value_text(study.factors[f], point.values[f]));
        out += "\n";
    }
    return out;
}

} // namespace mutualise
