#include "mutualise/analysis/headline_bands.hpp"

#include "mutualise/analysis/record_figures.hpp"
#include "mutualise/analysis/summary.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// More scenarios have their sparklines only: charts would leave the screen. Assumed.
constexpr std::size_t most_panels = 4;

ChartBand band_of(const Ensemble& ensemble, Observable observable)
{
    std::vector<std::vector<double>> by_month;
    for (int row = 0; row < ensemble.scenario.horizon.rows(); ++row)
        by_month.push_back(totals(ensemble.runs, observable, row));
    return chart_band(by_month);
}

std::vector<ChartPoint> recorded_mutuals(double share)
{
    return {{on_record, mutuals_on_record * share, mutuals_on_record * share, false}};
}

std::vector<ChartPoint> recorded_employees(double share)
{
    return {{on_record, fewest_employees_on_record * share, most_employees_on_record * share, false},
            {ambition_date, ambition * share, ambition * share, true}};
}

struct Quantity {
    const char* name;
    ChartBand HeadlineBands::*band;
    std::vector<ChartPoint> (*recorded)(double share);
};
constexpr Quantity mutuals{"mutuals", &HeadlineBands::mutuals, recorded_mutuals},
    employees{"employees in them", &HeadlineBands::employees, recorded_employees};

double highest_median(std::span<const HeadlineBands> scenarios, const Quantity& quantity)
{
    double most = 0;
    for (const HeadlineBands& each : scenarios)
        for (const double value : (each.*quantity.band).median)
            most = std::max(most, value);
    return most;
}

/// Medians by quarter, of full height for the highest of all scenarios.
std::string spark(const HeadlineBands& scenario, const Quantity& quantity, double most, bool utf8)
{
    std::vector<double> heights;
    const std::vector<double>& median = (scenario.*quantity.band).median;
    for (std::size_t row = (median.size() - 1) % 3; row < median.size(); row += 3)
        heights.push_back(most > 0 ? median[row] / most : 0);
    return sparkline(heights, utf8);
}

std::string lines(std::span<const HeadlineBands> scenarios, const std::optional<ChartStyle>& style)
{
    constexpr std::size_t interval_width = 32; // "1,234,567 [1,000,000, 1,500,000]"
    std::size_t width = 0, quarters = 0;
    for (const HeadlineBands& each : scenarios) {
        width = std::max(width, each.name.size());
        quarters = std::max(quarters, (each.months.size() + 2) / 3);
    }
    const bool room = style && 2 + width + 2 + quarters + 2 + interval_width <= static_cast<std::size_t>(style->width);
    std::string text =
        fmt::format("{}last month's median [5 to 95 % of runs]\n", room ? "median by quarter, and the " : "");
    for (const Quantity& quantity : {mutuals, employees}) {
        const double most = highest_median(scenarios, quantity);
        text += fmt::format("{}\n", quantity.name);
        for (const HeadlineBands& each : scenarios) {
            const ChartBand& band = each.*quantity.band;
            text += fmt::format("  {:<{}}  ", each.name, width);
            if (room)
                text += spark(each, quantity, most, style->utf8) +
                        std::string(quarters - (each.months.size() + 2) / 3 + 2, ' ');
            text += with_interval(band.median.back(), band.low.back(), band.high.back()) + "\n";
        }
    }
    return text;
}

std::string chart(std::span<const HeadlineBands> scenarios, const Quantity& quantity, const ChartStyle& style)
{
    FanChart chart;
    chart.title =
        fmt::format("{} by month{}", quantity.name == employees.name ? "employees in mutuals" : quantity.name,
                    scenarios.front().share == 1 ? "" : fmt::format(", at scale {}", scenarios.front().share));
    chart.months = scenarios.front().months;
    chart.points = quantity.recorded(scenarios.front().share);
    for (const HeadlineBands& each : scenarios)
        if (each.months == chart.months)
            chart.panels.push_back({each.name, each.*quantity.band});
    return fan_chart(chart, style);
}

} // namespace

HeadlineBands headline_bands(const Ensemble& ensemble)
{
    HeadlineBands bands{ensemble.scenario.name, {}, {}, {}, ensemble.scale};
    for (int row = 0; row < ensemble.scenario.horizon.rows(); ++row)
        bands.months.push_back(ensemble.scenario.horizon.month_of_row(row));
    bands.mutuals = band_of(ensemble, Observable::mutuals_live);
    bands.employees = band_of(ensemble, Observable::employees_in_mutuals);
    return bands;
}

std::string headline_text(std::span<const HeadlineBands> scenarios, const std::optional<ChartStyle>& style)
{
    if (scenarios.empty())
        return {};
    std::string text = lines(scenarios, style);
    if (!style || scenarios.size() > most_panels)
        return text;
    if (scenarios.size() == 1)
        text += "\n" + chart(scenarios, mutuals, *style);
    return text + "\n" + chart(scenarios, employees, *style);
}

} // namespace mutualise
