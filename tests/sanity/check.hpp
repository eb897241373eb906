/// \file Every property of one random scenario, and what it adds to the averages over all of them.
#pragma once

#include "sanity/drawn_scenario.hpp"

#include "mutualise/population/population.hpp"
#include "mutualise/run/batch.hpp"

#include <array>
#include <functional>
#include <memory>
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

/// What all scenarios share.
struct Material {
    std::shared_ptr<const SystemData> data, nobody; ///< `nobody`: without the rows of initial.csv
    std::vector<Factor> priors;
    DrawnSize size;
};
Material load_material(const DrawnSize& size = {});

Finding check_scenario(std::uint32_t number, const Material& material);

/// Runs of a scenario under these many seeds from `first_seed` on, the proposal log kept.
std::vector<RunOutcome> runs_of(const Population& people, const std::vector<const Scenario*>& scenarios,
                                std::uint32_t first_seed, std::uint32_t seeds);

/// Mutuals live at the end, by seed.
struct LiveAtEnd {
    std::vector<double> weaker, stronger;
};
LiveAtEnd live_at_end(const ScenarioPair& pair, const Material& material, std::uint32_t first_seed,
                      std::uint32_t seeds);

/// Where proposals went: launches, exits by reason, founded, ended, live at the end; summed over these seeds.
std::string where_they_went(const ScenarioPair& pair, const Material& material, std::uint32_t first_seed,
                            std::uint32_t seeds);

/// The pair as it is when proposals do not meet (support/isolation.hpp), only sponsors or only staff proposing.
ScenarioPair isolated_pair(const ScenarioPair& pair, bool sponsored);

} // namespace mutualise::testing
