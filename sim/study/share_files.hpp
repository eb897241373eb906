/// \file The file that a share of a study is run into, and what stands in its folder before.
#pragma once

#include "mutualise/record/shard.hpp"
#include "mutualise/study/folder.hpp"
#include "mutualise/study/work.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace mutualise::share_files
{

ShardHead head_of(const Study& study, const std::string& configuration, const SystemData& data, Share share,
                  const std::vector<StudyBatch>& batches);

/// Throws everything of an earlier study of this name away but this worker's lock, unless somebody else still writes.
void clear(const StudyFolder& folder, const std::filesystem::path& own_lock, const std::string& name);

/// Throws Mismatch where the shard holds other runs, or another study's.
void require_share(const Shard& shard, const ShardHead& head, const std::filesystem::path& file);

/// The share's file under way, without the runs that the disk has lost; a new one where there is none.
Shard open_or_create(const StudyFolder& folder, Share share, const ShardHead& head);

/// Ascending by run.
std::vector<RunFailure> failures_in(const Shard& shard, const Study& study);

} // namespace mutualise::share_files
