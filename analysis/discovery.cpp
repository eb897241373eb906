/// \file A study's points as what patient rule induction works on.
#include "mutualise/analysis/discovery.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/study/text_lines.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr std::size_t few_values = 12; ///< with as many values or fewer a limit is named by one of them; assumed

/// Are a factor's values names, rather than numbers or months?
bool has_levels(const FactorColumn& factor)
{
    return !factor.months && std::any_of(factor.texts.begin(), factor.texts.end(), [](const std::string& text) {
        return !text.empty() && std::isnan(number_of(text));
    });
}

void require_values(const FactorColumn& factor, const std::vector<std::size_t>& points)
{
    const auto left =
        std::count_if(points.begin(), points.end(), [&](std::size_t p) { return factor.texts[p].empty(); });
    if (left > 0)
        throw UsageError(fmt::format("factor {} is left at the scenario's own value at {} of {} points: boxes need its "
                                     "value everywhere",
                                     factor.name, left, points.size()));
}

PrimDimension dimension_of(const FactorColumn& factor, const std::vector<std::size_t>& points)
{
    PrimDimension dimension;
    dimension.name = factor.name;
    dimension.unit = factor.unit;
    dimension.months = factor.months;
    dimension.ordered = !has_levels(factor);
    if (!dimension.ordered)
        dimension.levels = levels_of(factor);
    for (const std::size_t p : points)
        dimension.values.push_back(factor.numbers[p]);
    return dimension;
}

bool differs(const PrimDimension& dimension)
{
    return std::any_of(dimension.values.begin(), dimension.values.end(),
                       [&](double value) { return value != dimension.values.front(); });
}

void note_few_values(PrimDimension& dimension)
{
    const bool whole = std::all_of(dimension.values.begin(), dimension.values.end(),
                                   [](double value) { return value == std::floor(value); });
    dimension.whole = whole || dimension.distinct.size() <= few_values;
}

} // namespace

PrimPoints prim_points(const StudyValues& study, const Question& question)
{
    PrimPoints points;
    std::vector<std::size_t> with_runs;
    for (std::size_t p = 0; p < study.points(); ++p)
        if (const std::size_t runs = study.seeds[p].size(); runs > 0) {
            double hits = 0;
            for (std::size_t r = 0; r < runs; ++r) {
                bool met = true;
                for (std::size_t g = 0; g < question.goals.size(); ++g)
                    met = met && question.goals[g].met(study.values[g][p][r]);
                hits += met != question.fails ? 1 : 0;
            }
            with_runs.push_back(p);
            points.hits.push_back(hits);
            points.runs.push_back(static_cast<double>(runs));
        }
    for (const FactorColumn& factor : study.factors) {
        require_values(factor, with_runs);
        points.dimensions.push_back(dimension_of(factor, with_runs));
    }
    PrimDimension& variant = points.dimensions.emplace_back();
    variant.name = "variant";
    variant.ordered = false;
    variant.levels = study.variants;
    for (const std::size_t p : with_runs)
        variant.values.push_back(study.variant_of_point[p]);
    std::erase_if(points.dimensions, [](const PrimDimension& dimension) { return !differs(dimension); });
    if (points.dimensions.empty())
        throw UsageError(study.study + " has no factors and no variants that differ: there is nothing to tell runs by");
    rank_values(points);
    for (PrimDimension& dimension : points.dimensions)
        note_few_values(dimension);
    return points;
}

} // namespace mutualise
