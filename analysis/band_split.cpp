#include "mutualise/analysis/band_split.hpp"

#include "bands_headlines.hpp"

#include "mutualise/analysis/text_table.hpp"
#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// The parameters of a design point's runs: those of its first, and which differ between runs.
struct PointParameters {
    std::vector<double> values;
    std::vector<bool> varies;
};

std::vector<PointParameters> parameters_by_point(const RecordedFile& file)
{
    const std::size_t width = file.parameter_names().size();
    const std::vector<double> all = file.parameter_values();
    const std::vector<RunLabel>& runs = file.labels().runs;
    std::vector<PointParameters> points(file.labels().points());
    for (std::size_t place = 0; place < runs.size(); ++place) {
        PointParameters& point = points[runs[place].index % points.size()];
        const auto own = all.begin() + static_cast<std::ptrdiff_t>(place * width);
        if (point.values.empty()) {
            point.values.assign(own, own + static_cast<std::ptrdiff_t>(width));
            point.varies.assign(width, false);
        }
        for (std::size_t i = 0; i < width; ++i)
            point.varies[i] = point.varies[i] || own[static_cast<std::ptrdiff_t>(i)] != point.values[i];
    }
    return points;
}

bool draws(const std::vector<PointParameters>& points)
{
    return std::ranges::any_of(points, [](const PointParameters& point) {
        return std::ranges::find(point.varies, true) != point.varies.end();
    });
}

/// Parameters that the first file does not draw must be equal: else the spread differs for another reason than draws.
void refuse_unlike(const RecordedFile& drawn, const RecordedFile& fixed)
{
    const std::string a = drawn.path().string(), b = fixed.path().string();
    const std::vector<PointParameters> of_drawn = parameters_by_point(drawn), of_fixed = parameters_by_point(fixed);
    if (!draws(of_drawn))
        throw Mismatch(fmt::format("{} draws no parameters: its bands are chance alone", a));
    if (draws(of_fixed))
        throw Mismatch(fmt::format("{} draws parameters; run it with --set posterior=none to split bands by it", b));
    if (drawn.months() != fixed.months())
        throw Mismatch(fmt::format("{} records other months than {}", b, a));
    const std::vector<std::string> names = drawn.parameter_names();
    if (names != fixed.parameter_names() || of_drawn.size() != of_fixed.size() ||
        drawn.labels().scale != fixed.labels().scale)
        throw Mismatch(fmt::format("{} and {} are of different design points, scales or versions", a, b));
    for (std::size_t point = 0; point < of_drawn.size(); ++point)
        for (std::size_t i = 0; i < of_drawn[point].values.size() && i < of_fixed[point].values.size(); ++i)
            if (!of_drawn[point].varies[i] && of_drawn[point].values[i] != of_fixed[point].values[i])
                throw Mismatch(fmt::format("{} has {} = {}, {} {}: take the same scenario with --set posterior=none", a,
                                           names[i], of_drawn[point].values[i], b, of_fixed[point].values[i]));
}

/// The variance between runs at every design point and month, and how many runs.
struct Spread {
    std::vector<double> variance, runs;
};

Spread spread_of(const ResultVariable& variable, std::size_t points, std::size_t months)
{
    const auto& values = std::get<std::vector<double>>(variable.values);
    Spread spread;
    for (std::size_t p = 0; p < points; ++p)
        for (std::size_t m = 0; m < months; ++m) {
            const auto at = [&](std::size_t s) { return values[(p * band_statistics.size() + s) * months + m]; };
            spread.runs.push_back(at(7));
            spread.variance.push_back(at(1) * at(1) * at(7));
        }
    return spread;
}

std::string share_name(const std::string& variable) { return variable + "_chance_share"; }

} // namespace

void split_bands(Result& bands, std::span<const std::filesystem::path> files,
                 std::span<const std::filesystem::path> fixed, const BandsOptions& options)
{
    refuse_unlike(RecordedFile(files[0]), RecordedFile(fixed[0]));
    const Result chance = bands_of(fixed, options);
    const std::size_t points = bands.axis("design_point").length(), months = bands.axis("time").length();
    std::vector<ResultVariable> shares;
    for (const ResultVariable& variable : bands.variables) {
        if (variable.axes.size() != 3)
            continue;
        const Spread all = spread_of(variable, points, months);
        const Spread alone = spread_of(chance.variable(variable.name), points, months);
        std::vector<double> share, error;
        for (std::size_t i = 0; i < all.variance.size(); ++i) {
            share.push_back(all.variance[i] > 0 ? alone.variance[i] / all.variance[i] : std::nan(""));
            error.push_back(share[i] * std::sqrt(2 / (all.runs[i] - 1) + 2 / (alone.runs[i] - 1)));
        }
        share.insert(share.end(), error.begin(), error.end());
        shares.push_back({share_name(variable.name),
                          "share of the variance between runs that is chance: " + variable.long_name,
                          "1",
                          {"share_statistic", "design_point", "time"},
                          std::move(share)});
    }
    bands.axes.push_back(
        {"share_statistic", "share, and its Monte Carlo error", "", std::vector<std::string>{"share", "error"}});
    bands.variables.insert(bands.variables.end(), shares.begin(), shares.end());
    bands.sources.insert(bands.sources.end(), chance.sources.begin(), chance.sources.end());
    for (const auto& setting : chance.settings)
        bands.settings.emplace_back("chance_" + setting.first, setting.second);
}

std::string split_table(const Result& bands, std::size_t most_points)
{
    const auto& months = std::get<std::vector<Month>>(bands.axis("time").values);
    const auto& names = std::get<std::vector<std::string>>(bands.variable("point_name").values);
    const std::size_t points = names.size();
    TextTable table({"", "month", "standard deviation", "by chance", "chance's share of the variance"});
    std::string text;
    for (const ResultVariable* variable : headlines(bands)) {
        const Spread all = spread_of(*variable, points, months.size());
        const std::vector<double>& shares = bands.numbers(share_name(variable->name));
        for (std::size_t p = 0; p < std::min(points, most_points); ++p)
            for (const std::size_t row : milestones(months)) {
                const std::size_t cell = p * months.size() + row;
                const double deviation = std::sqrt(all.variance[cell]), share = shares[cell];
                const double error = shares[points * months.size() + cell];
                table.add({variable->long_name + (points > 1 ? ", " + names[p] : std::string()), to_string(months[row]),
                           thousands(deviation, decimals_for(deviation)),
                           thousands(deviation * std::sqrt(share), decimals_for(deviation)),
                           std::isnan(share) ? "-" : fmt::format("{} ± {}", percent(share), percent(error))});
            }
    }
    return "What is chance, at one set of parameters; the rest is what is not known of the parameters\n" +
           table.text() + "\n";
}

} // namespace mutualise
