/// \file What all random scenarios share, their populations and their runs.
#pragma once

#include "sanity/drawn_scenario.hpp"

#include "mutualise/population/population.hpp"
#include "mutualise/run/batch.hpp"

#include <memory>
#include <vector>

namespace mutualise::testing
{

/// What all scenarios share.
struct Material {
    std::shared_ptr<const SystemData> data, nobody; ///< `nobody`: without the rows of initial.csv
    std::vector<Factor> priors;
    DrawnSize size;
};
Material load_material(const DrawnSize& size = {});

inline constexpr std::uint32_t seeds = 3; ///< of a scenario

Population people_of(const Scenario& scenario, const std::shared_ptr<const SystemData>& data);

/// Runs of a scenario under these many seeds from `first_seed` on, the proposal log kept.
std::vector<RunOutcome> runs_of(const Population& people, const std::vector<const Scenario*>& scenarios,
                                std::uint32_t first_seed, std::uint32_t count);

} // namespace mutualise::testing
