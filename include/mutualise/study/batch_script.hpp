/// \file Job scripts for Slurm: an array whose tasks are a study's shards, and the merge after it.
#pragma once

#include <cstdint>
#include <string>

namespace mutualise
{

/// What a job script is written for.
struct BatchJob {
    std::string name;      ///< of the study
    std::string command;   ///< the program, whole path
    std::string study;     ///< study file, whole path
    std::string folder;    ///< of its runs, whole path
    std::string arguments; ///< more of `sweep`'s, with a blank before each
    std::uint32_t shards = 64;
    int cpus = 2;
    std::string memory = "4G";
    std::string time = "04:00:00";
    std::string partition; ///< the cluster's own where empty
};

/// One task a shard. A task that is warned of its time limit, or whose node dies, is queued again and resumes.
std::string array_script(const BatchJob& job);

/// Merges when every task has ended, however it ended; names what is missing.
std::string merge_script(const BatchJob& job);

/// The shell command that submits both.
std::string submit_line(const BatchJob& job);

} // namespace mutualise
