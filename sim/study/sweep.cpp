#include "mutualise/study/sweep.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/record/recorded_file.hpp"
#include "mutualise/record/shard.hpp"
#include "mutualise/scenario/reader.hpp"
#include "mutualise/study/configuration.hpp"
#include "mutualise/study/merge.hpp"

#include <algorithm>
#include <chrono>
#include <fmt/format.h>
#include <map>
#include <new>
#include <unistd.h>

namespace mutualise
{

namespace fs = std::filesystem;

namespace
{

ShardHead head_of(const Study& study, const StudyPlan& plan, const SystemData& data, Share share,
                  const std::vector<StudyBatch>& batches)
{
    ShardHead head;
    head.configuration = plan.configuration;
    head.shard = share.shard;
    head.shards = share.shards;
    head.study_runs = static_cast<std::uint32_t>(run_count(study));
    head.rows = static_cast<std::uint32_t>(plan.recording.rows.size());
    head.lengths = {data.services.size(), data.regions.size()};
    head.observables = plan.recording.observables;
    for (const StudyBatch& batch : batches)
        head.runs.insert(head.runs.end(), batch.begin(), batch.end());
    return head;
}

/// Another study's folder is never written to.
void refuse_other_study(const Study& study, const SystemData& data, const SweepOptions& options)
{
    const StudyFolder& folder = options.folder;
    const std::string now = configuration_of(study, data, options.provenance, options.share.shards);
    if (fs::exists(folder.plan()))
        return require_same(read_plan(folder.plan()).configuration, now, folder.path.string());
    const fs::path result = folder.result(study.name);
    if (!fs::exists(result))
        return;
    const RecordedFile file(result);
    if (!file.labels().study)
        throw UsageError(fmt::format("{} exists and is no study's; --force overwrites it", result.string()));
    require_same(file.labels().study->resolved_study + "\n[data]\ndigest = \"" + file.labels().data->digest + "\"\n",
                 canonical_text(study, data) + "\n[data]\ndigest = \"" + data.digest + "\"\n", result.string());
}

/// Throws everything of an earlier study away, unless somebody still writes.
void clear(const StudyFolder& folder, const std::string& name)
{
    const std::vector<fs::path> files = folder.working_files();
    for (const fs::path& file : files)
        if (file.extension() == ".lock" && is_held(file))
            throw Mismatch(fmt::format("another process is writing here ({}); nothing was thrown away", file.string()));
    for (const fs::path& file : files)
        fs::remove(file);
    fs::remove(folder.result(name));
}

Shard open_or_create(const StudyFolder& folder, Share share, const ShardHead& head)
{
    if (!fs::exists(folder.part(share)))
        return Shard::create(folder.part(share), head);
    Shard shard = Shard::open(folder.part(share), true);
    require_same(shard.head().configuration, head.configuration, folder.part(share).string());
    if (!(shard.head() == head))
        throw Mismatch(fmt::format("{} holds other runs than this share", folder.part(share).string()));
    shard.forget(shard.damaged());
    return shard;
}

std::vector<RunFailure> failures_in(const Shard& shard, const Study& study)
{
    std::vector<RunFailure> failures;
    for (std::size_t place = 0; place < shard.states().size(); ++place)
        if (shard.states()[place] == RunState::failed) {
            const std::uint32_t run = shard.head().runs[place];
            failures.push_back({run, run_of(study, run).key.seed, shard.message(place)});
        }
    std::sort(failures.begin(), failures.end(), [](const auto& a, const auto& b) { return a.index < b.index; });
    return failures;
}

using Clock = std::chrono::steady_clock;

double since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }

/// One share being run.
class Worker
{
public:
    Worker(const Study& study, std::shared_ptr<const SystemData> data, const SweepOptions& options)
        : study_(study), data_(std::move(data)), options_(options), groups_(groups_of(study, *data_)),
          populations_(data_), batches_(batches_of(study, groups_, options.share))
    {
    }

