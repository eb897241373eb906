/// \file Running again what a recorded file says was run, and comparing.
#pragma once

#include "mutualise/record/recorded_file.hpp"

#include <functional>
#include <optional>

namespace mutualise
{

/// The first value of a run that came out otherwise; or a run that failed here and not there, or the other way round.
struct RunDifference {
    std::uint32_t run = 0;
    std::string what; ///< "mutuals_live in 2012-06, libraries: recorded 3, now 4"
};

/// How runs that were run again compare with the record.
struct RepeatResult {
    std::uint32_t runs = 0;   ///< repeated
    std::uint32_t failed = 0; ///< of them, recorded as failed and failed again with the same message
    std::vector<RunDifference> differences;
};

/// Repeats the runs of these numbers (all, failed ones included, where none are given), in full batches. Throws
/// Mismatch where the data are others than the file's, UsageError where it has no such run.
/// `memory` and `notice` are as with a sweep (sweep.hpp).
RepeatResult repeat(const RecordedFile& file, const std::shared_ptr<const SystemData>& data,
                    std::span<const std::uint32_t> runs, const std::function<void(std::uint32_t, std::uint32_t)>& tick,
                    const std::function<void(const std::string&)>& notice = {}, std::uint64_t memory = 0);

/// The scenario of a design point, or of a scenario's file, before a run draws its parameters.
Scenario scenario_of_point(const RecordedFile& file, std::uint32_t point, const SystemData& data);

/// The scenario of a run: its point's, with what the run drew.
Scenario scenario_of_run(const RecordedFile& file, std::uint32_t run, const SystemData& data);

} // namespace mutualise
