/// \file Runs that an analysis makes for itself, in memory: full batches of whatever scenarios.
#pragma once

#include "mutualise/analysis/study_values.hpp"
#include "mutualise/run/batch.hpp"
#include "mutualise/study/work.hpp"

#include <deque>
#include <functional>

namespace mutualise
{

/// Side runs that say nothing, counted.
struct SideLosses {
    std::uint32_t failed = 0, undefined = 0; ///< undefined: an outcome is no number
    std::string first;                       ///< what the first of them was

    /// Is the run to be counted here? `what`: "launch-limited".
    bool has_failed(const RunOutcome& run, const std::string& what);
    bool is_undefined(double outcome, const std::string& what);
    /// Throws Mismatch with the counts where there are any and they must not be left out.
    void refuse(MissingRuns missing, std::size_t of_runs) const;
};

/// Runs beside a study's own, and who is told of them.
struct SideRuns {
    std::vector<RunRequest> requests;
    LogChoice log = {};
    std::function<void(std::size_t done, std::size_t all)> news = {}; ///< batches' months; may throw to stop
    std::function<void(const std::string&)> notice = {};              ///< told where fewer than 32 go at a time
    MissingRuns missing = MissingRuns::refuse;
    SideLosses* losses = nullptr; ///< adds up what was left out, if given
};

/// One run's luck: its seed, and the number of its replicate, by which it takes a draw of a posterior.
struct SideLuck {
    std::uint64_t seed = 0;
    std::uint32_t replicate = 0;
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

/// Numbers of side runs by group, of runs that stand group after group, `seeds` each: `number(group, run)` is called of
/// those that did not fail. A run that failed or has no number is refused, or left out, as `runs.missing` says.
std::vector<std::vector<double>> side_values(const SideRuns& runs, Populations& populations, std::size_t seeds,
                                             const std::function<double(std::size_t, const Trajectory&)>& number,
                                             const std::function<std::string(std::size_t)>& group_name);

/// The outcome of a run of this scenario in memory.
double outcome_of(const Trajectory& run, const Scenario& scenario, const SystemData& data, const Outcome& outcome);

} // namespace mutualise
