/// \file The shards of a study as one file, and how far they are.
#pragma once

#include "mutualise/record/plan.hpp"
#include "mutualise/study/folder.hpp"

#include <functional>
#include <optional>

namespace mutualise
{

/// How far one share is.
struct ShardStatus {
    Share share;
    bool begun = false;
    bool complete = false;
    bool live = false;      ///< a process writes it now
    std::uint32_t runs = 0; ///< 0 where it has not begun
    std::uint32_t done = 0; ///< failed ones included
    std::uint32_t failed = 0;
    double seconds_a_run = 0; ///< in the last sitting; 0: not known
    std::string worker;       ///< process and host of the last sitting
};

/// How far a study is.
struct StudyStatus {
    std::string name;
    std::uint32_t runs = 0, done = 0, failed = 0;
    std::vector<ShardStatus> shards; ///< none where the study is merged
    std::filesystem::path merged;    ///< the merged file, where there is one
    std::string hash;
};

/// How far the study in this folder is, whether its workers live or not. Throws UsageError where it holds none.
StudyStatus status_of(const StudyFolder& folder);

/// What a merge keeps, and what it records of itself.
struct MergeOptions {
    bool keep_shards = false;
    bool force = false; ///< write over a file of the same name
    Provenance provenance;
    std::function<void(std::uint64_t done, std::uint64_t steps)> tick;
    bool trust = false; ///< do not ask the checksums: the shards were written in this sitting
};

/// The merged file.
struct MergeResult {
    std::filesystem::path path; ///< empty: every run failed, so there is nothing to record and the shards stay
    std::string hash;
    std::uint32_t runs = 0;
    std::vector<RunFailure> failures;
    bool was_there = false; ///< merged before; nothing was done but the clean-up
};

/// Writes the study's file from its shards and takes them away. Throws Mismatch, naming what is missing or differs, and
/// std::runtime_error where the disk fails.
MergeResult merge(const StudyFolder& folder, const std::shared_ptr<const SystemData>& data,
                  const MergeOptions& options);

/// The merged file at `path`, if it is there and of this study and data.
std::optional<MergeResult> already_merged(const std::filesystem::path& path, const std::string& resolved_study,
                                          const std::string& data_digest);

/// Takes away what a merge that was cut off left beside its file. Nothing is done to another study's files, to shards
/// that are all there and are kept, or while another process merges.
void clean_up(const StudyFolder& folder, const MergeResult& merged, bool keep_shards);

} // namespace mutualise
