#include "mutualise/analysis/compare.hpp"

#include "compare_bands.hpp"
#include "compare_differences.hpp"
#include "compare_fates.hpp"
#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

void refuse_other_shapes(const OpenSide& base, const OpenSide& variant)
{
    if (base.file.months() != variant.file.months())
        throw Mismatch(
            fmt::format("{} and {} record different months", base.file.path().string(), variant.file.path().string()));
    for (const Axis axis : {Axis::service, Axis::region})
        if (base.file.names(axis) != variant.file.names(axis))
            throw Mismatch(fmt::format("{} and {} have different services or regions", base.file.path().string(),
                                       variant.file.path().string()));
}

void add_observable(Result& result, const OpenSide& base, Observable observable, Differences differences)
{
    const ObservableSpec& s = spec(observable);
    const std::string name(s.name), meaning(s.long_name), units(s.units);
    if (!differences.total.empty())
        result.variables.push_back({name, meaning, units, {"statistic", "time"}, std::move(differences.total)});
    if (s.first == Axis::none)
        return;
    const std::string axis(axis_name(s.first));
    if (std::ranges::find(result.axes, axis, &ResultAxis::name) == result.axes.end())
        result.axes.push_back({axis, axis, "", base.file.names(s.first)});
    const std::string by = is_extensive(observable) ? name + "_by_" + axis : name;
    result.variables.push_back({by, meaning, units, {"statistic", "time", axis}, std::move(differences.by_category)});
}

/// What flows from launch to mutual, in the order of the stages; deaths by reason follow.
constexpr std::array<std::pair<Observable, std::string_view>, 6> flow_steps{
    {{Observable::launches, "launched"},
     {Observable::ballots_carried, "ballots carried"},
     {Observable::vetoes, "manager vetoes"},
     {Observable::overrides, "vetoes overridden"},
     {Observable::direct_awards, "first contracts awarded directly"},
     {Observable::mutuals_founded, "founded"}}};

struct Flow {
    std::vector<std::string> steps;
    std::vector<std::array<double, compare_statistics.size()>> rows;
};

void add_step(Flow& flow, const OpenSide& base, const OpenSide& variant, const Pairing& pairing, double confidence,
              const std::string& label, const Outcome& outcome)
{
    const auto of = [&](const OpenSide& side, const std::vector<std::size_t>& places) {
        const std::vector<double> all = outcome_of(side.file, outcome);
        std::vector<double> values;
        for (const std::size_t place : places)
            values.push_back(all[place]);
        return values;
    };
    flow.steps.push_back(label);
    flow.rows.push_back(
        paired_statistics(of(base, pairing.base), of(variant, pairing.variant), pairing.paired, confidence));
}

/// Sums over the whole record; only where every month is recorded.
Flow flow_of(const OpenSide& base, const OpenSide& variant, const Pairing& pairing, double confidence)
{
    Flow flow;
    const std::vector<Month> months = base.file.months();
    if (months.back() - months.front() + 1 != static_cast<int>(months.size()))
        return flow;
    const auto recorded = [&](Observable o) {
        const auto has = [&](const OpenSide& side) {
            const auto& all = side.file.labels().observables;
            return std::find(all.begin(), all.end(), o) != all.end();
        };
        return has(base) && has(variant);
    };
    for (const auto& [observable, label] : flow_steps)
        if (recorded(observable))
            add_step(flow, base, variant, pairing, confidence, std::string(label),
                     parse_outcome(fmt::format("{}@..", spec(observable).name)));
    if (recorded(Observable::exits))
        for (const std::string_view reason : reason_names)
            add_step(flow, base, variant, pairing, confidence, fmt::format("died: {}", reason),
                     parse_outcome(fmt::format("exits[,{}]@..", reason)));
    return flow;
}

void add_flow(Result& result, const Flow& flow)
{
    if (flow.steps.empty())
        return;
    result.axes.push_back({"step", "step of the flow of proposals", "", flow.steps});
    std::vector<double> values;
    for (const auto& row : flow.rows)
        values.insert(values.end(), row.begin(), row.end());
    result.variables.push_back(
        {"flow", "proposals over the whole record, a run", "1", {"step", "statistic"}, std::move(values)});
}

