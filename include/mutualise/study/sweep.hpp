/// \file Running a study, or one share of it: batch by batch into a shard, resumed exactly wherever it stopped.
#pragma once

#include "mutualise/run/batch.hpp"
#include "mutualise/study/folder.hpp"
#include "mutualise/study/work.hpp"

#include <functional>
#include <memory>
#include <string>

namespace mutualise
{

/// How far a sweep is. Steps are months of batches, and blocks of the merge.
struct SweepNews {
    bool merging = false;
    std::uint64_t steps_done = 0; ///< in this sitting
    std::uint64_t steps = 0;      ///< of this sitting
    std::uint32_t runs_done = 0;  ///< of this share, earlier sittings included
    std::uint32_t runs = 0;       ///< of this share
};

/// Where and how a share is run, and who is told.
struct SweepOptions {
    StudyFolder folder;
    Share share;
    bool force = false;       ///< throw away what is there and begin anew; only with the whole study as the share
    bool only_resume = false; ///< refuse to begin
    bool keep_shards = false; ///< when merged
    int lanes = max_lanes;    ///< runs at a time at the most
    std::uint64_t memory = 0; ///< that a batch may take [bytes]; 0: what the system has free
    Provenance provenance;
    std::function<void(const SweepNews&)> news; ///< called often; may throw to stop: all but the batch in hand is safe
    std::function<void(const std::string&)> notice; ///< told once where fewer runs than `lanes` fit in memory
};

/// What became of a share's runs.
struct SweepResult {
    std::uint32_t runs = 0;           ///< of this share
    std::uint32_t resumed = 0;        ///< done in earlier sittings
    std::vector<RunFailure> failures; ///< of this share, all sittings
    std::filesystem::path merged;     ///< the study's file, where this was all of it
    std::string hash;                 ///< its canonical hash
    double seconds = 0;               ///< of this sitting
    double seconds_recording = 0;     ///< of them, making shards, writing batches, merging
};

/// Runs what is left of the share. A study of one share is merged at the end. Throws Mismatch where the folder holds
/// another study, naming the first differing key, or another writer is at work; InputError where the study cannot be
/// swept; std::runtime_error where the disk fails.
SweepResult sweep(const Study& study, const std::shared_ptr<const SystemData>& data, const SweepOptions& options);

/// What a sweep would take.
struct SweepEstimate {
    std::uint64_t runs = 0;
    std::uint64_t batches = 0;
    std::uint64_t points = 0;
    std::uint64_t share_runs = 0;
    std::uint64_t share_batches = 0;
    double seconds = 0;            ///< of the share on the threads in use, making populations included
    std::uint64_t shard_bytes = 0; ///< of all shards, on the disk while under way; the merge needs them beside its file
    std::uint64_t file_bytes = 0;  ///< of the merged file, about
};

/// From making a population and the first months of the share's first batch.
SweepEstimate estimate(const Study& study, const std::shared_ptr<const SystemData>& data, Share share = {});

} // namespace mutualise
