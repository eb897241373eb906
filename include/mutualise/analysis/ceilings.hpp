/// \file How far a goal is when nothing meets it: three ceilings that are no proposals (scenarios/ceilings/), and what
/// pace each would have to keep.
#pragma once

#include "mutualise/analysis/side_runs.hpp"
#include "mutualise/analysis/target.hpp"

namespace mutualise
{

/// A bound on what could be reached at the most, as a scenario.
struct Ceiling {
    std::string name, description;
    Scenario scenario;
    Month start; ///< of the first lever that the record does not have
};

/// The three shipped, with the population, horizon, parameters and initial state of `at`. Reads scenarios/ceilings/.
std::vector<Ceiling> shipped_ceilings(const Scenario& at, const SystemData& data);

/// How far one ceiling's runs came.
struct CeilingAnswer {
    std::string name, description;
    Month start, date;          ///< `date`: the goal's
    Chance chance;              ///< of the goal
    GoalLevel level;            ///< met with the wanted probability
    MeanEstimate value, before; ///< of the goal's outcome, at its date and before the start
    double needed_a_month = 0;  ///< from before the start to the threshold at the date; NaN where there is no pace
    double moved_a_month = 0;   ///< what it moved in the mean; likewise
};

/// Why the ceilings say nothing of this goal, in words; empty: they do.
std::string why_no_ceilings(std::span<const Ceiling> ceilings, const TargetQuestion& question);
/// Why a pace towards this goal has no meaning, in words; empty: it has one.
std::string why_no_pace(std::span<const Ceiling> ceilings, const TargetQuestion& question);

/// Runs every ceiling with this luck. Throws Mismatch where runs fail or have no outcome, unless they are to be left
/// out; std::logic_error where the ceilings say nothing of the goal.
std::vector<CeilingAnswer> reach_ceilings(std::span<const Ceiling> ceilings, const TargetQuestion& question,
                                          std::span<const SideLuck> runs, Populations& populations,
                                          const SystemData& data, SideRuns how);

/// The ceilings for people. `no_pace`: a line to add, or nothing.
std::string ceilings_text(std::span<const CeilingAnswer> ceilings, const TargetQuestion& question,
                          const std::string& no_pace = "");
/// Puts the ceilings into the file of the answer.
void add_ceilings(Result& result, std::span<const CeilingAnswer> ceilings, const TargetQuestion& question);

} // namespace mutualise
