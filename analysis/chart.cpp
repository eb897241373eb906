/// \file Charts in characters. A cell of a panel is a month (or the nearest one) by an eighth of the height.
#include "mutualise/analysis/chart.hpp"

#include "mutualise/analysis/quantiles.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr std::size_t rows = 8, label_width = 10, least_width = 48;
/// A target higher than so many times the highest run is told, not drawn. Assumed.
constexpr double tallest_target = 2;

/// The marks of both styles, and their colours: cyan, yellow, bold (SGR codes every terminal with colour has; ECMA-48).
struct Mark {
    const char* utf8;
    const char* ascii;
    const char* colour;
};
constexpr Mark empty{" ", " ", ""}, within{"░", ":", "36"}, middle{"━", "#", "33"}, recorded{"o", "o", "1"},
    aimed{"x", "x", "1"};

const char* text_of(const Mark& mark, const ChartStyle& style) { return style.utf8 ? mark.utf8 : mark.ascii; }

std::string painted(const Mark& mark, const ChartStyle& style, std::size_t times = 1)
{
    std::string text;
    for (std::size_t i = 0; i < times; ++i)
        text += text_of(mark, style);
    return style.colour && mark.colour[0] != '\0' ? fmt::format("\x1b[{}m{}\x1b[0m", mark.colour, text) : text;
}

double highest(const FanChart& chart)
{
    double most = 0;
    for (const ChartPanel& panel : chart.panels)
        for (const double value : panel.band.high)
            most = std::max(most, value);
    for (const ChartPoint& point : chart.points)
        if (!point.target)
            most = std::max(most, point.high);
    return most;
}

class Panel
{
public:
    Panel(const FanChart& chart, const ChartBand& band, std::size_t columns, double top)
        : chart_(chart), band_(band), columns_(columns), top_(top)
    {
    }

    /// The place on the months' axis that a column shows: first and last are shown.
    std::size_t place(std::size_t column) const
    {
        return columns_ < 2 ? 0 : (column * (chart_.months.size() - 1) + (columns_ - 1) / 2) / (columns_ - 1);
    }

    const Mark& mark(std::size_t row, std::size_t column) const
    {
        const std::size_t at = place(column);
        for (const ChartPoint& point : chart_.points)
            if (shows(point, column) && row_of(point.low) <= row && row <= row_of(point.high))
                return point.target ? aimed : recorded;
        if (row == row_of(band_.median[at]))
            return middle;
        return row_of(band_.low[at]) <= row && row <= row_of(band_.high[at]) ? within : empty;
    }

private:
    std::size_t row_of(double value) const
    {
        return std::min(rows - 1, static_cast<std::size_t>(std::max(value, 0.0) / top_ * static_cast<double>(rows)));
    }
    /// Is this the first column whose month is not before the point's?
    bool shows(const ChartPoint& point, std::size_t column) const
    {
        return point.high <= top_ && point.month <= chart_.months[place(column)] &&
               (column == 0 ? point.month == chart_.months.front() : chart_.months[place(column - 1)] < point.month);
    }

    const FanChart& chart_;
    const ChartBand& band_;
    std::size_t columns_;
    double top_;
};

