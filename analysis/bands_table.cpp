/// \file The bands as a table.
#include "bands_headlines.hpp"

#include "mutualise/analysis/bands.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

std::vector<const ResultVariable*> headlines(const Result& bands)
{
    std::vector<const ResultVariable*> found, others;
    for (const ResultVariable& variable : bands.variables) {
        if (variable.axes != std::vector<std::string>{"design_point", "statistic", "time"})
            continue;
        const bool headline = variable.name == "mutuals_live" || variable.name == "employees_in_mutuals" ||
                              variable.name == "pipeline_known";
        (headline ? found : others).push_back(&variable);
    }
    others.resize(std::min<std::size_t>(others.size(), 3));
    return found.empty() ? others : found;
}

namespace
{

void add_variable(std::string& text, const Result& bands, const ResultVariable& variable, std::size_t points)
{
    const auto& months = std::get<std::vector<Month>>(bands.axis("time").values);
    const auto& names = std::get<std::vector<std::string>>(bands.variable("point_name").values);
    const auto& values = std::get<std::vector<double>>(variable.values);
    for (const std::size_t row : milestones(months)) {
        text += fmt::format("{}, {}\n", variable.long_name, to_string(months[row]));
        TextTable table({"", "mean", "± error", "5 %", "25 %", "50 %", "75 %", "95 %", "runs"});
        for (std::size_t p = 0; p < points; ++p) {
            const auto at = [&](std::size_t s) {
                return values[(p * band_statistics.size() + s) * months.size() + row];
            };
            std::vector<std::string> line{names[p]};
            for (std::size_t s = 0; s < band_statistics.size(); ++s)
                line.push_back(thousands(at(s), s == 7 ? 0 : decimals_for(at(0))));
            table.add(line);
        }
        text += table.text() + "\n";
    }
}

} // namespace

std::string bands_table(const Result& bands)
{
    const std::size_t points = bands.axis("design_point").length(), shown = std::min(points, most_points_shown);
    std::string text = fmt::format("{}; numbers of the whole public sector\n\n", bands.title);
    for (const ResultVariable* variable : headlines(bands))
        add_variable(text, bands, *variable, shown);
    if (shown < points)
        text += fmt::format("the first {} of {} design points; the file has all\n", shown, points);
    return text;
}

} // namespace mutualise
