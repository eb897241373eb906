/// \file Runs of a study's batch: what is asked of them, and what they come to even where one cannot be run.
#pragma once

#include "mutualise/run/batch.hpp"
#include "mutualise/study/work.hpp"

#include <functional>
#include <map>
#include <span>
#include <utility>
#include <vector>

namespace mutualise
{

/// Runs of one batch by number, asked for; holds their scenarios.
class BatchRequests
{
public:
    BatchRequests(const Study& study, const SystemData& data, std::span<const std::uint32_t> runs);
    BatchRequests(const BatchRequests&) = delete;
    BatchRequests& operator=(const BatchRequests&) = delete;

    std::span<const RunRequest> requests() const { return requests_; }

private:
    std::map<std::pair<std::uint32_t, std::uint32_t>, Scenario> scenarios_; ///< by point and draw
    std::vector<RunRequest> requests_;
};

/// Told after each month: months of all the runs that are over, and the months of one run. May throw to stop.
using RunMonths = std::function<void(std::uint64_t over, int months)>;

/// All runs at once; where they end in an error that is no run's own, each alone, so that one fails and the others are
/// kept.
std::vector<RunOutcome> run_batch_or_each(const Population& people, std::span<const RunRequest> requests,
                                          const RunMonths& progress);

} // namespace mutualise
