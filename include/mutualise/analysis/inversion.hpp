/// \file A target turned round: how large a goal is met with a given probability, how late a start still meets it, and
/// which settings give most for their cost.
#pragma once

#include "mutualise/analysis/certify.hpp"
#include "mutualise/analysis/outcome.hpp"

#include <optional>
#include <string>
#include <vector>

namespace mutualise
{

/// The largest goal (of "at most": the smallest) that a setting meets with the wanted probability.
struct GoalLevel {
    double estimate = 0;         ///< the quantile of the runs (type 7); NaN where there are none
    std::optional<double> bound; ///< met with the probability, at the confidence; nothing where the runs are too few
    std::uint32_t rank = 0;      ///< of the bound among the runs, from the worst, counted from 1
};

/// The bound is an order statistic, whatever the distribution: the r-th worst of n runs, r the largest with
/// P(Binomial(n, 1 - p) >= r) >= confidence (David & Nagaraja 2003, Order Statistics, section 7.1).
GoalLevel largest_goal(std::vector<double> values, Comparison comparison, double probability, double confidence);

/// The fewest runs that have such a bound: p^n <= 1 - confidence.
std::uint32_t runs_for_a_bound(double probability, double confidence);

/// The starts tried, ascending, and how each came out.
struct Starts {
    std::vector<Month> months;
    std::vector<double> chance;
    std::vector<Verdict> verdict;
};

/// How late a start still meets the goal.
struct LatestStart {
    std::optional<Month> certified;       ///< the last that is feasible
    std::optional<Month> unbroken;        ///< the last of those that are feasible from the first start on without a gap
    std::optional<Month> estimated;       ///< the last whose share of runs reaches the wanted probability
    std::optional<Month> undecided_after; ///< the last that more runs might yet certify, if later than `certified`
    std::string warning; ///< where later starts do better than earlier ones: no single last date says it all
};
/// Of starts in ascending order; `probability`: the wanted one.
LatestStart latest_start(const Starts& starts, double probability);

/// Settings that no other beats: none has a higher chance at no more cost, or a lower cost at no less chance. By
/// ascending cost; of equals all. Settings whose cost or chance is no number are left out.
std::vector<std::size_t> cost_front(const std::vector<double>& cost, const std::vector<double>& chance);

} // namespace mutualise
