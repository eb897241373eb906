/// \file A batch of runs as a shard takes it.
#pragma once

#include "mutualise/record/shard.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace mutualise
{

/// What a batch adds to the file, in memory.
struct ShardBatch {
    std::vector<ValueBlock> values; ///< by place in the list of observables
    std::vector<std::int8_t> states;
    std::vector<std::int64_t> checksums;
    std::vector<std::int8_t> messages;
};

/// Of the runs from place `first` of the shard on; a run whose values cannot be recorded is a failed one.
ShardBatch shard_batch(const ShardHead& head, std::size_t first, std::span<const RunResult> results,
                       std::span<const int> rows);

} // namespace mutualise
