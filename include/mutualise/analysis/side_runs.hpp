/// \file Runs that an analysis makes for itself, in memory: full batches of whatever scenarios.
#pragma once

#include "mutualise/analysis/outcome.hpp"
#include "mutualise/run/batch.hpp"
#include "mutualise/study/work.hpp"

#include <deque>
#include <functional>

namespace mutualise
{

struct SideRuns {
    std::vector<RunRequest> requests;
    LogChoice log = {};
    std::function<void(std::size_t done, std::size_t all)> news = {}; ///< batches' months; may throw to stop
    std::function<void(const std::string&)> notice = {};              ///< told where fewer than 32 go at a time
};

/// The scenarios of runs that draw from a posterior, kept for as long as requests point to them.
class DrawnScenarios
{
public:
    explicit DrawnScenarios(const SystemData& data) : data_(data) {}
    /// Of run k: `scenario` itself, which must live as long, where it draws nothing.
    const Scenario* of_run(const Scenario& scenario, std::uint32_t k);

private:
    const SystemData& data_;
    std::deque<Scenario> kept_;
};

/// Calls take(i, outcome of request i) in order. Requests that stand together and share population and horizon go
/// together.
void run_aside(const SideRuns& runs, Populations& populations,
               const std::function<void(std::size_t, RunOutcome&&)>& take);

/// The outcome of a run of this scenario in memory.
double outcome_of(const Trajectory& run, const Scenario& scenario, const SystemData& data, const Outcome& outcome);

} // namespace mutualise
