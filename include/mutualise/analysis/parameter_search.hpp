/// \file Which uncertain parameter would have to differ, and by how much, for a goal to be met: one at a time, within
/// its range, by bisection.
#pragma once

#include "mutualise/analysis/side_runs.hpp"
#include "mutualise/analysis/target.hpp"
#include "mutualise/study/study.hpp"

#include <functional>
#include <optional>

namespace mutualise
{

/// A parameter that is not known, within its bounds.
struct UncertainParameter {
    std::string key; ///< such as `parameters.review.middle_manager_veto`
    std::string unit;
    double rest = 0;             ///< as it is
    double lower = 0, upper = 1; ///< what is thought possible
    bool logarithmic = false;    ///< bisected on a logarithmic scale (a loguniform prior)
};

/// One parameter at one value, all others at rest.
struct Trial {
    std::size_t parameter = 0;
    double value = 0;
};

/// The goal level met with the wanted probability, of each trial.
using TryParameters = std::function<std::vector<double>(std::span<const Trial>)>;

/// How far one parameter alone would have to move.
struct ParameterAnswer {
    UncertainParameter parameter;
    double level_at_lower = 0, level_at_upper = 0;
    std::optional<double> down_to, up_to; ///< value from which the goal is met, where the bound itself meets it
};

/// Tries both bounds of each, then halves the way between rest (where `met` is taken to fail) and each bound that meets
/// it, `halvings` times. A crossing, not necessarily the only one.
std::vector<ParameterAnswer> search_parameters(std::span<const UncertainParameter> parameters,
                                               const std::function<bool(double)>& met, int halvings,
                                               const TryParameters& levels_of);

/// The parameters that a study of uncertainty varies, each with a range of numbers and a single key of `parameters` or
/// `initial`; at rest as in `at`.
std::vector<UncertainParameter> uncertain_parameters(const Study& uncertainty, const Scenario& at);

/// Runs trials of a scenario with this luck. A trial of which no run is left has level NaN. Throws Mismatch where
/// runs fail or have no outcome, unless they are to be left out.
TryParameters trials_of(const Scenario& at, std::vector<UncertainParameter> parameters, TargetQuestion question,
                        std::vector<SideLuck> runs, Populations& populations,
                        const std::shared_ptr<const SystemData>& data, SideRuns how);

/// The table for people. `level_at_rest`: what is reached with every parameter as it is.
std::string parameters_text(std::span<const ParameterAnswer> answers, const TargetQuestion& question,
                            double level_at_rest, std::size_t runs);
/// Puts them into the file of the answer.
void add_parameters(Result& result, std::span<const ParameterAnswer> answers, const TargetQuestion& question);

} // namespace mutualise
