#include "mutualise/study/salib.hpp"

#include "csv_field.hpp"

#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <array>
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

/// The problem's file has two bounds a factor: room for a uniform factor only.
void refuse_strange(const Factor& factor)
{
    constexpr std::array<const char*, 6> names{"discrete", "uniform", "loguniform", "normal", "triangular", "beta"};
    if (factor.id.find_first_of(" \t\",") != std::string::npos)
        throw UsageError(fmt::format("factor.{}: SALib's problem file has no names with blanks, commas or quotes; call "
                                     "it something else",
                                     factor.id));
    const Spread spread = factor.distribution.spread;
    if (factor.kind != FactorKind::level && factor.values.empty() && spread > Spread::uniform)
        throw UsageError(fmt::format("factor.{} is {}: SALib's problem file holds two bounds, which would make it "
                                     "uniform; write the points with --csv",
                                     factor.id, names[static_cast<std::size_t>(spread)]));
}

} // namespace

std::string salib_problem(const Study& study)
{
    std::string out;
    for (std::size_t f = 0; f < study.factors.size(); ++f) {
        refuse_strange(study.factors[f]);
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
        out += "," + csv_field(factor.id);
    out += "\n";
    for (std::size_t p = 0; p < study.points.size(); ++p) {
        const DesignPoint& point = study.points[p];
        out += fmt::format("{},{}", p, csv_field(study.variants[point.variant].id));
        for (std::size_t f = 0; f < point.values.size(); ++f)
            out += "," + csv_field(value_text(study.factors[f], point.values[f]));
        out += "\n";
    }
    return out;
}

} // namespace mutualise
