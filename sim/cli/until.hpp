/// \file `--until`: rounds of further replicates until the Monte Carlo error is small enough.
#pragma once

#include "mutualise/analysis/until.hpp"
#include "mutualise/study/sweep.hpp"

#include <functional>

namespace mutualise::cli
{

/// Runs one round as a study of its own in its folder.
using RunRound = std::function<void(const Study& round, const std::filesystem::path& folder)>;

/// Before anything runs: refuses a condition on what the study does not record, and independent seeds.
void require_precision(const Until& until, const Study& study, const SystemData& data);

/// Adds rounds to every point of the study swept into `folder` until the condition holds or `most_replicates` are
/// there; says how it went on stdout. Killed at any moment, the same call goes on where it stopped: how large a round
/// is depends on the rounds before it alone.
void sweep_until(const Until& until, const Study& study, const std::filesystem::path& folder,
                 std::uint32_t most_replicates, const RunRound& run_round);

} // namespace mutualise::cli
