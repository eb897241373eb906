#include "mutualise/analysis/band_split.hpp"

#include "bands_headlines.hpp"

#include "mutualise/analysis/text_table.hpp"
#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <sstream>

namespace mutualise
{

namespace
{

/// A resolved scenario without what runs draw: the posterior's own lines, and those of the keys that are drawn.
std::string without_draws(const std::string& text, const std::string& drawn)
{
    std::istringstream lines(text);
    std::string rest, section;
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("["))
            section = line.substr(1, line.find(']') - 1) + ".";
        const std::string key = section + line.substr(0, line.find(" ="));
        const bool posterior = key == "posterior" || key == "posterior_hash" || key == "drawn";
        if (!posterior && drawn.find("\"" + key + "\"") == std::string::npos)
            rest += line + "\n";
    }
    return rest;
}

/// The line that names the keys that are drawn; empty where none is.
std::string drawn_line(const std::string& text)
{
    const std::size_t at = text.starts_with("drawn = ") ? 0 : text.find("\ndrawn = ");
    return at == std::string::npos ? std::string() : text.substr(at, text.find('\n', at + 1) - at);
}

std::vector<std::string> scenarios_of(const RecordedFile& file)
{
    const Recording& labels = file.labels();
    return labels.study ? labels.study->scenarios : std::vector<std::string>{labels.resolved_scenario};
}

/// The first line that is not the same in both.
std::string first_difference(const std::string& a, const std::string& b)
{
    std::istringstream left(a), right(b);
    for (std::string one, other; std::getline(left, one);)
        if (!std::getline(right, other) || one != other)
            return fmt::format("'{}' against '{}'", one, other);
    return "more in the second";
}

/// The scenarios must be the same but for what is drawn: else the spread differs for another reason.
void refuse_unlike(const RecordedFile& drawn, const RecordedFile& fixed)
{
    const std::string a = drawn.path().string(), b = fixed.path().string();
    const std::vector<std::string> of_drawn = scenarios_of(drawn), of_fixed = scenarios_of(fixed);
    if (!draws_parameters(drawn))
        throw Mismatch(fmt::format("{} draws no parameters: its bands are chance alone", a));
    if (draws_parameters(fixed))
        throw Mismatch(fmt::format("{} draws parameters; run it with --set posterior=none to split bands by it", b));
    if (drawn.months() != fixed.months())
        throw Mismatch(fmt::format("{} records other months than {}", b, a));
    const bool like =
        of_drawn.size() == of_fixed.size() && (!drawn.labels().study || !fixed.labels().study ||
                                               drawn.labels().study->settings == fixed.labels().study->settings);
    if (!like || drawn.labels().points() != fixed.labels().points())
        throw Mismatch(fmt::format("{} and {} have other variants or settings", a, b));
    for (std::size_t i = 0; i < of_drawn.size(); ++i) {
        const std::string keys = drawn_line(of_drawn[i]);
        const std::string one = without_draws(of_drawn[i], keys), other = without_draws(of_fixed[i], keys);
        if (one != other)
            throw Mismatch(fmt::format("{} and {} differ in more than the draws: {}; take the same scenario with --set "
                                       "posterior=none",
                                       a, b, first_difference(one, other)));
    }
}

} // namespace

bool draws_parameters(const RecordedFile& file)
{
    const std::vector<std::string> scenarios = scenarios_of(file);
    return std::ranges::any_of(scenarios, [](const std::string& text) {
        const std::string keys = drawn_line(text);
        return !keys.empty() && keys.find('"') != std::string::npos;
    });
}

namespace
{

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
    for (const auto& file : files)
        for (const auto& other : fixed)
            refuse_unlike(RecordedFile(file), RecordedFile(other));
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

std::string split_table(const Result& bands)
{
    const auto& months = std::get<std::vector<Month>>(bands.axis("time").values);
    const auto& names = std::get<std::vector<std::string>>(bands.variable("point_name").values);
    const std::size_t points = names.size();
    TextTable table({"", "month", "standard deviation", "by chance", "chance's share of the variance"});
    std::string text;
    for (const ResultVariable* variable : headlines(bands)) {
        const Spread all = spread_of(*variable, points, months.size());
        const std::vector<double>& shares = bands.numbers(share_name(variable->name));
        for (std::size_t p = 0; p < std::min(points, most_points_shown); ++p)
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
