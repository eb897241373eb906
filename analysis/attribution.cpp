#include "mutualise/analysis/attribution.hpp"

#include "mutualise/analysis/outcome_units.hpp"
#include "mutualise/analysis/shapley.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <limits>

namespace mutualise
{

namespace
{

constexpr std::size_t most_joint = 10; ///< sets of levers recorded, largest dividend first; assumed

/// The mean over replicates of one number of each.
MeanEstimate over(const std::vector<std::vector<double>>& rows,
                  const std::function<double(const std::vector<double>&)>& number)
{
    std::vector<double> values;
    for (const std::vector<double>& row : rows)
        values.push_back(number(row));
    return mean_of(values);
}

MeanEstimate column(const std::vector<std::vector<double>>& rows, std::size_t place)
{
    return over(rows, [place](const std::vector<double>& row) { return row[place]; });
}

std::vector<JointEffect> largest_joint(const std::vector<std::vector<double>>& dividends, std::size_t sets)
{
    std::vector<JointEffect> joint;
    for (std::size_t set = 0; set < sets; ++set)
        if (std::popcount(set) >= 2)
            joint.push_back({set, column(dividends, set)});
    std::stable_sort(joint.begin(), joint.end(), [](const JointEffect& a, const JointEffect& b) {
        return std::fabs(a.dividend.mean) > std::fabs(b.dividend.mean);
    });
    joint.resize(std::min(joint.size(), most_joint));
    return joint;
}

} // namespace

Attribution attribute(const StudyValues& values, const Factorial& factorial, std::size_t outcome, const Goal* goal)
{
    std::vector<std::vector<double>> v = paired_values(values, factorial, outcome);
    Attribution a;
    a.factorial = factorial;
    a.outcome = goal != nullptr ? goal->text : values.outcomes.at(outcome).text;
    a.is_chance = goal != nullptr;
    a.units = goal != nullptr ? "1" : units_of(values.outcomes[outcome]);
    a.replicates = v.size();
    std::vector<std::vector<double>> phi, pairs, dividends;
    for (std::vector<double>& row : v) {
        if (goal != nullptr)
            for (double& value : row)
                value = goal->met(value) ? 1 : 0;
        phi.push_back(shapley_values(row));
        pairs.push_back(shapley_interactions(row));
        dividends.push_back(harsanyi_dividends(row));
    }
    const std::size_t levers = factorial.levers.size(), every = (std::size_t{1} << levers) - 1;
    a.none = column(v, 0);
    a.all = column(v, every);
    a.total = over(v, [&](const std::vector<double>& row) { return row[every] - row[0]; });
    for (std::size_t i = 0; i < levers; ++i) {
        const std::size_t lever = std::size_t{1} << i;
        a.value.push_back(column(phi, i));
        a.alone.push_back(over(v, [&](const std::vector<double>& row) { return row[lever] - row[0]; }));
        a.last.push_back(over(v, [&](const std::vector<double>& row) { return row[every] - row[every ^ lever]; }));
        a.residue += a.value.back().mean;
    }
    a.residue -= a.total.mean;
    for (std::size_t pair = 0; pair < levers * levers; ++pair)
        a.interaction.push_back(column(pairs, pair));
    a.joint = largest_joint(dividends, every + 1);
    return a;
}

double half_of(const Attribution& a, const MeanEstimate& estimate, double confidence)
{
    if (a.is_chance && every_replicate_agrees(estimate))
        return std::numeric_limits<double>::infinity();
    return half_width(estimate, confidence);
}

Chance interval_of(const Attribution& a, const MeanEstimate& estimate, double confidence)
{
    if (a.is_chance)
        return exact_chance(
            static_cast<std::uint64_t>(std::llround(estimate.mean * static_cast<double>(estimate.count))),
            estimate.count, confidence);
    const double half = half_width(estimate, confidence);
    return {estimate.mean, estimate.mean - half, estimate.mean + half};
}

std::string set_text(const Factorial& f, std::size_t set)
{
    std::string names;
    for (std::size_t i = 0; i < f.levers.size(); ++i)
        if ((set >> i & 1) != 0)
            names += (names.empty() ? "" : " + ") + f.levers[i];
    return names;
}

} // namespace mutualise
