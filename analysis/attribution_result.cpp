/// \file Attributions as a result file: one axis for variants, one for outcomes, levers and pairs of levers.
#include "mutualise/analysis/attribution.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

using Texts = std::vector<std::string>;

void add_once(Texts& list, const std::string& text)
{
    if (std::find(list.begin(), list.end(), text) == list.end())
        list.push_back(text);
}

/// Axes of what each outcome of a variant has once.
Texts each_outcome() { return {"variant", "outcome"}; }

/// Two variables, the mean and half the width of its interval, filled in the order of the attributions.
class Estimates
{
public:
    Estimates(std::string name, std::string long_name, Texts axes, double confidence)
        : name_(std::move(name)), long_name_(std::move(long_name)), axes_(std::move(axes)), confidence_(confidence)
    {
    }
    void add(const Attribution& a, const MeanEstimate& estimate)
    {
        mean_.push_back(estimate.mean);
        half_.push_back(half_of(a, estimate, confidence_));
    }
    void put(Result& result, const std::string& units) const
    {
        result.variables.push_back({name_, long_name_, units, axes_, mean_});
        result.variables.push_back({name_ + "_halfwidth", "half the width of its interval", units, axes_, half_});
    }

private:
    std::string name_, long_name_;
    Texts axes_;
    double confidence_;
    std::vector<double> mean_, half_;
};

void add_estimates(Result& result, std::span<const Attribution> attributions, const std::string& units,
                   double confidence)
{
    const Texts by_lever{"variant", "outcome", "lever"}, by_pair{"variant", "outcome", "lever", "other_lever"};
    Estimates none("none", "outcome without levers", each_outcome(), confidence),
        all("all", "outcome with all", each_outcome(), confidence),
        total("total", "effect of all levers", each_outcome(), confidence),
        value("shapley_value", "share of the total effect (Shapley 1953)", by_lever, confidence),
        alone("alone", "effect of the lever added to none", by_lever, confidence),
        last("last", "effect of the lever added to all others", by_lever, confidence),
        pair("shapley_interaction", "interaction index (Grabisch & Roubens 1999)", by_pair, confidence);
    for (const Attribution& a : attributions) {
        none.add(a, a.none);
        all.add(a, a.all);
        total.add(a, a.total);
        for (std::size_t i = 0; i < attributions.front().factorial.levers.size(); ++i) {
            value.add(a, a.value[i]);
            alone.add(a, a.alone[i]);
            last.add(a, a.last[i]);
        }
        for (const MeanEstimate& index : a.interaction)
            pair.add(a, index);
    }
    for (const Estimates* estimates : {&none, &all, &total, &value, &alone, &last, &pair})
        estimates->put(result, units);
}

/// Nothing where no set of levers has a dividend on file.
void add_joint(Result& result, std::span<const Attribution> attributions, const std::string& units, double confidence)
{
    const Texts by_joint{"variant", "outcome", "joint"};
    Estimates joint("joint_dividend", "what the levers add only as a whole (Harsanyi 1963)", by_joint, confidence);
    Texts levers, ranks;
    for (const Attribution& a : attributions)
        for (const JointEffect& effect : a.joint) {
            joint.add(a, effect.dividend);
            levers.push_back(set_text(a.factorial, effect.set));
        }
    if (levers.empty())
        return;
    for (std::size_t rank = 1; rank <= attributions.front().joint.size(); ++rank)
        ranks.push_back(fmt::format("{}", rank));
    result.axes.push_back({"joint", "sets of levers with the largest dividends, largest first", "", ranks});
    result.variables.push_back({"joint_levers", "the set", "", by_joint, levers});
    joint.put(result, units);
}

/// Of both ends of the total effect, with what is left over and the runs.
void add_intervals(Result& result, std::span<const Attribution> attributions, const std::string& units,
                   double confidence)
{
    std::vector<double> none_low, none_high, all_low, all_high, residue;
    std::vector<std::int64_t> replicates;
    for (const Attribution& a : attributions) {
        const Chance low = interval_of(a, a.none, confidence), high = interval_of(a, a.all, confidence);
        none_low.push_back(low.low);
        none_high.push_back(low.high);
        all_low.push_back(high.low);
        all_high.push_back(high.high);
        residue.push_back(a.residue);
        replicates.push_back(static_cast<std::int64_t>(a.replicates));
    }
    result.variables.push_back({"none_low", "lower end of the interval of none", units, each_outcome(), none_low});
    result.variables.push_back({"none_high", "upper end of the interval of none", units, each_outcome(), none_high});
    result.variables.push_back({"all_low", "lower end of the interval of all", units, each_outcome(), all_low});
    result.variables.push_back({"all_high", "upper end of the interval of all", units, each_outcome(), all_high});
    result.variables.push_back({"residue", "sum of the values less the total", units, each_outcome(), residue});
    result.variables.push_back(
        {"replicates", "runs of every point that were compared", "1", each_outcome(), replicates});
}

} // namespace

Result attribution_result(std::span<const Attribution> attributions, const StudyValues& values, double confidence)
{
    Texts variants, outcomes;
    Texts outcome_units;
    for (const Attribution& a : attributions) {
        add_once(variants, a.factorial.variant);
        add_once(outcomes, a.outcome);
        if (outcomes.size() > outcome_units.size())
            outcome_units.push_back(a.units);
    }
    const bool alike = std::count(outcome_units.begin(), outcome_units.end(), outcome_units.front()) ==
                       static_cast<std::ptrdiff_t>(outcome_units.size());
    const std::string units = alike ? outcome_units.front() : "1";
    Result result;
    result.analysis = "attribute";
    result.title = "Shapley values and interactions of the levers of " + values.study;
    result.settings = {{"confidence", fmt::format("{}", confidence)},
                       {"runs_left_out", fmt::format("{}", values.left_out + values.undefined)}};
    result.sources = values.sources;
    const Texts& levers = attributions.front().factorial.levers;
    result.axes = {{"variant", "variant of the study", "", variants},
                   {"outcome", "what is explained; of goals their chance", "", outcomes},
                   {"lever", "factor of the study", "", levers},
                   {"other_lever", "factor of the study", "", levers}};
    add_estimates(result, attributions, units, confidence);
    add_joint(result, attributions, units, confidence);
    result.variables.push_back({"outcome_units", "in which an outcome's numbers are", "", {"outcome"}, outcome_units});
    add_intervals(result, attributions, units, confidence);
    return result;
}

} // namespace mutualise