    SweepResult run();

private:
    void open_shard();
    void count_left();
    void run_batch_at(std::size_t first, const StudyBatch& batch);
    std::vector<RunOutcome> simulate(const Population& people, std::span<const RunRequest> requests);
    void tell();
    void note();
    SweepResult finish();
    void merge_all(SweepResult& result);

    const Study& study_;
    std::shared_ptr<const SystemData> data_;
    const SweepOptions& options_;
    StudyGroups groups_;
    Populations populations_;
    std::vector<StudyBatch> batches_;
    std::optional<Shard> shard_;
    std::optional<WorkerLock> lock_;
    std::vector<int> rows_;
    std::uint64_t steps_ = 0, steps_done_ = 0;
    std::uint32_t done_ = 0, resumed_ = 0;
    bool all_here_ = false; ///< every run is this sitting's
    double recording_ = 0;  ///< [s]
    Clock::time_point started_ = Clock::now();
};

void Worker::open_shard()
{
    const StudyFolder& folder = options_.folder;
    if (!fs::exists(folder.plan()))
        write_plan(folder.plan(),
                   plan_of(study_, groups_, populations_, data_, options_.share.shards, options_.provenance));
    const StudyPlan plan = read_plan(folder.plan());
    rows_ = plan.recording.rows;
    const Clock::time_point begin = Clock::now();
    shard_.emplace(open_or_create(folder, options_.share, head_of(study_, plan, *data_, options_.share, batches_)));
    recording_ += since(begin);
}

/// What this sitting has to do.
void Worker::count_left()
{
    std::size_t first = 0;
    const auto months = static_cast<std::uint64_t>(groups_.groups.front().horizon.months());
    for (const StudyBatch& batch : batches_) {
        std::uint32_t there = 0;
        for (std::size_t place = first; place < first + batch.size(); ++place)
            there += shard_->states()[place] != RunState::pending;
        if (there < batch.size())
            steps_ += months;
        done_ += there;
        first += batch.size();
    }
    resumed_ = done_;
}

void Worker::tell()
{
    if (options_.news)
        options_.news({false, steps_done_, steps_, done_, static_cast<std::uint32_t>(shard_->head().runs.size())});
}

/// For `status`, in words and figures.
void Worker::note()
{
    char host[64] = {};
    gethostname(host, sizeof host - 1);
    const double spent = since(started_);
    lock_->note(fmt::format("process {} on {}; {} of {} runs; {:.4f} s a run", getpid(), host, done_,
                            shard_->head().runs.size(), done_ > resumed_ ? spent / (done_ - resumed_) : 0.0));
}

/// A batch; where it ends in an error that is no run's own, each of its runs alone, so that one fails and the others
/// are kept.
std::vector<RunOutcome> Worker::simulate(const Population& people, std::span<const RunRequest> requests)
{
    BatchOptions batch;
    bool stopping = false;
    batch.progress = [&](int, int) {
        ++steps_done_;
        try {
            tell();
        } catch (...) {
            stopping = true;
            throw;
        }
    };
    try {
        return run_batch(people, requests, batch);
    } catch (const std::bad_alloc&) {
        throw;
    } catch (const std::exception& error) {
        if (stopping)
            throw;
        if (requests.size() == 1) {
            std::vector<RunOutcome> failed(1);
            failed[0].failed = true;
            failed[0].failure = error.what();
            return failed;
        }
    }
    std::vector<RunOutcome> outcomes;
    for (const RunRequest& request : requests)
        outcomes.push_back(std::move(simulate(people, {&request, 1}).front()));
    return outcomes;
}

void Worker::run_batch_at(std::size_t first, const StudyBatch& batch)
{
    std::map<std::uint32_t, Scenario> scenarios; // by point
    std::vector<RunRequest> requests;
    for (const std::uint32_t index : batch) {
        const StudyRun run = run_of(study_, index);
        const auto [scenario, fresh] = scenarios.try_emplace(run.point);
        if (fresh)
            scenario->second = scenario_of(study_, study_.points[run.point], *data_);
        requests.push_back({&scenario->second, run.key});
    }
    const auto people =
        populations_.get(groups_.groups[groups_.of_point[batch.front() % study_.points.size()]].population);
    const std::vector<RunOutcome> outcomes = simulate(*people, requests);
    std::vector<RunResult> results;
    for (const RunOutcome& outcome : outcomes)
        results.push_back({outcome.failed, outcome.failure, &outcome.trajectory});
    const Clock::time_point begin = Clock::now();
    shard_->write(first, results, rows_);
    recording_ += since(begin);
}

SweepResult Worker::run()
{
    const StudyFolder& folder = options_.folder;
    lock_.emplace(folder.lock(options_.share));
    if (fs::exists(folder.done(options_.share))) { // an earlier sitting came to its end, but perhaps not to the merge
        shard_.emplace(Shard::open(folder.done(options_.share), false));
        resumed_ = static_cast<std::uint32_t>(shard_->head().runs.size());
        return finish();
    }
    open_shard();
    count_left();
    all_here_ = resumed_ == 0;
    note();
    std::size_t first = 0;
    for (const StudyBatch& batch : batches_) {
        const auto& states = shard_->states();
        const auto left =
            std::count(states.begin() + static_cast<std::ptrdiff_t>(first),
                       states.begin() + static_cast<std::ptrdiff_t>(first + batch.size()), RunState::pending);
        if (left > 0) {
            run_batch_at(first, batch);
            done_ += static_cast<std::uint32_t>(left);
            note();
        }
        first += batch.size();
    }
    const Clock::time_point begin = Clock::now();
    shard_->close();
    recording_ += since(begin);
    fs::rename(folder.part(options_.share), folder.done(options_.share));
    shard_.emplace(Shard::open(folder.done(options_.share), false));
    return finish();
}

SweepResult Worker::finish()
{
    SweepResult result;
    result.runs = static_cast<std::uint32_t>(shard_->head().runs.size());
    result.resumed = resumed_;
    result.failures = failures_in(*shard_, study_);
    shard_.reset();
    const Clock::time_point begin = Clock::now();
    if (options_.share.shards == 1 && result.failures.size() < result.runs)
        merge_all(result);
    result.seconds = since(started_);
    result.seconds_recording = recording_ + since(begin);
    return result;
}

void Worker::merge_all(SweepResult& result)
{
    MergeOptions merging;
    merging.keep_shards = options_.keep_shards;
    merging.force = options_.force;
    merging.provenance = options_.provenance;
    merging.trust = all_here_;
    if (options_.news)
        merging.tick = [&](std::uint64_t done, std::uint64_t steps) {
            options_.news({true, done, steps, result.runs, result.runs});
        };
    const MergeResult merged = merge(options_.folder, data_, merging);
    result.merged = merged.path;
    result.hash = merged.hash;
}

} // namespace

SweepResult sweep(const Study& study, const std::shared_ptr<const SystemData>& data, const SweepOptions& options)
{
    const StudyFolder& folder = options.folder;
    if (run_count(study) > 0x7FFF'FFFF)
        throw InputError({Problem{study.file.string(), 0, 0, "more than 2,147,483,647 runs"}});
    const fs::path merged = folder.result(study.name);
    if (options.force)
        clear(folder, study.name);
    if (options.only_resume && !fs::exists(folder.plan()) && !fs::exists(merged))
        throw UsageError(fmt::format("{} holds nothing to resume", folder.path.string()));
    refuse_other_study(study, *data, options);
    if (!fs::exists(folder.plan()) && fs::exists(merged)) { // the same study, merged
        const RecordedFile file(merged);
        SweepResult result;
        result.runs = result.resumed = static_cast<std::uint32_t>(run_count(study));
        result.failures = file.labels().failures;
        result.merged = merged;
        result.hash = file.canonical_hash();
        return result;
    }
    return Worker(study, data, options).run();
}

} // namespace mutualise
