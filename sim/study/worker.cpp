#include "worker.hpp"

#include "share_files.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/posterior.hpp"
#include "mutualise/study/configuration.hpp"
#include "mutualise/study/merge.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <new>
#include <unistd.h>

namespace mutualise
{

namespace fs = std::filesystem;

namespace
{

using Clock = std::chrono::steady_clock;

double since(Clock::time_point then) { return std::chrono::duration<double>(Clock::now() - then).count(); }

} // namespace

Worker::Worker(const Study& study, std::shared_ptr<const SystemData> data, const SweepOptions& options)
    : study_(study), data_(std::move(data)), options_(options),
      configuration_(configuration_of(study, *data_, options.provenance, options.share.shards)),
      groups_(groups_of(study, *data_)), populations_(data_), batches_(batches_of(study, groups_, options.share)),
      head_(share_files::head_of(study, configuration_, *data_, options.share, batches_)), rows_(recorded_rows(study))
{
}

/// Nothing is thrown away before the new study is known to be runnable and this process is its only writer.
void Worker::begin_anew()
{
    const StudyFolder& folder = options_.folder;
    const StudyPlan plan = plan_of(study_, groups_, populations_, data_, options_.share.shards, options_.provenance);
    lock_.emplace(folder.lock(options_.share));
    try {
        share_files::clear(folder, folder.lock(options_.share), study_.name);
    } catch (...) {
        lock_->remove();
        throw;
    }
    create_plan(folder.plan(), plan);
}

/// Of two studies that begin here at once one wins, and the other is refused.
void Worker::place_plan()
{
    const StudyFolder& folder = options_.folder;
    if (!fs::exists(folder.plan()))
        create_plan(folder.plan(),
                    plan_of(study_, groups_, populations_, data_, options_.share.shards, options_.provenance));
    require_same(read_plan(folder.plan()).configuration, configuration_, folder.path.string());
}

/// Did an earlier sitting come to its end, but perhaps not to the merge? Where the disk has lost some of its runs, they
/// are left to do.
bool Worker::finished_before()
{
    const fs::path done = options_.folder.done(options_.share), part = options_.folder.part(options_.share);
    if (!fs::exists(done))
        return false;
    shard_.emplace(Shard::open(done, false));
    share_files::require_share(*shard_, head_, done);
    trusted_ = shard_->damaged().empty();
    if (trusted_)
        return true;
    shard_.reset();
    fs::rename(done, part);
    return false;
}

void Worker::open_shard()
{
    const Clock::time_point begin = Clock::now();
    shard_.emplace(share_files::open_or_create(options_.folder, options_.share, head_));
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

bool Worker::is_pending(std::size_t first, std::size_t count) const
{
    const auto begin = shard_->states().begin() + static_cast<std::ptrdiff_t>(first);
    return std::find(begin, begin + static_cast<std::ptrdiff_t>(count), RunState::pending) !=
           begin + static_cast<std::ptrdiff_t>(count);
}

/// Some runs of a batch, `before` runs after its first; where they end in an error that is no run's own, each alone, so
/// that one fails and the others are kept.
std::vector<RunOutcome> Worker::simulate(const Population& people, std::span<const RunRequest> requests,
                                         std::size_t before, std::size_t batch_runs)
{
    BatchOptions batch;
    bool stopping = false;
    batch.progress = [&](int month, int months) {
        const std::uint64_t lane_months =
            before * static_cast<std::uint64_t>(months) + requests.size() * static_cast<std::uint64_t>(month);
        steps_done_ = batch_begin_ + lane_months / batch_runs;
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
    for (std::size_t i = 0; i < requests.size(); ++i)
        outcomes.push_back(std::move(simulate(people, requests.subspan(i, 1), before + i, batch_runs).front()));
    return outcomes;
}

/// As many runs of the batch at a time as fit in memory: all, but for populations far beyond the real one.
void Worker::run_batch_at(std::size_t first, const StudyBatch& batch)
{
    const BatchGroup& group = groups_.groups[groups_.of_point[batch.front() % study_.points.size()]];
    const auto people = populations_.get(group.population);
    const int fitting = lanes_at_a_time(*people, group.horizon, options_.lanes, options_.memory,
                                        noticed_ ? std::function<void(const std::string&)>{} : options_.notice);
    noticed_ = noticed_ || fitting < options_.lanes;
    const auto lanes = static_cast<std::size_t>(fitting);
    batch_begin_ = steps_done_;
    for (std::size_t from = 0; from < batch.size(); from += lanes) {
        const std::size_t count = std::min(lanes, batch.size() - from);
        if (!is_pending(first + from, count))
            continue;
        std::map<std::pair<std::uint32_t, std::uint32_t>, Scenario> scenarios; // by point and draw
        std::vector<RunRequest> requests;
        for (std::size_t i = from; i < from + count; ++i) {
            const StudyRun run = run_of(study_, batch[i]);
            const auto [scenario, fresh] = scenarios.try_emplace({run.point, run.replicate});
            if (fresh)
                scenario->second =
                    with_draw(scenario_of(study_, study_.points[run.point], *data_), *data_, run.replicate);
            requests.push_back({&scenario->second, run.key});
        }
        const std::vector<RunOutcome> outcomes = simulate(*people, requests, from, batch.size());
        std::vector<RunResult> results;
        for (const RunOutcome& outcome : outcomes)
            results.push_back({outcome.failed, outcome.failure, &outcome.trajectory});
        const Clock::time_point begin = Clock::now();
        shard_->write(first + from, results, rows_);
        recording_ += since(begin);
    }
    steps_done_ = batch_begin_ + static_cast<std::uint64_t>(group.horizon.months());
}

SweepResult Worker::run()
{
    const StudyFolder& folder = options_.folder;
    if (options_.force)
        begin_anew();
    else
        lock_.emplace(folder.lock(options_.share));
    place_plan();
    if (finished_before()) {
        resumed_ = static_cast<std::uint32_t>(head_.runs.size());
        return finish();
    }
    open_shard();
    count_left();
    trusted_ = resumed_ == 0;
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
    result.failures = share_files::failures_in(*shard_, study_);
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
    merging.trust = trusted_;
    if (options_.news)
        merging.tick = [&](std::uint64_t done, std::uint64_t steps) {
            options_.news({true, done, steps, result.runs, result.runs});
        };
    const MergeResult merged = merge(options_.folder, data_, merging);
    result.merged = merged.path;
    result.hash = merged.hash;
}

} // namespace mutualise
