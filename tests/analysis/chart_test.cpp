// Charts in characters, cell by cell against the values they draw.
#include "mutualise/analysis/chart.hpp"
#include "mutualise/analysis/headline_bands.hpp"
#include "record/synthetic.hpp"
#include "support/lines.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

/// 30 months from January 2011: a growing band.
FanChart growing()
{
    FanChart chart;
    chart.title = "staff";
    ChartPanel panel{"historical", {}};
    for (int m = 0; m < 30; ++m) {
        chart.months.push_back(Month::of(2011, 1) + m);
        panel.band.low.push_back(m * 50.0);
        panel.band.median.push_back(m * 100.0 + 10);
        panel.band.high.push_back(m * 130.0 + 20);
    }
    chart.panels = {panel};
    return chart;
}

/// The eight rows of a panel, the lowest first, as wide as its months; its labels cut off.
std::vector<std::string> cells_of(const std::string& text, std::size_t first_line, std::size_t months)
{
    std::vector<std::string> rows;
    for (std::size_t i = first_line + 8; i-- > first_line;) {
        std::string row = lines_of(text).at(i).substr(12);
        row.resize(months, ' ');
        rows.push_back(row);
    }
    return rows;
}

/// Does the cell from `bottom` to below `above` hold the value?
bool holds(double bottom, double above, double value) { return bottom <= value && value < above; }

} // namespace

TEST_CASE("every cell of a fan chart shows what the values at its month and height are")
{
    const FanChart chart = growing();
    const std::string text = fan_chart(chart, {false, false, 80});
    const double top = 4000; // the least round number not below 29 * 130 + 20 = 3790
    CHECK(lines_of(text).at(0) == "staff");
    CHECK(lines_of(text).at(2).starts_with("     4,000 |"));
    CHECK(lines_of(text).at(9).starts_with("         0 |"));
    const std::vector<std::string> rows = cells_of(text, 2, 30);
    const ChartBand& band = chart.panels[0].band;
    for (std::size_t r = 0; r < 8; ++r)
        for (std::size_t m = 0; m < 30; ++m) {
            const double bottom = top / 8 * static_cast<double>(r), above = bottom + top / 8;
            const bool reached = band.low[m] < above && band.high[m] >= bottom;
            CAPTURE(r, m, text);
            CHECK(rows[r][m] == (holds(bottom, above, band.median[m]) ? '#' : reached ? ':' : ' '));
        }
}

TEST_CASE("a chart names its years, and shows first and last month in whatever width")
{
    const FanChart chart = growing();
    CHECK(lines_of(fan_chart(chart, {false, false, 80})).at(10) ==
          std::string(12, ' ') + std::string(12, ' ') + "2012" + std::string(8, ' ') + "2013");
    FanChart jump = chart; // only the first and the last month are not zero
    jump.panels[0].band.low = jump.panels[0].band.median = jump.panels[0].band.high = std::vector<double>(30, 0);
    jump.panels[0].band.median.front() = jump.panels[0].band.high.front() = 100;
    jump.panels[0].band.median.back() = jump.panels[0].band.high.back() = 100;
    for (const int width : {48, 49, 80, 120}) {
        FanChart longer = jump;
        for (int m = 0; m < 60; ++m) { // 90 months in at most 108 columns
            longer.months.push_back(longer.months.back() + 1);
            for (auto* values :
                 {&longer.panels[0].band.low, &longer.panels[0].band.median, &longer.panels[0].band.high})
                values->insert(values->begin() + 1, 0.0);
        }
        const std::string text = fan_chart(longer, {false, false, width});
        const std::size_t columns = std::min<std::size_t>(static_cast<std::size_t>(width) - 12, 90);
        const std::string top = cells_of(text, 2, columns).back();
        CHECK(top == "#" + std::string(columns - 2, ' ') + "#");
        for (const std::string& line : lines_of(text))
            CHECK(line.size() <= static_cast<std::size_t>(width));
    }
    CHECK(fan_chart(chart, {false, false, 47}).empty());
}

