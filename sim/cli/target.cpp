/// \file `mutualise target`: which settings meet a goal with a wanted probability.
#include "answer.hpp"
#include "commands.hpp"
#include "interrupt.hpp"
#include "next.hpp"
#include "study_text.hpp"
#include "target_runs.hpp"

#include "mutualise/analysis/ceilings.hpp"
#include "mutualise/analysis/parameter_search.hpp"
#include "mutualise/analysis/recorded_values.hpp"
#include "mutualise/analysis/text_table.hpp"
#include "mutualise/parallel/loops.hpp"
#include "mutualise/study/repeat.hpp"

#include <CLI/CLI.hpp>
#include <cmath>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <limits>
#include <memory>
#include <optional>

namespace mutualise::cli
{

namespace fs = std::filesystem;

namespace
{

constexpr int halvings = 6; ///< of the way to a parameter's bound: to a 64th

struct Options {
    std::string study, folder, goal, cost = "lever_cost@..", latest, uncertainty;
    AnswerOptions answer;
    double probability = 0.9, confidence = 0.95;
    bool less_savings = false, adaptive = false, has_adaptive_options = false, no_runs = false, ceilings = false;
    std::uint32_t most_replicates = 256, side_runs = 16, winners = TargetRule{}.most_winners;
    std::uint64_t runs_at_most = TargetRule{}.runs_at_most;
    std::size_t rows = 20;
    std::vector<std::string> settings;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint32_t> replicates;
    std::optional<double> scale;
    int threads = 0;
    bool quiet = false;
    std::string progress = "auto", command_line;

