/// \file What `mutualise run` is asked, and one scenario's runs in memory.
#pragma once

#include "mutualise/record/ensemble.hpp"
#include "mutualise/run/batch.hpp"
#include "mutualise/scenario/reader.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace mutualise::cli
{

struct RunOptions {
    std::vector<std::string> scenarios;
    std::string output;
    std::optional<std::uint64_t> seed;
    std::optional<double> scale;
    int runs = 32;
    int threads = 0, lanes = max_lanes;
    std::vector<std::string> settings;
    std::string progress = "auto", chart = "auto";
    bool force = false, quiet = false, timing = false, log_proposals = false, log_decisions = false;
    std::vector<std::string> snapshots;
    std::string command_line;
};

/// Throws UsageError for snapshots outside the horizon.
LogChoice log_choice(const RunOptions& options, const Horizon& horizon);

/// Runs in batches, with progress; throws Interrupted on a signal. `times` gains what each process took.
Ensemble run_scenario(const ResolvedScenario& resolved, const Population& people, const RunOptions& options,
                      ProcessTimes& times);

} // namespace mutualise::cli
