#include "mutualise/analysis/inversion.hpp"

#include "mutualise/analysis/binomial.hpp"
#include "mutualise/analysis/intervals.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

/// The largest r with P(X >= r) >= confidence; 0 where there is none.
std::uint32_t rank_of_bound(std::uint32_t runs, double probability, double confidence)
{
    const BinomialTails tails(runs, 1 - probability);
    std::uint32_t rank = 0;
    while (rank < runs && tails.at_least[rank + 1] >= confidence)
        ++rank;
    return rank;
}

/// What is not as it would be if waiting only ever harmed.
std::string disorder(const Starts& starts, double probability)
{
    for (std::size_t late = 1; late < starts.months.size(); ++late)
        for (std::size_t early = 0; early < late; ++early)
            if (starts.verdict[late] == Verdict::feasible && starts.verdict[early] == Verdict::infeasible)
                return fmt::format("not monotone: a start in {} meets the goal and one in {} does not",
                                   to_string(starts.months[late]), to_string(starts.months[early]));
    for (std::size_t late = 1; late < starts.months.size(); ++late)
        if (starts.chance[late] >= probability && starts.chance[late - 1] < probability)
            return fmt::format("not monotone in the runs: {} reaches the probability and {} does not (perhaps luck)",
                               to_string(starts.months[late]), to_string(starts.months[late - 1]));
    return {};
}

} // namespace

std::uint32_t runs_for_a_bound(double probability, double confidence)
{
    std::uint32_t runs = 1;
    while (rank_of_bound(runs, probability, confidence) == 0)
        ++runs;
    return runs;
}

GoalLevel largest_goal(std::vector<double> values, Comparison comparison, double probability, double confidence)
{
    GoalLevel level;
    if (values.empty()) {
        level.estimate = std::numeric_limits<double>::quiet_NaN();
        return level;
    }
    const double sign = wants_much(comparison) ? 1 : -1;
    for (double& value : values)
        value *= sign;
    std::sort(values.begin(), values.end());
    level.estimate = sign * quantile_of_sorted(values, 1 - probability);
    level.rank = rank_of_bound(static_cast<std::uint32_t>(values.size()), probability, confidence);
    if (level.rank > 0)
        level.bound = sign * values[level.rank - 1];
    return level;
}

LatestStart latest_start(const Starts& starts, double probability)
{
    LatestStart latest;
    bool gap = false;
    for (std::size_t i = 0; i < starts.months.size(); ++i) {
        const bool feasible = starts.verdict[i] == Verdict::feasible;
        gap = gap || !feasible;
        if (feasible) {
            latest.certified = starts.months[i];
            latest.undecided_after.reset();
        } else if (starts.verdict[i] == Verdict::undecided) {
            latest.undecided_after = starts.months[i];
        }
        if (!gap)
            latest.unbroken = starts.months[i];
        if (starts.chance[i] >= probability)
            latest.estimated = starts.months[i];
    }
    latest.warning = disorder(starts, probability);
    return latest;
}

std::vector<std::size_t> cost_front(const std::vector<double>& cost, const std::vector<double>& chance)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < cost.size(); ++i)
        if (!std::isnan(cost[i]) && !std::isnan(chance[i]))
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return cost[a] != cost[b] ? cost[a] < cost[b] : chance[a] > chance[b];
    });
    std::vector<std::size_t> front;
    for (const std::size_t i : order)
        if (front.empty() || chance[i] > chance[front.back()] ||
            (chance[i] == chance[front.back()] && cost[i] == cost[front.back()]))
            front.push_back(i);
    return front;
}

} // namespace mutualise
