/// \file Small charts for the terminal: bands over runs by month, drawn in characters.
#pragma once

#include "mutualise/core/month.hpp"

#include <span>
#include <string>
#include <vector>

namespace mutualise
{

/// What the terminal can show.
struct ChartStyle {
    bool utf8 = false;   ///< block characters; else plain ASCII
    bool colour = false; ///< escape sequences for colour; never the only sign
    int width = 80;      ///< columns [characters]
};

/// A trajectory over runs: 5 %, 50 % and 95 % quantiles by month.
struct ChartBand {
    std::vector<double> low, median, high;
};
/// Of values by month, then run.
ChartBand chart_band(std::span<const std::vector<double>> by_month);

/// A number beside the simulated ones: recorded, or aimed at. A span where sources disagree.
struct ChartPoint {
    Month month;
    double low = 0, high = 0;
    bool target = false; ///< aimed at, not recorded
};

/// One scenario's panel of a chart.
struct ChartPanel {
    std::string name;
    ChartBand band;
};

/// A fan chart, a panel a scenario, all of one scale.
struct FanChart {
    std::string title;
    std::vector<Month> months;
    std::vector<ChartPanel> panels;
    std::vector<ChartPoint> points;
};

/// A target that would flatten the chart is told under it instead of drawn. Empty where the width is below 48.
std::string fan_chart(const FanChart& chart, const ChartStyle& style);

/// The least of 1, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten that is not below `value`; 1 of nothing.
double round_top(double value);

/// One character a value: from empty at 0 to full at 1.
std::string sparkline(std::span<const double> values, bool utf8 = true);

} // namespace mutualise