/// "2011" under each January that leaves room for it.
std::string year_line(const FanChart& chart, const Panel& panel, std::size_t columns)
{
    std::string line(columns, ' ');
    std::size_t free = 0;
    for (std::size_t c = 1; c < columns; ++c) {
        const Month before = chart.months[panel.place(c - 1)], here = chart.months[panel.place(c)];
        if (before.year() == here.year() || c < free || c + 4 > columns)
            continue;
        line.replace(c, 4, std::to_string(here.year()));
        free = c + 5;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    return line;
}

std::string panel_text(const FanChart& chart, const ChartPanel& panel, double top, const ChartStyle& style)
{
    const std::size_t room = static_cast<std::size_t>(style.width) - label_width - 2,
                      columns = std::min(room, chart.months.size());
    const Panel cells(chart, panel.band, columns, top);
    std::string text = fmt::format("  {}\n", panel.name);
    for (std::size_t row = rows; row-- > 0;) {
        const bool labelled = row + 1 == rows || row == 0 || row == rows / 2;
        const double value = row + 1 == rows ? top : top * static_cast<double>(row) / static_cast<double>(rows);
        text += fmt::format("{:>{}} {}", labelled ? thousands(value, value != 0 && top < 8 ? 1 : 0) : "", label_width,
                            style.utf8 ? "│" : "|");
        for (std::size_t c = 0, end; c < columns; c = end) { // equal marks are painted together
            const Mark& mark = cells.mark(row, c);
            for (end = c + 1; end < columns && &cells.mark(row, end) == &mark;)
                ++end;
            text += painted(mark, style, end - c);
        }
        text.erase(text.find_last_not_of(' ') + 1);
        text += '\n';
    }
    return text + fmt::format("{:>{}}{}\n", "", label_width + 2, year_line(chart, cells, columns));
}

std::string span_text(const ChartPoint& point)
{
    const int decimals = point.high < 10 ? 1 : 0;
    return point.low == point.high ? thousands(point.high, decimals)
                                   : thousands(point.low, decimals) + " to " + thousands(point.high, decimals);
}

std::string legend(const FanChart& chart, double top, const ChartStyle& style)
{
    std::string text = fmt::format("{:>{}}{} median  {} 5 to 95 % of runs", "", label_width + 2, painted(middle, style),
                                   painted(within, style));
    for (const ChartPoint& point : chart.points) {
        if (point.month < chart.months.front() || chart.months.back() < point.month)
            continue;
        if (point.high <= top)
            text += fmt::format("  {} {} {}", painted(point.target ? aimed : recorded, style),
                                point.target ? "target" : "recorded", span_text(point));
        else
            text += fmt::format("\n{:>{}}target {} by {}: {} times the chart's height", "", label_width + 2,
                                span_text(point), to_string(point.month), thousands(point.high / top, 1));
    }
    return text + "\n";
}

} // namespace

ChartBand chart_band(std::span<const std::vector<double>> by_month)
{
    ChartBand chart;
    for (const std::vector<double>& values : by_month) {
        const Band b = band(values);
        chart.low.push_back(b.low);
        chart.median.push_back(b.median);
        chart.high.push_back(b.high);
    }
    return chart;
}

double round_top(double value)
{
    constexpr std::array<double, 9> steps{1, 1.5, 2, 2.5, 3, 4, 5, 6, 8};
    if (!(value > 0))
        return 1;
    double power = 1;
    while (power * 10 <= value)
        power *= 10;
    while (power > value)
        power /= 10;
    for (const double step : steps)
        if (step * power >= value)
            return step * power;
    return 10 * power;
}

std::string fan_chart(const FanChart& chart, const ChartStyle& style)
{
    if (style.width < static_cast<int>(least_width) || chart.months.empty() || chart.panels.empty())
        return {};
    double most = highest(chart);
    for (const ChartPoint& point : chart.points)
        if (point.target && point.high <= tallest_target * highest(chart))
            most = std::max(most, point.high);
    const double top = round_top(most);
    std::string text = chart.title + "\n";
    for (const ChartPanel& panel : chart.panels)
        text += panel_text(chart, panel, top, style);
    return text + legend(chart, top, style);
}

std::string sparkline(std::span<const double> values, bool utf8)
{
    static constexpr std::array<const char*, 9> blocks{" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static constexpr std::array<const char*, 9> plain{" ", ".", ":", "-", "=", "+", "*", "#", "@"};
    std::string text;
    for (const double v : values)
        text += (utf8 ? blocks : plain)[static_cast<std::size_t>(std::clamp(v, 0.0, 1.0) * 8 + 0.5)];
    return text;
}

} // namespace mutualise
