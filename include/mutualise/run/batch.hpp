/// \file The unit of work: up to 32 runs that share one population and advance month by month together.
///
/// Lanes may differ in seed, parameters, levers and diagnostics; they share the population and the horizon. A lane
/// alone gives the same bytes as in any packing. A lane that breaks an identity is frozen and reported; the others go
/// on.
#pragma once

#include "mutualise/population/population.hpp"
#include "mutualise/scenario/scenario.hpp"
#include "mutualise/state/crowd.hpp"
#include "mutualise/state/lane.hpp"

#include <array>
#include <functional>
#include <string_view>
#include <vector>

namespace mutualise
{

/// One run asked for.
struct RunRequest {
    const Scenario* scenario = nullptr;
    RunKey key;
};

/// What one run came to. `trajectory` is meaningless where `failed`.
struct RunOutcome {
    bool failed = false;
    std::string failure;
    Trajectory trajectory;
};

/// What wall time is booked under, in the order of `process_names`.
enum class Process : std::uint8_t {
    policy,
    austerity,
    turnover,
    attitudes,
    proposals,
    review,
    deadlines,
    procurement,
    mobilisation,
    trading,
    contractors,
    precedents,
    record,
    start
};
inline constexpr std::array<std::string_view, 14> process_names{
    "policy",      "austerity",    "turnover", "attitudes",   "proposals",  "review", "deadlines",
    "procurement", "mobilisation", "trading",  "contractors", "precedents", "record", "start"};
/// Wall time by process [s].
using ProcessTimes = std::array<double, process_names.size()>;

/// What a batch logs and whom it tells.
struct BatchOptions {
    LogChoice log;
    std::function<void(int month, int months)> progress; ///< called after each month; may throw to stop the batch
    ProcessTimes* times = nullptr;                       ///< added to, if given
};

/// Runs 1 to `max_lanes` requests of one horizon to its end. The same bytes for any packing and number of threads.
std::vector<RunOutcome> run_batch(const Population& people, std::span<const RunRequest> requests,
                                  const BatchOptions& options = {});

/// The initial state of model section 2, the same in every run: live mutuals, requests in hand, stock outsourced.
void place_initial_state(Lane& lane);
/// Initial proposals that enter later (pathfinders), and cases put in by hand, in their month.
void admit_initial_proposals(Lane& lane);

/// What must hold at the end of each month, carried from the month before.
struct Ledger {
    std::vector<std::int64_t> employees; ///< by service
    std::vector<std::int64_t> in_hand;   ///< proposals by service
};

/// Checks the identities of model section 7 on the month just recorded and carries the ledger on.
/// Throws RunError naming month, service and figures.
void check_identities(const Lane& lane, Ledger& ledger);

} // namespace mutualise