void add_fates(Result& result, const CompareResult& comparison)
{
    if (!comparison.logged)
        return;
    std::vector<double> numbers;
    std::vector<std::int64_t> runs, units, staff, gained, rows;
    std::vector<std::string> seeds, services, regions, base, variant, base_decision, variant_decision;
    for (const TurnedFate& fate : comparison.turned) {
        numbers.push_back(static_cast<double>(numbers.size()));
        runs.push_back(fate.run);
        units.push_back(fate.unit);
        staff.push_back(fate.staff);
        gained.push_back(fate.gained ? 1 : 0);
        rows.push_back(fate.row);
        seeds.push_back(fmt::format("{:016x}", fate.seed));
        services.push_back(fate.service);
        regions.push_back(fate.region);
        base.push_back(fate.base);
        variant.push_back(fate.variant);
        base_decision.push_back(fate.base_decision);
        variant_decision.push_back(fate.variant_decision);
    }
    result.axes.push_back({"turned", "proposal founded in one of two paired runs only", "1", numbers});
    const std::vector<std::string> over{"turned"};
    auto& to = result.variables;
    to.push_back({"turned_run", "number of the run in the base's file", "1", over, runs});
    to.push_back({"turned_seed", "seed of the run", "", over, seeds});
    to.push_back({"turned_unit", "stable id of the first unit", "1", over, units});
    to.push_back({"turned_service", "service", "", over, services});
    to.push_back({"turned_region", "region", "", over, regions});
    to.push_back({"turned_staff", "posts in the proposal", "1", over, staff});
    to.push_back({"turned_gained", "1: founded in the variant; 0: in the base", "1", over, gained});
    to.push_back({"turned_base", "fate in the base", "", over, base});
    to.push_back({"turned_variant", "fate in the variant", "", over, variant});
    to.push_back({"turned_base_decision", "first decision that differed, in the base", "", over, base_decision});
    to.push_back({"turned_variant_decision", "the same in the variant", "", over, variant_decision});
    to.push_back({"turned_row", "row of /time of that decision; of the launch where none differs", "1", over, rows});
}

} // namespace

CompareResult compare(const CompareSide& base_side, const CompareSide& variant_side, const CompareOptions& options)
{
    const OpenSide base = open_side(base_side), variant = open_side(variant_side);
    refuse_other_shapes(base, variant);
    const Pairing pairing = pair_runs(base, variant, options);
    CompareResult comparison;
    comparison.base = base.name;
    comparison.variant = variant.name;
    comparison.paired = pairing.paired;
    comparison.scale = base.scale;
    comparison.confidence = options.confidence;
    comparison.runs = std::min(pairing.base.size(), pairing.variant.size());
    Result& result = comparison.result;
    result.analysis = "compare";
    result.title = fmt::format("{} beside {}", variant.name, base.name);
    result.settings = {{"base", base.name},
                       {"variant", variant.name},
                       {"paired", pairing.paired ? "yes" : "no"},
                       {"runs", std::to_string(comparison.runs)},
                       {"runs_left_out", std::to_string(base.lost + variant.lost)},
                       {"confidence", fmt::format("{}", options.confidence)}};
    for (const OpenSide* side : {&base, &variant})
        result.sources.push_back({side->file.path().filename().string(), side->file.canonical_hash()});
    result.axes.push_back({"statistic", "statistic of the comparison", "",
                           std::vector<std::string>(compare_statistics.begin(), compare_statistics.end())});
    result.axes.push_back({"time", "last day of the month", "", base.file.months()});
    std::vector<Observable> common;
    for (const Observable each : base.file.labels().observables)
        if (std::ranges::find(variant.file.labels().observables, each) != variant.file.labels().observables.end())
            common.push_back(each);
    for (std::size_t i = 0; i < common.size(); ++i) {
        add_observable(result, base, common[i], differences_of(base, variant, pairing, common[i], options.confidence));
        if (options.tick)
            options.tick(i + 1, common.size() + 1);
    }
    comparison.sides = side_bands(base, variant, pairing);
    add_flow(result, flow_of(base, variant, pairing, options.confidence));
    find_turned_fates(comparison, base, variant, pairing);
    add_fates(result, comparison);
    if (options.tick)
        options.tick(common.size() + 1, common.size() + 1);
    return comparison;
}

} // namespace mutualise
