/// \file Results of analyses for the page: as they stand in their files, without what no chart or table draws.
#include "json.hpp"
#include "mutualise/core/errors.hpp"
#include "recorded.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace mutualise::report
{

namespace
{

using Names = std::vector<std::string_view>;

/// Variables by analysis; an empty list: all.
const std::map<std::string, Names, std::less<>>& drawn()
{
    static const std::map<std::string, Names, std::less<>> all{
        {"bands",
         {"point_name", "employees_in_mutuals", "mutuals_live", "employees_in_mutuals_by_service",
          "mutuals_live_by_service", "mean_attitude", "interested_share", "manager_resistance"}},
        {"compare", {"flow", "mutuals_live", "employees_in_mutuals", "employees_in_mutuals_by_service"}},
        {"target", {}},
        {"attribute", {}},
        {"sensitivity", {}},
        {"discover",
         {"runs", "hits", "points", "boxes_found", "density", "coverage", "mass", "p_value", "restrictions"}},
        {"robustness",
         {"value", "standard_error", "first", "rank", "deciding_state", "satisficing_low", "satisficing_high"}},
        {"calibrate",
         {"prior", "posterior", "divergence", "evidence", "figure", "observed", "predictive", "tail",
          "implausibility"}}};
    return all;
}

std::string axis_json(const ResultAxis& axis)
{
    std::vector<std::string> names;
    if (const auto* months = std::get_if<std::vector<Month>>(&axis.values)) {
        for (const Month month : *months)
            names.push_back(to_string(month));
        return json::texts(names);
    }
    if (const auto* texts = std::get_if<std::vector<std::string>>(&axis.values))
        return json::texts(*texts);
    return json::numbers(std::get<std::vector<double>>(axis.values));
}

std::string values_json(const ResultVariable& variable)
{
    if (const auto* texts = std::get_if<std::vector<std::string>>(&variable.values))
        return json::texts(*texts);
    if (const auto* reals = std::get_if<std::vector<double>>(&variable.values))
        return json::numbers(*reals);
    std::vector<double> numbers;
    for (const std::int64_t value : std::get<std::vector<std::int64_t>>(variable.values))
        numbers.push_back(static_cast<double>(value));
    return json::numbers(numbers);
}

/// Bands by service or level of many points would fill the page, of which no more than the first points are drawn.
bool too_many(const Result& result, const ResultVariable& variable)
{
    return result.analysis == "bands" && variable.axes.size() > 3 &&
           result.axis("design_point").length() > most_scenarios;
}

} // namespace

bool is_drawn(const std::string& analysis) { return drawn().contains(analysis); }

std::vector<std::string> drawn_analyses()
{
    std::vector<std::string> names;
    for (const auto& [name, variables] : drawn())
        names.push_back(name);
    return names;
}

std::string result_json(const Result& result, const std::string& given, const std::string& hash)
{
    const Names& wanted = drawn().at(result.analysis);
    std::vector<std::pair<std::string, std::string>> settings, axes, variables;
    std::vector<std::string> sources, used;
    for (const auto& [name, value] : result.settings)
        settings.emplace_back(name, json::text(value));
    for (const ResultSource& source : result.sources)
        sources.push_back(json::object({{"name", json::text(source.name)}, {"hash", json::text(source.hash)}}));
    for (const ResultVariable& variable : result.variables) {
        if (!wanted.empty() && std::ranges::find(wanted, variable.name) == wanted.end())
            continue;
        if (too_many(result, variable))
            continue;
        used.insert(used.end(), variable.axes.begin(), variable.axes.end());
        variables.emplace_back(variable.name, json::object({{"axes", json::texts(variable.axes)},
                                                            {"units", json::text(variable.units)},
                                                            {"means", json::text(variable.long_name)},
                                                            {"values", values_json(variable)}}));
    }
    for (const ResultAxis& axis : result.axes)
        if (std::ranges::find(used, axis.name) != used.end())
            axes.emplace_back(axis.name, axis_json(axis));
    const Provenance& by = result.provenance;
    return json::object({{"analysis", json::text(result.analysis)},
                         {"title", json::text(result.title)},
                         {"given", json::text(given)},
                         {"hash", json::text(hash)},
                         {"command", json::text(by.command_line)},
                         {"version", json::text(by.version)},
                         {"commit", json::text(by.commit)},
                         {"created", json::text(by.created)},
                         {"settings", json::object(settings)},
                         {"sources", json::list(sources)},
                         {"axes", json::object(axes)},
                         {"variables", json::object(variables)}});
}

} // namespace mutualise::report
