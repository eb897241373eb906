/// \file What of a recorded file is learned from: runs with their partners, and the parameters that differ.
#include "mutualise/analysis/learning.hpp"
#include "mutualise/analysis/order.hpp"
#include "mutualise/analysis/people.hpp"
#include "mutualise/analysis/recorded_values.hpp"
#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <set>

namespace mutualise
{

namespace
{

/// A run of a variant: its replicate, and the place of its design point among the variant's.
using Which = std::pair<std::uint32_t, std::uint32_t>;

struct VariantRuns {
    std::map<Which, std::size_t> places; ///< on the run axis
    std::set<Which> failed;
};

VariantRuns runs_of(const RecordedFile& file, const std::string& variant)
{
    const Recording& labels = file.labels();
    const std::uint32_t wanted = variant_named(file, variant), points = labels.points();
    std::vector<std::uint32_t> place_of_point(points);
    std::map<std::uint32_t, std::uint32_t> seen;
    for (std::uint32_t p = 0; p < points; ++p)
        place_of_point[p] = seen[variant_of(labels, p)]++;
    VariantRuns runs;
    for (std::size_t place = 0; place < labels.runs.size(); ++place)
        if (const std::uint32_t run = labels.runs[place].index; variant_of(labels, run % points) == wanted)
            runs.places[{run / points, place_of_point[run % points]}] = place;
    for (const RunFailure& failure : labels.failures)
        if (variant_of(labels, failure.index % points) == wanted)
            runs.failed.insert({failure.index / points, place_of_point[failure.index % points]});
    return runs;
}

/// The outcome of a run, or its difference from its partner's; NaN where one of them failed or has none.
double value_of(const Which& which, const VariantRuns& runs, const VariantRuns* partners,
                const std::vector<double>& outcomes, const Recording& labels)
{
    const auto own = runs.places.find(which);
    if (own == runs.places.end())
        return std::nan("");
    if (partners == nullptr)
        return outcomes[own->second];
    const auto other = partners->places.find(which);
    if (other == partners->places.end())
        return std::nan("");
    const RunLabel &run = labels.runs[own->second], &partner = labels.runs[other->second];
    if (run.seed != partner.seed)
        throw Mismatch(fmt::format("run {} and run {} have different seeds: their difference is no lever's effect",
                                   run.index, partner.index));
    if (people_of(labels, labels.point_of(run.index)) != people_of(labels, labels.point_of(partner.index)))
        throw Mismatch(fmt::format("run {} and run {} simulate different people (another [population] or scale): their "
                                   "difference is no lever's effect",
                                   run.index, partner.index));
    return outcomes[own->second] - outcomes[other->second];
}

/// Parameters that are not the same in all of these runs; those that move as one count once.
std::vector<VariedParameter> varied(const RecordedFile& file, const std::vector<std::size_t>& places)
{
    const std::vector<std::string> names = file.parameter_names();
    const std::vector<double> values = file.parameter_values();
    std::vector<VariedParameter> all;
    std::vector<std::vector<double>> ranks;
    for (std::size_t p = 0; p < names.size(); ++p) {
        VariedParameter one{names[p], {}};
        for (const std::size_t place : places)
            one.values.push_back(values[place * names.size() + p]);
        if (std::all_of(one.values.begin(), one.values.end(), [&](double v) { return v == one.values.front(); }))
            continue;
        const auto same = std::find(ranks.begin(), ranks.end(), mid_ranks(one.values));
        if (same != ranks.end()) {
            VariedParameter& first = all[static_cast<std::size_t>(same - ranks.begin())];
            if (!first.name.ends_with(" (+)"))
                first.name += " (+)";
            continue;
        }
        ranks.push_back(mid_ranks(one.values));
        all.push_back(std::move(one));
    }
    return all;
}

} // namespace

Learning learning_of(const RecordedFile& file, const LearningQuestion& question, bool leave_out)
{
    const VariantRuns runs = runs_of(file, question.variant);
    const VariantRuns against = question.against.empty() ? VariantRuns{} : runs_of(file, question.against);
    const std::vector<double> outcomes = outcome_of(file, question.outcome);
    std::set<Which> asked = runs.failed;
    asked.insert(against.failed.begin(), against.failed.end());
    for (const auto* each : {&runs, &against})
        for (const auto& [which, place] : each->places)
            asked.insert(which);
    std::vector<std::size_t> kept;
    std::vector<double> values;
    std::size_t missing = 0;
    for (const Which& which : asked) {
        const double value =
            value_of(which, runs, question.against.empty() ? nullptr : &against, outcomes, file.labels());
        if (std::isnan(value)) {
            ++missing;
            continue;
        }
        kept.push_back(runs.places.at(which));
        values.push_back(value);
    }
    if (missing > 0 && !leave_out)
        throw Mismatch(fmt::format("{} runs failed, have no such value or no partner; --failed leave-out does without "
                                   "them",
                                   missing));
    Learning learning = learning_from(varied(file, kept), values);
    learning.outcome = question.outcome.text;
    learning.left_out = missing;
    return learning;
}

} // namespace mutualise
