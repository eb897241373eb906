#include "target_case.hpp"

#include "study_text.hpp"

#include "mutualise/analysis/recorded_values.hpp"

#include <fmt/format.h>
#include <limits>

namespace mutualise::cli
{

namespace fs = std::filesystem;

namespace
{

Study study_of(const TargetOptions& options, const SystemData& data)
{
    Study study =
        cli::study_of(options.study, data, {options.settings, options.replicates, options.seed}, options.scale);
    if (options.adaptive && study.seeds != Seeds::common)
        throw UsageError(
            fmt::format("{} has independent seeds: replicates can only be added to common ones", study.name));
    return study;
}

/// Are these recorded, in every month that is asked for? Asked only of the default cost: another must be there.
bool has_cost(const fs::path& path, const TargetQuestion& question)
{
    const RecordedFile file(path);
    try {
        outcome_of(file, *question.cost, 0, 1);
        return true;
    } catch (const UsageError&) {
        return false;
    }
}

} // namespace

void check(const TargetOptions& o, bool is_study)
{
    if (!(o.probability >= 0.01 && o.probability <= 0.999))
        throw UsageError("--probability takes a number from 0.01 to 0.999");
    if (!(o.confidence >= 0.5 && o.confidence <= 0.9999))
        throw UsageError("--confidence takes a number from 0.5 to 0.9999");
    if (o.most_replicates < 1 || o.side_runs < 2)
        throw UsageError("--most-replicates takes a whole number from 1, --side-runs from 2 up");
    if (is_study && o.folder.empty())
        throw UsageError("target needs --runs DIR with a study file: the folder its runs are in or go to");
    if (!is_study && (!o.folder.empty() || o.adaptive || o.scale || o.seed || o.replicates || !o.settings.empty()))
        throw UsageError("--runs, --adaptive, --scale, --seed, --replicates and --set need the study's file, not its "
                         "recorded runs");
    if (o.has_adaptive_options && !o.adaptive)
        throw UsageError("--most-replicates, --runs-at-most and --winners belong to --adaptive");
    if (o.no_runs && (o.adaptive || o.ceilings))
        throw UsageError("--no-runs excludes --adaptive and --ceilings");
}

TargetQuestion question_of(const TargetOptions& options)
{
    TargetQuestion question;
    question.goal = parse_goal(options.goal);
    question.rule.probability = options.probability;
    question.rule.confidence = options.confidence;
    question.rule.most_replicates = options.most_replicates;
    question.rule.runs_at_most = options.runs_at_most;
    question.rule.most_winners = options.winners;
    question.cost = parse_outcome(options.cost);
    if (options.less_savings) {
        const std::string months = options.cost.substr(options.cost.find('@'));
        question.savings = parse_outcome("savings" + months);
    }
    return question;
}

void read_case(TargetCase& c, const TargetOptions& options, bool cost_by_default)
{
    if (cost_by_default && !options.less_savings && !has_cost(c.files.front(), c.question)) {
        c.question.cost.reset();
        if (c.runs)
            c.runs->question.cost.reset();
    }
    c.values = read_study_values(c.files, c.question.outcomes(), c.missing);
    c.question.latest = start_factor(c.values, options.latest);
    // The first look is at the runs planned at first: rounds went where the runs before them said.
    if (!c.runs || options.no_runs)
        c.question.rule.first_look = expected_replicates(RecordedFile(c.files.front()).labels());
}

void sweep_case(TargetCase& c, const TargetOptions& options, bool cost_by_default)
{
    TargetRuns runs;
    runs.study = study_of(options, *c.data);
    require_recordable(c.question.goal.outcome, runs.study, *c.data);
    if (c.question.cost && !(cost_by_default && !options.less_savings))
        require_recordable(*c.question.cost, runs.study, *c.data);
    if (c.question.savings)
        require_recordable(*c.question.savings, runs.study, *c.data);
    runs.data = c.data;
    runs.folder = options.folder;
    runs.missing = c.missing;
    runs.provenance = provenance_of(options.command_line);
    runs.progress = options.kind();
    c.question.rule.first_look = runs.study.replicates;
    runs.question = c.question;
    c.runs.emplace(std::move(runs));
    if (!options.no_runs)
        c.runs->complete();
    c.files = study_files(options.folder);
}

void decide(TargetCase& c, const TargetOptions& options)
{
    if (!options.adaptive) {
        c.search = judge_target(hit_runs(c.values, c.question, c.values.asked), c.question.rule);
        return;
    }
    // The cheapest first: of many winners they are asked for most.
    for (std::size_t point = 0; c.question.cost && point < c.values.points(); ++point)
        if (const MeanEstimate cost = cost_of(c.values, c.question, point); cost.count > 0)
            c.question.rule.preference.push_back(cost.mean);
        else
            c.question.rule.preference.push_back(std::numeric_limits<double>::infinity());
    c.runs->question = c.question;
    c.search = search_target(c.runs->searched(c.values), c.question.rule, c.runs->more(), c.runs->fresh());
    c.values = c.runs->values();
    c.values.sources.insert(c.values.sources.end(), c.runs->retests.begin(), c.runs->retests.end());
}

} // namespace mutualise::cli
