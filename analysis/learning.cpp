#include "mutualise/analysis/learning.hpp"

#include "mutualise/analysis/order.hpp"
#include "mutualise/analysis/outcome_units.hpp"
#include "mutualise/analysis/recorded_values.hpp"
#include "mutualise/analysis/text_table.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <map>
#include <numeric>
#include <set>

namespace mutualise
{

namespace
{

/// Ranks spread over [−1, 1]; equal values share theirs.
std::vector<double> spread_ranks(const std::vector<double>& values)
{
    std::vector<double> ranks = mid_ranks(values);
    const double last = static_cast<double>(values.size() - 1);
    for (double& rank : ranks)
        rank = 2 * rank / last - 1;
    return ranks;
}

/// y − its projection on x; both centred.
std::vector<double> less_projection(std::vector<double> y, const std::vector<double>& x)
{
    double product = 0, square = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        product += x[i] * y[i];
        square += x[i] * x[i];
    }
    if (square > 0)
        for (std::size_t i = 0; i < y.size(); ++i)
            y[i] -= product / square * x[i];
    return y;
}

std::vector<double> centred(std::vector<double> y)
{
    const double mean = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size());
    for (double& each : y)
        each -= mean;
    return y;
}

double squares_of(const std::vector<double>& y)
{
    double sum = 0;
    for (const double each : y)
        sum += each * each;
    return sum;
}

double share_explained(const std::vector<double>& parameter, const std::vector<double>& centred_outcome)
{
    const double all = squares_of(centred_outcome);
    if (all <= 0)
        return 0;
    const std::vector<double> line = centred(spread_ranks(parameter));
    std::vector<double> bow;
    for (const double z : line)
        bow.push_back(z * z);
    bow = less_projection(centred(std::move(bow)), line);
    const double left = squares_of(less_projection(less_projection(centred_outcome, line), bow));
    const auto n = static_cast<double>(parameter.size());
    return 1 - left / all * (n - 1) / (n - 3);
}

/// Mean outcome of the fifth of the runs where the parameter is lowest, or highest.
double mean_of_fifth(const std::vector<double>& parameter, const std::vector<double>& outcome, bool highest)
{
    const std::vector<std::size_t> order = places_by(parameter.size(), [&](std::size_t a, std::size_t b) {
        return highest ? parameter[a] > parameter[b] : parameter[a] < parameter[b];
    });
    const std::size_t count = std::max<std::size_t>(1, parameter.size() / 5);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += outcome[order[i]];
    return sum / static_cast<double>(count);
}

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
                const std::vector<double>& outcomes, const std::vector<RunLabel>& labels)
{
    const auto own = runs.places.find(which);
    if (own == runs.places.end())
        return std::nan("");
    if (partners == nullptr)
        return outcomes[own->second];
    const auto other = partners->places.find(which);
    if (other == partners->places.end())
        return std::nan("");
    if (labels[own->second].seed != labels[other->second].seed)
        throw Mismatch(fmt::format("run {} and run {} have different seeds: their difference is no lever's effect",
                                   labels[own->second].index, labels[other->second].index));
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

Learning learning_from(const std::vector<VariedParameter>& parameters, const std::vector<double>& outcome)
{
    constexpr std::size_t least = 10;
    if (parameters.empty())
        throw UsageError("no parameter differs between these runs: nothing could be learned (posterior = \"none\"?)");
    if (outcome.size() < least)
        throw UsageError(fmt::format("{} runs are too few to learn from; at least {}", outcome.size(), least));
    const std::vector<double> around = centred(outcome);
    const auto n = static_cast<double>(outcome.size());
    Learning learning;
    learning.runs = outcome.size();
    learning.mean = std::accumulate(outcome.begin(), outcome.end(), 0.0) / n;
    learning.deviation = std::sqrt(squares_of(around) / (n - 1));
    // R² of two idle regressors is Beta(1, (n − 3) / 2): P(R² > x) = (1 − x)^((n − 3) / 2).
    learning.chance = 1 - portable::exp(portable::log(0.05) * 2 / (n - 3)) * (n - 1) / (n - 3);
    for (const VariedParameter& parameter : parameters)
        learning.worths.push_back({parameter.name, share_explained(parameter.values, around),
                                   mean_of_fifth(parameter.values, outcome, false),
                                   mean_of_fifth(parameter.values, outcome, true)});
    std::stable_sort(learning.worths.begin(), learning.worths.end(),
                     [](const Worth& a, const Worth& b) { return a.share > b.share; });
    return learning;
}

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
            value_of(which, runs, question.against.empty() ? nullptr : &against, outcomes, file.labels().runs);
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

std::string learning_text(const Learning& learning)
{
    const int decimals = decimals_for(learning.deviation);
    std::string out = fmt::format("{}: {} runs, mean {}, standard deviation {}\n\n", learning.outcome, learning.runs,
                                  thousands(learning.mean, decimals), thousands(learning.deviation, decimals));
    TextTable table({"if this were known", "variance goes", "in its lowest fifth", "highest fifth"});
    for (const Worth& worth : learning.worths)
        table.add({worth.parameter, percent(std::max(0.0, worth.share)), thousands(worth.low, decimals),
                   thousands(worth.high, decimals)});
    return out + table.text() +
           fmt::format("\nA parameter without effect shows {} or more in one case of twenty.\n",
                       percent(learning.chance));
}

Result learning_result(const Learning& learning, const RecordedFile& file, const LearningQuestion& question)
{
    Result result;
    result.analysis = "learning";
    result.title = "Share of an outcome's variance that goes if a parameter is known";
    result.settings = {{"outcome", learning.outcome},
                       {"variant", question.variant},
                       {"against", question.against},
                       {"runs", std::to_string(learning.runs)},
                       {"runs_left_out", std::to_string(learning.left_out)}};
    const std::string units = units_of(question.outcome);
    result.sources.push_back({file.path().filename().string(), file.canonical_hash()});
    std::vector<std::string> names;
    std::vector<double> shares, low, high;
    for (const Worth& worth : learning.worths) {
        names.push_back(worth.parameter);
        shares.push_back(worth.share);
        low.push_back(worth.low);
        high.push_back(worth.high);
    }
    result.axes.push_back({"parameter", "parameter, as process.name", "1", names});
    result.variables.push_back({"share", "share of the variance that goes if it is known", "1", {"parameter"}, shares});
    result.variables.push_back({"low", "mean outcome in the parameter's lowest fifth", units, {"parameter"}, low});
    result.variables.push_back({"high", "mean outcome in the parameter's highest fifth", units, {"parameter"}, high});
    result.variables.push_back({"mean", "mean outcome", units, {}, std::vector<double>{learning.mean}});
    result.variables.push_back(
        {"deviation", "its standard deviation", units, {}, std::vector<double>{learning.deviation}});
    result.variables.push_back({"chance",
                                "share that a parameter without effect passes in 5 % of cases",
                                "1",
                                {},
                                std::vector<double>{learning.chance}});
    return result;
}

} // namespace mutualise
