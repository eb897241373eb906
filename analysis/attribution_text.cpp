/// \file What an attribution says to people.
#include "mutualise/analysis/attribution.hpp"
#include "mutualise/analysis/order.hpp"
#include "mutualise/analysis/text_table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// Effects on a chance are told in percentage points, small numbers with decimals.
class Numbers
{
public:
    Numbers(const Attribution& a, double confidence) : a_(a), factor_(a.is_chance ? 100 : 1), confidence_(confidence)
    {
        const std::array<double, 3> sizes{a.none.mean, a.all.mean, a.total.mean};
        decimals_ = a.is_chance ? 1 : decimals_for(sizes);
    }
    std::string text(const MeanEstimate& estimate) const
    {
        const double half = half_of(a_, estimate, confidence_);
        return fmt::format("{} ± {}", thousands(factor_ * estimate.mean, decimals_),
                           std::isfinite(half) ? thousands(factor_ * half, decimals_) : "?");
    }
    /// Of `none` and `all`.
    std::string level(const MeanEstimate& estimate) const
    {
        if (!a_.is_chance)
            return text(estimate);
        const Chance chance = interval_of(a_, estimate, confidence_);
        return with_interval(factor_ * chance.estimate, factor_ * chance.low, factor_ * chance.high, decimals_);
    }
    /// Is it told apart from nothing?
    bool is_sure(const MeanEstimate& estimate) const
    {
        return std::fabs(estimate.mean) > half_of(a_, estimate, confidence_);
    }

private:
    const Attribution& a_;
    double factor_, confidence_;
    int decimals_ = 0;
};

/// Is there an effect on a chance on which all of several replicates agree?
bool cannot_tell(const Attribution& a)
{
    return a.is_chance && (every_replicate_agrees(a.total) || std::ranges::any_of(a.value, every_replicate_agrees) ||
                           std::ranges::any_of(a.alone, every_replicate_agrees) ||
                           std::ranges::any_of(a.last, every_replicate_agrees));
}

/// Levers by their value, the largest first.
std::vector<std::size_t> by_value(const Attribution& a)
{
    return places_by(a.value.size(), [&](std::size_t x, std::size_t y) { return a.value[x].mean > a.value[y].mean; });
}

std::string share_text(const Attribution& a, std::size_t lever)
{
    return a.total.mean == 0 ? "-" : fmt::format("{:.0f} %", 100 * a.value[lever].mean / a.total.mean);
}

std::string values_table(const Attribution& a, const Numbers& numbers)
{
    TextTable table({"lever", "Shapley value", "of the total", "alone", "added to all others"});
    for (const std::size_t i : by_value(a))
        table.add({a.factorial.levers[i], numbers.text(a.value[i]), share_text(a, i), numbers.text(a.alone[i]),
                   numbers.text(a.last[i])});
    table.add({"all together", numbers.text(a.total), a.total.mean == 0 ? "-" : "100 %", "", ""});
    return table.text();
}

/// Pairs by the size of their interaction; none where every pair's is nothing.
std::string pairs_text(const Attribution& a, const Numbers& numbers)
{
    constexpr std::size_t most = 12; // assumed: what a screen has room for
    const std::size_t levers = a.factorial.levers.size();
    const auto index_of = [&](const auto& pair) { return a.interaction[pair.first * levers + pair.second]; };
    std::vector<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t i = 0; i < levers; ++i)
        for (std::size_t j = i + 1; j < levers; ++j)
            if (const MeanEstimate index = a.interaction[i * levers + j]; index.mean != 0 || index.standard_error != 0)
                pairs.emplace_back(i, j);
    if (pairs.empty())
        return "no pair of levers interacts in any run\n";
    std::stable_sort(pairs.begin(), pairs.end(), [&](const auto& x, const auto& y) {
        return std::fabs(index_of(x).mean) > std::fabs(index_of(y).mean);
    });
    TextTable table({"pair", "interaction", ""});
    for (std::size_t k = 0; k < std::min(pairs.size(), most); ++k) {
        const MeanEstimate index = index_of(pairs[k]);
        table.add({a.factorial.levers[pairs[k].first] + " + " + a.factorial.levers[pairs[k].second],
                   numbers.text(index),
                   !numbers.is_sure(index) ? "not told from nothing"
                   : index.mean > 0        ? "more together than apart"
                                           : "less together: one does the other's work"});
    }
    return table.text();
}

std::string joint_text(const Attribution& a, const Numbers& numbers)
{
    if (a.joint.empty() || (a.joint.front().dividend.mean == 0))
        return {};
    TextTable table({"levers", "what they add only as a whole"});
    for (const JointEffect& joint : a.joint)
        if (joint.dividend.mean != 0)
            table.add({set_text(a.factorial, joint.set), numbers.text(joint.dividend)});
    return "\n" + table.text();
}

} // namespace

std::string attribution_text(const Attribution& a, double confidence)
{
    const Numbers numbers(a, confidence);
    std::string text = fmt::format("{}: {}, {} {} under common random numbers\n", a.factorial.variant,
                                   a.is_chance ? "chance of " + a.outcome + " (percentage points)" : a.outcome,
                                   a.replicates, a.replicates == 1 ? "replicate" : "replicates");
    for (std::size_t i = 0; i < a.factorial.levers.size(); ++i)
        if (a.factorial.off[i] != "off" || a.factorial.on[i] != "on")
            text += fmt::format("{}: {} instead of {}\n", a.factorial.levers[i], a.factorial.on[i], a.factorial.off[i]);
    text +=
        fmt::format("no lever {}; every lever {}; ± half the width of {} intervals (Student's t over replicates{})\n",
                    numbers.level(a.none), numbers.level(a.all), chosen_percent(confidence),
                    a.is_chance ? "; in brackets exact ones" : "");
    if (cannot_tell(a))
        text += "± ?: every replicate agrees, so these runs cannot tell an error, which need not be small\n";
    text += "\n";
    text += values_table(a, numbers);
    text += fmt::format("check: the values sum to {:.10g}, the total effect is {:.10g}, residue {:.1e}\n\n",
                        a.total.mean + a.residue, a.total.mean, a.residue);
    if (a.factorial.levers.size() > 1)
        text += pairs_text(a, numbers) + joint_text(a, numbers);
    return text;
}

} // namespace mutualise
