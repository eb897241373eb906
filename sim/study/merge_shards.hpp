/// \file A study's shards, opened together: which runs they hold, and the values of each from wherever they are.
#pragma once

#include "mutualise/record/plan.hpp"
#include "mutualise/record/shard.hpp"
#include "mutualise/study/folder.hpp"

#include <string>
#include <vector>

namespace mutualise
{

/// Where a run's values are.
struct Where {
    std::uint32_t run = 0;
    std::uint32_t shard = 0; ///< place in the list of open shards
    std::uint32_t place = 0; ///< in the shard
};

/// A study's shards, open for reading.
struct Shards {
    std::vector<Shard> open;
    std::vector<Where> recorded; ///< ascending by run
    std::vector<RunFailure> failures;
};

/// Opens every shard and gives what is missing, in words. Throws Mismatch where a shard is another study's, stands
/// under another's name, or has runs that another has too. With `trust` checksums are not asked.
std::vector<std::string> gather(const StudyFolder& folder, const StudyPlan& plan, bool trust, Shards& shards);

/// Values of the runs at [first, first + count) of the merged file; neighbours in a shard in one go.
void read_values(const Shards& shards, Observable observable, std::size_t first, std::size_t count, ValueBlock& block);

} // namespace mutualise
