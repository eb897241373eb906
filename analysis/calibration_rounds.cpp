#include "mutualise/analysis/calibration_rounds.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/record/recorded_file.hpp"
#include "mutualise/study/configuration.hpp"
#include "mutualise/study/merge.hpp"

#include <fmt/format.h>
#include <limits>

namespace mutualise
{

namespace
{

namespace fs = std::filesystem;

/// The round's file; its runs are done first where they are not.
fs::path file_of_round(const Study& study, std::uint32_t round, std::uint32_t rounds,
                       const std::shared_ptr<const SystemData>& data, const CalibrationOptions& options)
{
    SweepOptions sweeping;
    sweeping.folder.path = round_folder_of(options.folder, round);
    sweeping.share = options.share;
    sweeping.force = options.force;
    sweeping.provenance = options.provenance;
    sweeping.notice = options.notice;
    sweeping.news = [&](const SweepNews& news) {
        if (options.news)
            options.news(round, rounds, news);
    };
    fs::create_directories(sweeping.folder.path);
    const fs::path file = sweeping.folder.result(study.name);
    const bool was_there = fs::exists(file);
    if (was_there && options.share.shards > 1) {
        require_same(RecordedFile(file).labels().study->resolved_study, canonical_text(study, *data), file.string());
        return file;
    }
    const SweepResult swept = sweep(study, data, sweeping);
    if (fs::exists(file))
        return file;
    if (options.share.shards == 1)
        throw std::runtime_error(fmt::format("round {}: every run failed: {}", round,
                                             swept.failures.empty() ? "" : swept.failures.front().message));
    const StudyStatus status = status_of(sweeping.folder);
    for (const ShardStatus& shard : status.shards)
        if (!shard.complete)
            throw RoundUnfinished(fmt::format("round {}: shard {}/{} is done; when all are, the same command goes on",
                                              round, options.share.shard, options.share.shards));
    MergeOptions merging;
    merging.provenance = options.provenance;
    return merge(sweeping.folder, data, merging).path;
}

} // namespace

std::vector<double> values_at(const Study& study, std::span<const double> place)
{
    std::vector<double> values;
    for (std::size_t f = 0; f < study.factors.size(); ++f)
        values.push_back(value_at(study.factors[f], place[f]));
    return values;
}

Study study_of_round(const Calibration& calibration, std::uint32_t round, const Points& points,
                     std::uint32_t replicates)
{
    Study study = calibration.study;
    study.name = fmt::format("{}-round-{}", calibration.name, round);
    study.description = fmt::format("Round {} of a calibration", round);
    study.replicates = replicates;
    study.seeds = Seeds::independent;
    study.seed = run_key(calibration.plan.seed, round).seed >> 1; // seeds of files have 63 bits
    study.design = Design{};
    study.design.kind = DesignKind::list;
    study.points.clear();
    for (const auto& place : points)
        study.points.push_back({0, values_at(study, place)});
    return study;
}

fs::path round_folder_of(const fs::path& folder, std::uint32_t round)
{
    return folder / fmt::format("round-{}", round);
}

std::vector<Observation> observations_of(const Calibration& calibration)
{
    std::vector<Observation> observed;
    for (const SummaryStatistic& statistic : calibration.statistics)
        if (statistic.fitted) {
            observed.push_back(statistic.observed);
            observed.back().name = statistic.id;
        }
    return observed;
}

namespace
{

/// Runs that should be there and are not are refused with their number, or left out by choice.
void check_runs(const RecordedFile& file, std::size_t wanted, MissingRuns missing)
{
    const std::size_t there = file.labels().runs.size();
    if (there < wanted && missing == MissingRuns::refuse)
        throw Mismatch(fmt::format("{} of the {} runs of {} failed; --failed leave-out does without them",
                                   wanted - there, wanted, file.path().string()));
}

} // namespace

WaveRuns runs_of_round(const Calibration& calibration, const fs::path& path, const Points& points,
                       std::uint32_t replicates, MissingRuns missing, bool fitted_only)
{
    const RecordedFile file(path);
    const Recording& labels = file.labels();
    if (!labels.study || labels.points() != points.size())
        throw Mismatch(fmt::format("{} does not hold the {} points of its round", path.string(), points.size()));
    check_runs(file, points.size() * replicates, missing);
    std::vector<std::vector<double>> outcomes; // [outcome][run]
    for (const Outcome& outcome : calibration.outcomes)
        outcomes.push_back(outcome_of(file, outcome));
    WaveRuns runs;
    runs.points = points;
    std::vector<double> of_run(outcomes.size());
    for (const SummaryStatistic& statistic : calibration.statistics) {
        if (fitted_only && !statistic.fitted)
            continue;
        auto& of_points = runs.values.emplace_back(points.size());
        for (std::size_t run = 0; run < labels.runs.size(); ++run) {
            for (std::size_t o = 0; o < outcomes.size(); ++o)
                of_run[o] = outcomes[o][run];
            of_points[labels.runs[run].index % points.size()].push_back(statistic.value(of_run));
        }
    }
    return runs;
}

CalibrationResult calibrate(const Calibration& calibration, const std::shared_ptr<const SystemData>& data,
                            const CalibrationOptions& options)
{
    CalibrationResult result;
    fs::path last_file;
    Points last_points;
    const std::uint32_t rounds = calibration.plan.waves + 2;
    const Simulate simulate = [&](std::uint32_t round, const Points& points, std::uint32_t replicates) {
        last_points = points;
        last_file = file_of_round(study_of_round(calibration, round, points, replicates), round, rounds, data, options);
        result.sources.push_back({last_file.filename().string(), recorded_hash(last_file)});
        return runs_of_round(calibration, last_file, points, replicates, options.missing, true);
    };
    result.fitted = fit(calibration.plan, calibration.study.factors.size(), observations_of(calibration), simulate);
    result.predictive = runs_of_round(calibration, last_file, last_points, 1, options.missing, false);
    return result;
}

} // namespace mutualise
