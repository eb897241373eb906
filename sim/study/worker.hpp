/// \file One share of a study being run (study/sweep.hpp): its lock, its shard, batch by batch.
#pragma once

#include "mutualise/record/shard.hpp"
#include "mutualise/study/sweep.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <span>
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
    void count_left();
    bool is_pending(std::size_t first, std::size_t count) const;
    void run_batch_at(std::size_t first, const StudyBatch& batch);
    std::vector<RunOutcome> simulate(const Population& people, std::span<const RunRequest> requests, std::size_t before,
                                     std::size_t batch_runs);
    void tell();
    void note();
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
    std::uint64_t steps_ = 0, steps_done_ = 0;
    std::uint64_t batch_begin_ = 0; ///< steps done before the batch in hand
    bool noticed_ = false;          ///< fewer runs at a time were told of
    std::uint32_t done_ = 0, resumed_ = 0;
    bool trusted_ = false; ///< every run is this sitting's, or its checksum was asked in it
    double recording_ = 0; ///< [s]
    std::chrono::steady_clock::time_point started_ = std::chrono::steady_clock::now();
};

} // namespace mutualise
