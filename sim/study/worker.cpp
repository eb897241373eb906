#include "worker.hpp"

#include "batch_runs.hpp"
#include "elapsed.hpp"
#include "share_files.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/study/configuration.hpp"
#include "mutualise/study/merge.hpp"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <span>

namespace mutualise
{

namespace fs = std::filesystem;

Worker::Worker(const Study& study, std::shared_ptr<const SystemData> data, const SweepOptions& options)
    : study_(study), data_(std::move(data)), options_(options),
      configuration_(configuration_of(study, *data_, options.provenance, options.share.shards)),
      groups_(groups_of(study, *data_)), populations_(data_), batches_(batches_of(study, groups_, options.share)),
      head_(share_files::head_of(study, configuration_, *data_, options.share, batches_)), rows_(recorded_rows(study)),
      progress_(options, static_cast<std::uint32_t>(head_.runs.size()))
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
    recording_ += seconds_since(begin);
}

bool Worker::is_pending(std::size_t first, std::size_t count) const
{
    const auto begin = shard_->states().begin() + static_cast<std::ptrdiff_t>(first);
    return std::find(begin, begin + static_cast<std::ptrdiff_t>(count), RunState::pending) !=
           begin + static_cast<std::ptrdiff_t>(count);
}

void Worker::write(std::size_t first, const std::vector<RunOutcome>& outcomes)
{
    std::vector<RunResult> results;
    for (const RunOutcome& outcome : outcomes)
        results.push_back({outcome.failed, outcome.failure, &outcome.trajectory});
    const Clock::time_point begin = Clock::now();
    shard_->write(first, results, rows_);
    recording_ += seconds_since(begin);
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
    progress_.begin_batch();
    for (std::size_t from = 0; from < batch.size(); from += lanes) {
        const std::size_t count = std::min(lanes, batch.size() - from);
        if (!is_pending(first + from, count))
            continue;
        const BatchRequests runs(study_, *data_, std::span(batch).subspan(from, count));
        const RunMonths told = [&](std::uint64_t over, int months) {
            progress_.reach((from * static_cast<std::uint64_t>(months) + over) / batch.size());
            progress_.tell();
        };
        write(first + from, run_batch_or_each(*people, runs.requests(), told));
    }
    progress_.reach(static_cast<std::uint64_t>(group.horizon.months()));
}

void Worker::run_batches()
{
    std::size_t first = 0;
    for (const StudyBatch& batch : batches_) {
        const auto& states = shard_->states();
        const auto left =
            std::count(states.begin() + static_cast<std::ptrdiff_t>(first),
                       states.begin() + static_cast<std::ptrdiff_t>(first + batch.size()), RunState::pending);
        if (left > 0) {
            run_batch_at(first, batch);
            progress_.count_done(static_cast<std::uint32_t>(left));
            lock_->note(progress_.note());
        }
        first += batch.size();
    }
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
        progress_.nothing_left();
        return finish();
    }
    open_shard();
    progress_.count_left(batches_, shard_->states(), groups_.groups.front().horizon.months());
    trusted_ = progress_.resumed() == 0;
    lock_->note(progress_.note());
    run_batches();
    const Clock::time_point begin = Clock::now();
    shard_->close();
    recording_ += seconds_since(begin);
    fs::rename(folder.part(options_.share), folder.done(options_.share));
    shard_.emplace(Shard::open(folder.done(options_.share), false));
    return finish();
}

SweepResult Worker::finish()
{
    SweepResult result;
    result.runs = static_cast<std::uint32_t>(shard_->head().runs.size());
    result.resumed = progress_.resumed();
    result.failures = share_files::failures_in(*shard_, study_);
    shard_.reset();
    const Clock::time_point begin = Clock::now();
    if (options_.share.shards == 1 && result.failures.size() < result.runs)
        merge_all(result);
    result.seconds = progress_.seconds();
    result.seconds_recording = recording_ + seconds_since(begin);
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
