/// \file The plan of a study under way: what all its workers share and the merge needs, fixed before the first run.
#pragma once

#include "mutualise/record/recording.hpp"

namespace mutualise
{

/// What every worker of a study must agree on.
struct StudyPlan {
    std::string configuration;    ///< `key = value` lines under [tables]: what must not change between sittings
    std::uint32_t replicates = 1; ///< run = replicate * points + point
    std::uint32_t shards = 1;
    std::uint64_t seed = 1;
    bool common_seeds = true; ///< a replicate has the same seed at every point
    std::string data_digest;
    Recording recording; ///< without runs, failures, provenance and data

    std::uint32_t runs() const { return replicates * recording.points(); }
    /// The seed of a run (random/stream.hpp, run_key).
    std::uint64_t seed_of(std::uint32_t run) const;
};

/// Writes `path` under a temporary name beside it and renames it when whole and synced.
void write_plan(const std::filesystem::path& path, const StudyPlan& plan);

/// Writes `path` unless it is there: of several writers at once one wins, and a plan is never replaced. True if it is
/// this one.
bool create_plan(const std::filesystem::path& path, const StudyPlan& plan);

/// Throws std::runtime_error with the reason.
StudyPlan read_plan(const std::filesystem::path& path);

} // namespace mutualise
