/// \file The same public sector with its services in another order: nothing but the order may tell.
#pragma once

#include "sanity/finding.hpp"
#include "sanity/material.hpp"

#include "mutualise/scenario/scenario.hpp"
#include "mutualise/scenario/system_data.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace mutualise::testing
{

/// place[s] is where service s of the data goes: a keyed permutation.
std::vector<std::uint32_t> new_places(std::uint32_t number, std::size_t services);

std::shared_ptr<const SystemData> relabelled(const SystemData& data, const std::vector<std::uint32_t>& place);
Scenario relabelled(const Scenario& scenario, const std::vector<std::uint32_t>& place);

/// Adds how the base's runs, `drawn`, differ from as many of the scenario relabelled, by statistic and service.
void check_labels(Finding& finding, const Scenario& base, const Material& material,
                  const std::vector<const Trajectory*>& drawn);

} // namespace mutualise::testing
