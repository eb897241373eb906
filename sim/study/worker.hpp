/// \file One share of a study being run (study/sweep.hpp): its lock, its shard, batch by batch.
#pragma once

#include "share_progress.hpp"

#include "mutualise/record/shard.hpp"
#include "mutualise/study/sweep.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mutualise
{

/// `study` and `options` must live as long.
class Worker
{
public:
    Worker(const Study& study, std::shared_ptr<const SystemData> data, const SweepOptions& options);

    /// Runs what is left of the share, and merges a study of one share.
    SweepResult run();

private:
    void begin_anew();
    void place_plan();
    bool finished_before();
    void open_shard();
    bool is_pending(std::size_t first, std::size_t count) const;
    void run_batch_at(std::size_t first, const StudyBatch& batch);
    void run_batches();
    void write(std::size_t first, const std::vector<RunOutcome>& outcomes);
    SweepResult finish();
    void merge_all(SweepResult& result);

    const Study& study_;
    std::shared_ptr<const SystemData> data_;
    const SweepOptions& options_;
    std::string configuration_;
    StudyGroups groups_;
    Populations populations_;
    std::vector<StudyBatch> batches_;
    ShardHead head_;
    std::vector<int> rows_;
    std::optional<Shard> shard_;
    std::optional<WorkerLock> lock_;
    ShareProgress progress_;
    bool noticed_ = false; ///< fewer runs at a time were told of
    bool trusted_ = false; ///< every run is this sitting's, or its checksum was asked in it
    double recording_ = 0; ///< [s]
};

} // namespace mutualise
