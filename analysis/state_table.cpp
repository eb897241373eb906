/// \file The runs of a study by package and state of the world.
#include "mutualise/analysis/robustness.hpp"
#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// The points of a variant, in their order.
std::vector<std::vector<std::size_t>> points_by_variant(const StudyValues& study)
{
    std::vector<std::vector<std::size_t>> points(study.variants.size());
    for (std::size_t p = 0; p < study.points(); ++p)
        points[study.variant_of_point[p]].push_back(p);
    return points;
}

void require_equal_states(const StudyValues& study, const std::vector<std::vector<std::size_t>>& points)
{
    if (study.variants.size() < 2)
        throw UsageError(fmt::format("{} has one variant: robustness compares several over the same states "
                                     "(docs/studies.md, Keys of a study: [variant.<id>])",
                                     study.study));
    for (std::size_t v = 1; v < points.size(); ++v) {
        bool same = points[v].size() == points[0].size();
        for (std::size_t s = 0; same && s < points[0].size(); ++s)
            for (const FactorColumn& factor : study.factors)
                same = same && factor.texts[points[v][s]] == factor.texts[points[0][s]];
        if (!same)
            throw UsageError(fmt::format("{}: variants {} and {} have other design points; robustness needs the same "
                                         "states under each",
                                         study.study, study.variants[0], study.variants[v]));
    }
}

} // namespace

StateTable state_table(const StudyValues& study)
{
    const auto points = points_by_variant(study);
    require_equal_states(study, points);
    StateTable table;
    table.variants = study.variants;
    table.common_seeds = study.common_seeds;
    table.values.resize(points.size());
    table.goal.resize(study.outcomes.size() > 1 ? points.size() : 0);
    for (std::size_t s = 0; s < points[0].size(); ++s) {
        std::vector<std::uint32_t> numbers;
        for (const std::uint32_t number : study.replicates[points[0][s]])
            if (std::all_of(points.begin(), points.end(), [&](const auto& of_variant) {
                    const auto& has = study.replicates[of_variant[s]];
                    return std::find(has.begin(), has.end(), number) != has.end();
                }))
                numbers.push_back(number);
        if (numbers.empty()) {
            ++table.states_left_out;
            continue;
        }
        table.states.push_back(s);
        for (std::size_t v = 0; v < points.size(); ++v) {
            const std::size_t p = points[v][s];
            std::vector<double> values, goal;
            for (std::size_t i = 0; i < study.replicates[p].size(); ++i)
                if (std::find(numbers.begin(), numbers.end(), study.replicates[p][i]) != numbers.end()) {
                    values.push_back(study.values[0][p][i]);
                    if (!table.goal.empty())
                        goal.push_back(study.values[1][p][i]);
                }
            table.values[v].push_back(std::move(values));
            if (!table.goal.empty())
                table.goal[v].push_back(std::move(goal));
        }
        table.replicates.push_back(std::move(numbers));
    }
    if (table.states.empty())
        throw Mismatch(study.study + ": there is no state of which a run finished under every variant");
    return table;
}

} // namespace mutualise