    ProgressKind kind() const { return quiet ? ProgressKind::none : progress_kind(progress); }
};

void check(const Options& o, bool is_study)
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

/// Everything the answer rests on.
struct Case {
    std::shared_ptr<const SystemData> data;
    std::optional<TargetRuns> runs; ///< where there is a study file
    std::vector<fs::path> files;
    TargetQuestion question;
    StudyValues values;
    TargetSearch search;
    MissingRuns missing = MissingRuns::refuse;
    SideLosses side_losses;
};

Study study_of(const Options& options, const SystemData& data)
{
    StudyOptions laid_over{options.settings, options.replicates, options.seed};
    if (options.scale)
        laid_over.settings.push_back(fmt::format("population.scale={}", *options.scale));
    Study study = read_study(options.study, data, laid_over);
    for (const std::string& notice : study.notices)
        fmt::print(stderr, "mutualise: note: {}\n", notice);
    if (options.adaptive && study.seeds != Seeds::common)
        throw UsageError(
            fmt::format("{} has independent seeds: replicates can only be added to common ones", study.name));
    return study;
}

TargetQuestion question_of(const Options& options)
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

void read_case(Case& c, const Options& options, bool cost_by_default)
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

/// The study's first runs as they were planned: what the first look is taken at.
void sweep_case(Case& c, const Options& options, bool cost_by_default)
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

void decide(Case& c, const Options& options)
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

SideRuns side_runs(Case& c, const Options& options, std::optional<Progress>& bar, const std::string& label)
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
    how.notice = [](const std::string& notice) { fmt::print(stderr, "mutualise: note: {}\n", notice); };
    return how;
}

std::string short_text(const Goal& goal, double level, int decimals)
{
    const double threshold = goal.threshold;
    const bool much = goal.comparison == Comparison::at_least || goal.comparison == Comparison::above;
    const int digits = threshold == std::floor(threshold) ? 0 : decimals;
    return fmt::format("{} {}, {} {} {}", much ? "it reaches" : "it stays at", thousands(level, decimals),
                       thousands(std::abs(threshold - level), decimals), much ? "short of" : "above",
                       thousands(threshold, digits));
}

/// How far the best setting is from the goal.
std::string shortfall_text(const Case& c, const Options& options, const TargetAnswer& answer)
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

/// What would have to be otherwise: the parameters by themselves, and the ceilings.
std::string beyond(Case& c, const Options& options, const TargetAnswer& answer, Result& result)
{
    const RecordedFile file(c.files.front());
    if (file.labels().data->digest != c.data->digest)
        throw Mismatch(fmt::format("{} was made with other data tables than are here; --no-runs reads it without "
                                   "running more",
                                   file.path().string()));
    const auto best = static_cast<std::uint32_t>(answer.best);
    const Scenario scenario = scenario_of_run(file, best, *c.data);
    std::vector<SideLuck> runs;
    std::vector<std::uint64_t> seeds;
    for (std::size_t i = 0; i < c.values.seeds[best].size() && i < options.side_runs; ++i) {
        seeds.push_back(c.values.seeds[best][i]);
        runs.push_back({seeds.back(), c.values.replicates[best][i]});
    }
    Populations populations(c.data);
    std::optional<Progress> bar;
    std::string text;
    if (answer.count(Verdict::feasible) == 0 && !c.question.goal.met(answer.settings[best].level.estimate)) {
        const fs::path where = options.uncertainty.empty()
                                   ? default_data_directory().parent_path() / "studies" / "uncertainty.toml"
                                   : fs::path(options.uncertainty);
        const auto parameters = uncertain_parameters(read_study(where, *c.data), scenario);
        std::vector<double> outcomes = c.values.values[0][best];
        outcomes.resize(runs.size());
        const double level =
            largest_goal(outcomes, c.question.goal.comparison, c.question.rule.probability, c.question.rule.confidence)
                .estimate;
        const auto answers = search_parameters(
            parameters, [&](double value) { return c.question.goal.met(value); }, halvings,
            trials_of(scenario, parameters, c.question, runs, populations, c.data,
                      side_runs(c, options, bar, "parameters, one at a time")));
        text += parameters_text(answers, c.question, level, runs.size()) + "\n";
        add_parameters(result, answers, c.question);
        result.settings.emplace_back("uncertainty", where.filename().string());
        result.settings.emplace_back("halvings", fmt::format("{}", halvings));
    }
    const std::vector<Ceiling> ceilings = shipped_ceilings(scenario, *c.data);
    if (const std::string why = why_no_ceilings(ceilings, c.question); !why.empty()) {
        text += "no ceilings: " + why + "\n";
    } else {
        const auto reached =
            reach_ceilings(ceilings, c.question, runs, populations, *c.data, side_runs(c, options, bar, "ceilings"));
        add_ceilings(result, reached, c.question);
        text += ceilings_text(reached, c.question, why_no_pace(ceilings, c.question));
    }
    const std::uint32_t left_out = c.side_losses.failed + c.side_losses.undefined;
    result.settings.emplace_back("side_runs", fmt::format("{}", runs.size()));
    result.settings.emplace_back("side_seeds", fmt::format("{}", fmt::join(seeds, " ")));
    result.settings.emplace_back("side_runs_left_out", fmt::format("{}", left_out));
    if (left_out > 0)
        text += fmt::format("of these runs {} failed, and {} have an outcome that is not a number: left out\n",
                            c.side_losses.failed, c.side_losses.undefined);
    return text;
}

ExitCode target(const Options& options, bool cost_by_default)
{
    const bool is_study = !fs::is_directory(options.study) && is_study_file(options.study);
    check(options, is_study);
    Case c;
    c.missing = begin_answer(options.answer);
    const ThreadLimit limit(options.threads);
    c.data = std::make_shared<const SystemData>(load_system_data(default_data_directory()));
    c.question = question_of(options);
    end_on_signals("mutualise: stopped; the same command goes on");
    if (is_study)
        sweep_case(c, options, cost_by_default);
    else
        c.files = study_files(options.study);
    read_case(c, options, cost_by_default);
    decide(c, options);
    const TargetAnswer answer = answer_target(c.values, c.question, std::move(c.search));
    Result result = target_result(answer, c.values);
    fmt::print("{}", target_text(answer, c.values, options.rows));
    const bool none = answer.count(Verdict::feasible) == 0;
    if (none)
        fmt::print("\n{}", shortfall_text(c, options, answer));
    if (options.ceilings || (none && is_study && !options.no_runs))
        fmt::print("\n{}", beyond(c, options, answer, result));
    else if (none && !options.no_runs)
        fmt::print("--ceilings runs what could be reached at the most, and which parameter would have to differ\n");
    result.settings.emplace_back("adaptive", options.adaptive ? "yes" : "no");
    if (c.runs && c.runs->retest_seed)
        result.settings.emplace_back("retest_seed", fmt::format("{}", *c.runs->retest_seed));
    record_answer(std::move(result), options.answer, options.command_line);
    if (!is_study && !options.answer.output.empty())
        suggest_report_with(options.study, options.answer);
    else if (!is_study && !c.values.outcomes.empty())
        suggest_export(c.files.front(), std::string(spec(c.values.outcomes.front().observable).name));
    return c.runs && !c.runs->failures.empty() ? report_failures(c.runs->failures) : ExitCode::done;
}

} // namespace

