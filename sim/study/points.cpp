/// \file The scenario of a design point, and the check of all of them before anything runs.
#include "study_reading.hpp"

#include "mutualise/parallel/loops.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// Is this the key of a lever or case that the draft does not have?
bool belongs_to_nothing(const Table& table, const std::string& path)
{
    const std::size_t dot = path.find('.'), second = path.find('.', dot + 1);
    const std::string kind = path.substr(0, dot);
    if ((kind != "lever" && kind != "case") || second == std::string::npos)
        return false;
    const Entry* all = table.find(kind);
    const Table* tables = all == nullptr ? nullptr : all->node.table();
    return tables == nullptr || tables->find(path.substr(dot + 1, second - dot - 1)) == nullptr;
}

Node node_of(const Factor& factor, double value)
{
    if (factor.kind == FactorKind::month) {
        if (value >= never.value)
            return {factor.value_place, std::string("never")};
        const Month month{static_cast<int>(value)};
        return {factor.value_place, Date{month.year(), month.month(), 1}};
    }
    if (factor.kind == FactorKind::whole)
        return {factor.value_place, static_cast<std::int64_t>(value)};
    return {factor.value_place, value};
}

std::string numbered(const std::vector<std::size_t>& points)
{
    if (points.size() == 1)
        return fmt::format("point {}", points.front());
    return fmt::format("point {} and {} other{}", points.front(), points.size() - 1, points.size() == 2 ? "" : "s");
}

/// Replicate k has one draw at all points: they draw from one posterior, those that draw at all.
void refuse_two_posteriors(const Study& study, const std::vector<std::string>& posteriors, std::vector<Problem>& order)
{
    std::size_t first = posteriors.size();
    for (std::size_t p = 0; p < posteriors.size(); ++p) {
        if (posteriors[p].empty())
            continue;
        first = std::min(first, p);
        if (posteriors[p] == posteriors[first])
            continue;
        order.push_back({study.file.string(), 0, 0,
                         fmt::format("point {} draws from the posterior {}, point {} from {}: give all the same", first,
                                     posteriors[first], p, posteriors[p])});
        return;
    }
}

} // namespace

Draft draft_of(const Study& study, const DesignPoint& point, Problems& problems)
{
    Draft draft = study.variants[point.variant].draft;
    const auto moved = [&](std::size_t f) { return !std::isnan(point.values[f]); };
    for (std::size_t f = 0; f < study.factors.size(); ++f) // whole settings first: they may bring levers or take them
        if (const Factor& factor = study.factors[f]; factor.keys.empty() && moved(f))
            lay_over(draft, factor.levels[static_cast<std::size_t>(point.values[f])].settings, problems);
    for (std::size_t f = 0; f < study.factors.size(); ++f) {
        const Factor& factor = study.factors[f];
        if (factor.keys.empty() || !moved(f))
            continue;
        Table settings;
        for (const MovedKey& key : factor.keys) {
            if (belongs_to_nothing(draft.table, key.path))
                continue;
            if (factor.kind == FactorKind::level)
                put(settings, key.path, factor.levels[static_cast<std::size_t>(point.values[f])].value);
            else
                put(settings, key.path, node_of(factor, point.values[f] + key.offset));
        }
        lay_over(draft, settings, problems);
    }
    draft.name = study.variants[point.variant].id;
    draft.table.erase("name");
    draft.table.erase("seed");
    return draft;
}

Scenario scenario_of(const Study& study, const DesignPoint& point, const SystemData& data)
{
    Reading reading{data};
    const Draft draft = draft_of(study, point, reading.problems);
    Scenario scenario = resolve(draft, reading);
    if (!reading.problems.empty())
        throw InputError(reading.problems.listed());
    scenario.seed = study.seed;
    return scenario;
}

void check_points(Study& study, const SystemData& data)
{
    std::vector<std::vector<Problem>> found(study.points.size());
    std::vector<std::vector<std::string>> notices(study.points.size());
    std::vector<Horizon> horizons(study.points.size());
    std::vector<std::string> posteriors(study.points.size()); // empty where nothing is drawn
    for_each_row(study.points.size(), [&](std::size_t p) {
        Reading reading{data};
        const Draft draft = draft_of(study, study.points[p], reading.problems);
        const Scenario scenario = resolve(draft, reading);
        horizons[p] = scenario.horizon;
        if (!scenario.posterior.drawn.empty())
            posteriors[p] = scenario.posterior.name;
        found[p] = reading.problems.listed();
        notices[p] = std::move(reading.notices);
    });
    std::vector<Problem> order;
    std::vector<std::vector<std::size_t>> points;
    for (std::size_t p = 0; p < found.size(); ++p) {
        for (const Problem& problem : found[p]) {
            const auto known = static_cast<std::size_t>(std::find(order.begin(), order.end(), problem) - order.begin());
            if (known == order.size()) {
                order.push_back(problem);
                points.emplace_back();
            }
            points[known].push_back(p);
        }
        for (const std::string& notice : notices[p])
            if (std::find(study.notices.begin(), study.notices.end(), notice) == study.notices.end())
                study.notices.push_back(notice);
    }
    for (std::size_t i = 0; i < order.size(); ++i)
        order[i].text = numbered(points[i]) + ": " + order[i].text;
    for (std::size_t p = 0; p < horizons.size() && order.empty(); ++p)
        if (horizons[p].first != horizons.front().first || horizons[p].last != horizons.front().last)
            order.push_back({study.file.string(), 0, 0,
                             fmt::format("point {}: horizon.first and horizon.last must be those of point 0: the runs "
                                         "of a study are recorded along one time axis",
                                         p)});
    if (order.empty())
        refuse_two_posteriors(study, posteriors, order);
    if (!order.empty())
        throw InputError(order);
}

} // namespace mutualise
