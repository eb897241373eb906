/// \file What one random scenario showed: figures for the averages, and properties that do not hold, each with the way
/// to find it again.
#pragma once

#include "sanity/drawn_scenario.hpp"

#include <array>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mutualise::testing
{

/// A scenario and the same with a lever more generous; equal where the property is of one scenario.
struct ScenarioPair {
    Scenario weaker, stronger;
};

/// What does not hold of a pair, with its figures; empty where it holds.
using Fault = std::function<std::string(const ScenarioPair&)>;

struct Violation {
    std::string property;
    std::string figures;
    ScenarioPair pair;
    Fault fault; ///< finds it again, also in a smaller scenario
};

/// What one scenario showed.
struct Finding {
    std::uint32_t number = 0;
    std::vector<Violation> violations;
    double launches = 0, founded = 0; ///< a run of its base, mean over seeds
    /// Change by a more generous lever of a kind, mean over seeds: mutuals live at the end, mutuals founded.
    std::array<std::optional<double>, ladder_names.size()> live, started;
    /// As drawn less relabelled, by statistic and service, mean over seeds.
    std::vector<std::vector<double>> relabelling;
    /// Where proposals do not meet: founded under the weaker lever, and those that only the stronger one saved.
    std::size_t kept = 0, saved = 0;
    std::size_t exact_kind = 0;
};

inline constexpr std::array<std::string_view, 8> relabelling_names{
    "launches",           "mutuals founded", "exits",         "tenders opened",
    "mutuals at the end", "staff left",      "mean attitude", "public employees at the end"};

/// A property that does not hold: no figures, no violation.
inline void add(Finding& finding, std::string property, std::string figures, ScenarioPair pair, Fault fault)
{
    if (!figures.empty())
        finding.violations.push_back({std::move(property), std::move(figures), std::move(pair), std::move(fault)});
}

} // namespace mutualise::testing
