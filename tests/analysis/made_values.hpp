/// \file Values of studies made by hand.
#pragma once

#include "mutualise/analysis/study_values.hpp"

#include <functional>

namespace mutualise::testing
{

/// A factor and its values, as people write them.
struct MadeFactor {
    std::string name;
    std::vector<std::string> levels;
    bool months = false;
};

/// A full grid of the factors, the last fastest, with `replicates` runs at each point under common seeds 100, 101, ...
/// `value(outcome, point, replicate)`.
inline StudyValues made_grid(const std::vector<MadeFactor>& factors, std::size_t outcomes, std::size_t replicates,
                             const std::function<double(std::size_t, std::size_t, std::size_t)>& value)
{
    StudyValues values;
    values.study = "made";
    values.variants = {"base"};
    std::size_t points = 1;
    for (const MadeFactor& factor : factors)
        points *= factor.levels.size();
    for (const MadeFactor& factor : factors) {
        FactorColumn column;
        column.name = factor.name;
        column.months = factor.months;
        values.factors.push_back(column);
    }
    for (std::size_t point = 0; point < points; ++point) {
        std::size_t rest = point;
        for (std::size_t f = factors.size(); f-- > 0;) {
            const std::string& text = factors[f].levels[rest % factors[f].levels.size()];
            rest /= factors[f].levels.size();
            values.factors[f].texts.push_back(text);
            values.factors[f].numbers.push_back(factors[f].months ? parse_month(text)->value : 0);
        }
        values.seeds.emplace_back();
        values.replicates.emplace_back();
        for (std::size_t r = 0; r < replicates; ++r) {
            values.seeds.back().push_back(100 + r);
            values.replicates.back().push_back(static_cast<std::uint32_t>(r));
        }
    }
    values.variant_of_point.assign(points, 0);
    values.settings.assign(points, "");
    values.scale.assign(points, 1);
    values.people.assign(points, "");
    values.outcomes.resize(outcomes);
    for (std::size_t o = 0; o < outcomes; ++o) {
        values.values.emplace_back();
        for (std::size_t point = 0; point < points; ++point) {
            values.values[o].emplace_back();
            for (std::size_t r = 0; r < replicates; ++r)
                values.values[o][point].push_back(value(o, point, r));
        }
    }
    return values;
}

} // namespace mutualise::testing
