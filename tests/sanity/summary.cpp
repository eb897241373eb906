#include "sanity/summary.hpp"

#include "sanity/generosity.hpp"
#include "sanity/signs.hpp"

#include "mutualise/parallel/loops.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise::testing
{

namespace
{

constexpr std::uint32_t fresh_seed = 5000, fresh_seeds = 32;

double mean(const std::vector<double>& values)
{
    double sum = 0;
    for (const double value : values)
        sum += value;
    return values.empty() ? 0 : sum / static_cast<double>(values.size());
}

/// Surely fewer: the chance of so low a sum of signs is at most 1e-4.
std::string reversal_figures(const LiveAtEnd& live)
{
    std::vector<double> changes;
    for (std::size_t i = 0; i < live.weaker.size(); ++i)
        changes.push_back(live.stronger[i] - live.weaker[i]);
    const double score = sign_score(changes);
    if (score > -score_limit(1e-4, 1))
        return "";
    return fmt::format("{:.2f} mutuals live at the end, {:.2f} under the more generous lever (means of {} runs, score "
                       "{:.1f})",
                       mean(live.weaker), mean(live.stronger), changes.size(), score);
}

} // namespace

Verdict FigureChange::verdict() const
{
    if (chance <= sign_limit || score <= -score_limit(false_alarm, 2 * ladder_names.size()))
        return Verdict::broken;
    return turned <= sign_limit ? Verdict::holds : Verdict::cannot_tell;
}

FigureChange figure_change(const std::vector<double>& changes)
{
    FigureChange found;
    for (const double change : changes) {
        found.more += change > 0 ? 1U : 0U;
        found.fewer += change < 0 ? 1U : 0U;
    }
    const std::size_t all = found.more + found.fewer;
    found.mean = mean(changes);
    found.score = sign_score(changes);
    found.chance = sign_chance(found.fewer, all);
    found.least = sign_chance(all, all);
    found.turned = sign_chance(found.more, all);
    return found;
}

std::vector<AverageChange> average_changes(const std::vector<Finding>& findings)
{
    std::vector<AverageChange> all;
    for (std::size_t kind = 0; kind < ladder_names.size(); ++kind) {
        std::vector<double> live, founded;
        for (const Finding& finding : findings)
            if (finding.live[kind]) {
                live.push_back(*finding.live[kind]);
                founded.push_back(*finding.started[kind]);
            }
        all.push_back({kind, live.size(), figure_change(live), figure_change(founded)});
    }
    return all;
}

Verdict LabelTest::verdict() const
{
    if (std::fabs(score) >= limit)
        return Verdict::broken;
    return services > 0 ? Verdict::holds : Verdict::cannot_tell;
}

std::vector<LabelTest> label_tests(const std::vector<Finding>& findings)
{
    std::vector<LabelTest> tests;
    if (findings.empty())
        return tests;
    const std::size_t services = findings.front().relabelling.front().size();
    for (std::size_t statistic = 0; statistic < relabelling_names.size(); ++statistic) {
        LabelTest worst;
        worst.statistic = statistic;
        worst.limit = score_limit(false_alarm, 2 * relabelling_names.size() * services);
        for (std::size_t s = 0; s < services; ++s) {
            std::vector<double> differences;
            for (const Finding& finding : findings)
                differences.push_back(finding.relabelling[statistic][s]);
            worst.services += largest_rank_score(differences) >= worst.limit ? 1U : 0U;
            if (const double score = rank_score(differences); std::fabs(score) > std::fabs(worst.score)) {
                worst.score = score;
                worst.service = s;
            }
        }
        tests.push_back(worst);
    }
    return tests;
}

Reversals sure_reversals(const std::vector<Finding>& findings, const Material& material, std::size_t most)
{
    struct Candidate {
        std::uint32_t number;
        std::size_t kind;
        double change;
    };
    std::vector<Candidate> candidates;
    for (std::size_t kind = 0; kind < ladder_names.size(); ++kind) {
        std::vector<Candidate> of_kind;
        for (const Finding& finding : findings)
            if (finding.live[kind] && *finding.live[kind] < 0)
                of_kind.push_back({finding.number, kind, *finding.live[kind]});
        std::sort(of_kind.begin(), of_kind.end(),
                  [](const Candidate& a, const Candidate& b) { return a.change < b.change; });
        of_kind.resize(std::min(most, of_kind.size()));
        candidates.insert(candidates.end(), of_kind.begin(), of_kind.end());
    }
    std::vector<Violation> tried(candidates.size()), failed(candidates.size());
    for_each_row(candidates.size(), [&](std::size_t i) {
        const Candidate& candidate = candidates[i];
        const Scenario base = draw_scenario(candidate.number, *material.data, material.priors, material.size);
        const ScenarioPair pair = lever_pair(candidate.number, base, candidate.kind);
        const auto live = [&material](const ScenarioPair& each) {
            return live_at_end(each, material, fresh_seed, fresh_seeds);
        };
        const LiveAtEnd found = live(pair);
        const std::string name =
            fmt::format("scenario {}: a more generous {}", candidate.number, ladder_names[candidate.kind]);
        failed[i] = {name + " fails", found.failure, pair,
                     [live](const ScenarioPair& each) { return live(each).failure; }};
        tried[i] = {name + " leaves fewer mutuals", found.failure.empty() ? reversal_figures(found) : "", pair,
                    [live](const ScenarioPair& each) { return reversal_figures(live(each)); }};
    });
    for (auto* violations : {&tried, &failed})
        std::erase_if(*violations, [](const Violation& violation) { return violation.figures.empty(); });
    return {tried, failed};
}

} // namespace mutualise::testing
