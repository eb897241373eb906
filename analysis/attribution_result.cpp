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

/// Two variables, the mean and half the width of its interval, filled in the order of the attributions.
class Estimates
{
public:
    Estimates(std::string name, std::string long_name, Texts axes, double confidence)
        : name_(std::move(name)), long_name_(std::move(long_name)), axes_(std::move(axes)), confidence_(confidence)
    {
    }
    void add(const MeanEstimate& estimate)
    {
        mean_.push_back(estimate.mean);
        half_.push_back(half_width(estimate, confidence_));
    }
    void put(Result& result) const
    {
        result.variables.push_back({name_, long_name_, "1", axes_, mean_});
        result.variables.push_back({name_ + "_halfwidth", "half the width of its interval", "1", axes_, half_});
    }

private:
    std::string name_, long_name_;
    Texts axes_;
    double confidence_;
    std::vector<double> mean_, half_;
};

} // namespace

Result attribution_result(std::span<const Attribution> attributions, const StudyValues& values, double confidence)
{
    Texts variants, outcomes;
    for (const Attribution& a : attributions) {
        add_once(variants, a.factorial.variant);
        add_once(outcomes, a.outcome);
    }
    Result result;
    result.analysis = "attribute";
    result.title = "Shapley values and interactions of the levers of " + values.study;
    result.settings = {{"confidence", fmt::format("{}", confidence)}, {"left_out", fmt::format("{}", values.left_out)}};
    result.sources = values.sources;
    const Texts& levers = attributions.front().factorial.levers;
    result.axes = {{"variant", "variant of the study", "", variants},
                   {"outcome", "what is explained; of goals their chance", "", outcomes},
                   {"lever", "factor of the study", "", levers},
                   {"other_lever", "factor of the study", "", levers}};
    const Texts each{"variant", "outcome"}, by_lever{"variant", "outcome", "lever"},
        by_pair{"variant", "outcome", "lever", "other_lever"};
    Estimates none("none", "outcome without levers", each, confidence),
        all("all", "outcome with all", each, confidence), total("total", "effect of all levers", each, confidence),
        value("shapley_value", "share of the total effect (Shapley 1953)", by_lever, confidence),
        alone("alone", "effect of the lever added to none", by_lever, confidence),
        last("last", "effect of the lever added to all others", by_lever, confidence),
        pair("shapley_interaction", "interaction index (Grabisch & Roubens 1999)", by_pair, confidence);
    std::vector<double> residue;
    std::vector<std::int64_t> replicates;
    for (const Attribution& a : attributions) {
        none.add(a.none);
        all.add(a.all);
        total.add(a.total);
        for (std::size_t i = 0; i < levers.size(); ++i) {
            value.add(a.value[i]);
            alone.add(a.alone[i]);
            last.add(a.last[i]);
        }
        for (const MeanEstimate& index : a.interaction)
            pair.add(index);
        residue.push_back(a.residue);
        replicates.push_back(static_cast<std::int64_t>(a.replicates));
    }
    for (const Estimates* estimates : {&none, &all, &total, &value, &alone, &last, &pair})
        estimates->put(result);
    result.variables.push_back({"residue", "sum of the values less the total", "1", each, residue});
    result.variables.push_back({"replicates", "runs of every point that were compared", "1", each, replicates});
    return result;
}

} // namespace mutualise
