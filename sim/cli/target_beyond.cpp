/// \file What `mutualise target` says beyond its verdicts: how far the goal is, and what would have to be otherwise.
#include "study_text.hpp"
#include "target_case.hpp"

#include "mutualise/analysis/ceilings.hpp"
#include "mutualise/analysis/parameter_search.hpp"
#include "mutualise/analysis/text_table.hpp"
#include "mutualise/study/repeat.hpp"

#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>

namespace mutualise::cli
{

namespace fs = std::filesystem;

namespace
{

constexpr int halvings = 6; ///< of the way to a parameter's bound: to a 64th

SideRuns side_runs(TargetCase& c, const TargetOptions& options, std::optional<Progress>& bar, const std::string& label)
{
    SideRuns how;
    how.missing = c.missing;
    how.losses = &c.side_losses;
    bar.reset();
    how.news = [&bar, &options, label](std::size_t done, std::size_t all) {
        if (!bar || done == 1) {
            bar.reset();
            bar.emplace(options.kind(), label, static_cast<int>(all));
        }
        bar->at(static_cast<int>(done));
    };
    how.notice = print_note;
    return how;
}

std::string short_text(const Goal& goal, double level, int decimals)
{
    const double threshold = goal.threshold;
    const bool much = wants_much(goal.comparison);
    const int digits = threshold == std::floor(threshold) ? 0 : decimals;
    return fmt::format("{} {}, {} {} {}", much ? "it reaches" : "it stays at", thousands(level, decimals),
                       thousands(std::abs(threshold - level), decimals), much ? "short of" : "above",
                       thousands(threshold, digits));
}

/// The best setting run further, beside the study.
struct Side {
    const Scenario& scenario;
    const std::vector<SideLuck>& runs;
    Populations populations;
    std::optional<Progress> bar;
};

/// The parameters, one at a time, against a level that `outcomes` reach by themselves.
std::string parameters_beyond(TargetCase& c, const TargetOptions& options, std::vector<double> outcomes, Side& side,
                              Result& result)
{
    const fs::path where = options.uncertainty.empty()
                               ? default_data_directory().parent_path() / "studies" / "uncertainty.toml"
                               : fs::path(options.uncertainty);
    const auto parameters = uncertain_parameters(read_study(where, *c.data), side.scenario);
    outcomes.resize(side.runs.size());
    const TargetRule& rule = c.question.rule;
    const double level = largest_goal(outcomes, c.question.goal.comparison, rule.probability, rule.confidence).estimate;
    const auto answers = search_parameters(
        parameters, [&](double value) { return c.question.goal.met(value); }, halvings,
        trials_of(side.scenario, parameters, c.question, side.runs, side.populations, c.data,
                  side_runs(c, options, side.bar, "parameters, one at a time")));
    add_parameters(result, answers, c.question);
    result.settings.emplace_back("uncertainty", where.filename().string());
    result.settings.emplace_back("halvings", fmt::format("{}", halvings));
    return parameters_text(answers, c.question, level, side.runs.size()) + "\n";
}

std::string ceilings_beyond(TargetCase& c, const TargetOptions& options, Side& side, Result& result)
{
    const std::vector<Ceiling> ceilings = shipped_ceilings(side.scenario, *c.data);
    if (const std::string why = why_no_ceilings(ceilings, c.question); !why.empty())
        return "no ceilings: " + why + "\n";
    const auto reached = reach_ceilings(ceilings, c.question, side.runs, side.populations, *c.data,
                                        side_runs(c, options, side.bar, "ceilings"));
    add_ceilings(result, reached, c.question);
    return ceilings_text(reached, c.question, why_no_pace(ceilings, c.question));
}

} // namespace

std::string shortfall_text(const TargetCase& c, const TargetOptions& options, const TargetAnswer& answer)
{
    const SettingAnswer& best = answer.settings[answer.best];
    const std::string name = c.values.point_name(answer.best);
    const int decimals = decimals_for(best.level.estimate);
    if (c.question.goal.met(best.level.estimate))
        return fmt::format("No setting is certified to meet the goal, though the runs of {} do, with {} in {} of {}: "
                           "it takes more runs to tell ({}).\n",
                           name, thousands(best.level.estimate, decimals), best.hits, best.runs,
                           options.adaptive ? "--most-replicates, --runs-at-most" : "--adaptive");
    return fmt::format("No setting is certified to meet the goal. The nearest by its own runs, the best of {}, is {}: "
                       "with {} {} (mean {}).\n",
                       c.values.points(), name, chosen_percent(c.question.rule.probability),
                       short_text(c.question.goal, best.level.estimate, decimals),
                       thousands(best.value.mean, decimals));
}

std::string beyond(TargetCase& c, const TargetOptions& options, const TargetAnswer& answer, Result& result)
{
    const RecordedFile file(c.files.front());
    if (file.labels().data->digest != c.data->digest)
        throw Mismatch(fmt::format("{} was made with other data tables than are here; --no-runs reads it without "
                                   "running more",
                                   file.path().string()));
    const auto best = static_cast<std::uint32_t>(answer.best);
    const Scenario scenario = scenario_of_point(file, best, *c.data);
    std::vector<SideLuck> runs;
    std::vector<std::uint64_t> seeds;
    for (std::size_t i = 0; i < c.values.seeds[best].size() && i < options.side_runs; ++i) {
        seeds.push_back(c.values.seeds[best][i]);
        runs.push_back({seeds.back(), c.values.replicates[best][i]});
    }
    Side side{scenario, runs, Populations(c.data), std::nullopt};
    std::string text;
    if (answer.count(Verdict::feasible) == 0 && !c.question.goal.met(answer.settings[best].level.estimate))
        text += parameters_beyond(c, options, c.values.values[0][best], side, result);
    text += ceilings_beyond(c, options, side, result);
    const std::uint32_t left_out = c.side_losses.failed + c.side_losses.undefined;
    result.settings.emplace_back("side_runs", fmt::format("{}", runs.size()));
    result.settings.emplace_back("side_seeds", fmt::format("{}", fmt::join(seeds, " ")));
    result.settings.emplace_back("side_runs_left_out", fmt::format("{}", left_out));
    if (left_out > 0)
        text += fmt::format("of these runs {} failed, and {} have an outcome that is not a number: left out\n",
                            c.side_losses.failed, c.side_losses.undefined);
    return text;
}

} // namespace mutualise::cli