void add_target(CLI::App& app, Action& action, const std::string& command_line)
{
    const auto options = std::make_shared<Options>();
    options->command_line = command_line;
    CLI::App* command = app.add_subcommand("target", "Which settings meet a goal with a wanted probability");
    command->add_option("study", options->study, "Study file, or the file or folder of its recorded runs")->required();
    command->add_option("--goal", options->goal, "What is to be reached, like 'employees_in_mutuals@2015-12 >= 1e6'")
        ->required();
    command->add_option("--probability", options->probability, "With which it is to be reached (default 0.9)");
    command->add_option("--confidence", options->confidence, "Of the verdicts (default 0.95)");
    command->add_option("--runs", options->folder,
                        "With a study file: the folder its runs are in or go to; what is missing is run");
    command->add_flag("--adaptive", options->adaptive,
                      "Further replicates where undecided, and the winners again on fresh seeds");
    CLI::Option* most = command->add_option("--most-replicates", options->most_replicates,
                                            "With --adaptive: of a setting, and again in its retest (default 256)");
    CLI::Option* runs =
        command->add_option("--runs-at-most", options->runs_at_most, "With --adaptive: in all, beyond the study's own");
    CLI::Option* winners = command->add_option(
        "--winners", options->winners, "With --adaptive: how many are retested, the cheapest first (default: all)");
    CLI::Option* cost = command->add_option(
        "--cost", options->cost, "Outcome that costs the public (default lever_cost@.., summed over the record)");
    command->add_flag("--less-savings", options->less_savings, "Savings of the same months off the cost");
    command->add_option("--latest", options->latest,
                        "Factor whose latest month is asked for (default: the only one in months)");
    command->add_flag("--ceilings", options->ceilings, "Run the ceilings even where a setting is feasible");
    command->add_option("--uncertainty", options->uncertainty,
                        "Study whose parameters are moved where nothing is feasible (default: the one shipped)");
    command->add_option("--side-runs", options->side_runs, "Runs of each ceiling and parameter value (default 16)");
    command->add_flag("--no-runs", options->no_runs, "Run nothing: answer from what is recorded");
    command->add_option("--replicates", options->replicates, "With a study file: runs at each design point");
    command->add_option("--seed", options->seed, "With a study file: base seed of the runs");
    command->add_option("--scale", options->scale, "With a study file: share of organisations simulated");
    command->add_option("--set", options->settings, "With a study file: key.path=value; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--rows", options->rows, "Settings printed (default 20)");
    add_answer_options(*command, options->answer);
    command->add_option("--threads", options->threads, "Threads used (default: all); results do not depend on it");
    command->add_option("--progress", options->progress, "auto, bar, plain, json or none");
    command->add_flag("--quiet", options->quiet, "No progress");
    command->footer("First: mutualise sweep scenarios/studies/timing.toml -o timing --scale 0.02 --replicates 2\n"
                    "Example: mutualise target timing --goal 'employees_in_mutuals@2015-12 >= 1e5' --no-runs");
    command->callback([=, &action] {
        options->has_adaptive_options = most->count() + runs->count() + winners->count() > 0;
        action = [options, cost] { return target(*options, cost->count() == 0); };
    });
}

} // namespace mutualise::cli