TEST_CASE("what was recorded is drawn at its month and height, a target that would flatten the chart is told")
{
    FanChart chart = growing();
    chart.points = {{Month::of(2011, 3), 1600, 2600, false}, {Month::of(2013, 6), 1e5, 1e5, true}};
    const std::string text = fan_chart(chart, {false, false, 80});
    const std::vector<std::string> rows = cells_of(text, 2, 30);
    for (std::size_t r = 0; r < 8; ++r)
        CHECK((rows[r][2] == 'o') == (r >= 3 && r <= 5)); // 500 a row: from 1,500 to below 3,000
    CHECK_THAT(text, Contains("o recorded 1,600 to 2,600"));
    CHECK_THAT(text, Contains("target 100,000 by 2013-06: 25.0 times the chart's height"));
    chart.points[1].low = chart.points[1].high = 7000;
    const std::string drawn = fan_chart(chart, {false, false, 80});
    CHECK(cells_of(drawn, 2, 30).at(7).back() == 'x');
    CHECK_THAT(drawn, Contains("     8,000 |") && Contains("x target 7,000"));
}

TEST_CASE("a chart's axis ends at the least round number that holds the values")
{
    for (const auto& [value, top] : {std::pair(0.0, 1.0),
                                     {1.0, 1.0},
                                     {1.2, 1.5},
                                     {0.017, 0.02},
                                     {3790.0, 4000.0},
                                     {81.0, 100.0},
                                     {100.0, 100.0},
                                     {101.0, 150.0},
                                     {999999.0, 1e6}})
        CHECK(round_top(value) == Approx(top));
}

TEST_CASE("colour adds escape sequences only, and block characters stand where ASCII would")
{
    const FanChart chart = growing();
    const std::string plain = fan_chart(chart, {false, false, 80});
    std::string stripped = fan_chart(chart, {false, true, 80});
    CHECK(stripped != plain);
    for (std::size_t at; (at = stripped.find('\x1b')) != std::string::npos;)
        stripped.erase(at, stripped.find('m', at) + 1 - at);
    CHECK(stripped == plain);
    std::string blocks = fan_chart(chart, {true, false, 80});
    for (const auto& [from, to] : {std::pair("░", ":"), {"━", "#"}, {"│", "|"}})
        for (std::size_t at; (at = blocks.find(from)) != std::string::npos;)
            blocks.replace(at, std::string(from).size(), to);
    CHECK(blocks == plain);
    CHECK(std::all_of(plain.begin(), plain.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
}

TEST_CASE("the headline lines give the last month's quantiles over the runs, charts only where they are asked for")
{
    Ensemble e = synthetic_ensemble(4);
    e.scenario.name = "made";
    for (std::size_t r = 0; r < 4; ++r) // 10, 20, 30, 40 mutuals in the last month
        for (std::size_t s = 0; s < 3; ++s)
            e.runs[r].trajectory.at(Observable::mutuals_live, 4, s) = s == 1 ? 10.0 * static_cast<double>(r + 1) : 0;
    const std::vector<HeadlineBands> bands{headline_bands(e)};
    CHECK(bands[0].mutuals.median.back() == 25);
    CHECK(bands[0].mutuals.low.back() == Approx(11.5)); // 0.15 of the way from the first to the second of four
    CHECK(bands[0].mutuals.high.back() == Approx(38.5));
    const std::string text = headline_text(bands, std::nullopt);
    CHECK(lines_of(text).at(1) == "mutuals");
    CHECK((lines_of(text).at(2) == "  made  25 [12, 38]" || lines_of(text).at(2) == "  made  25 [12, 39]"));
    CHECK(lines_of(text).size() == 5);
    CHECK(std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; }));
    const std::string drawn = headline_text(bands, ChartStyle{});
    CHECK_THAT(drawn, Contains("median by quarter") && Contains("mutuals by month, at scale 0.125") &&
                          Contains("employees in mutuals by month"));
    const std::vector<HeadlineBands> many(5, bands[0]);
    CHECK_THAT(headline_text(many, ChartStyle{}), Contains("median by quarter") && !Contains("by month"));
}
