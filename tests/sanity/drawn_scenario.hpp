/// \file Random valid scenarios, each by its number: parameters within their priors or their whole bounds, levers of
/// every kind with random scope, strength, dates and duration, a random small population.
#pragma once

#include "mutualise/scenario/scenario.hpp"
#include "mutualise/study/study.hpp"

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

namespace mutualise::testing
{

/// The priors of the calibration (scenarios/calibration/priors.toml): ranges and distributions by key.
std::vector<Factor> read_priors(const SystemData& data);

/// How large and how long scenarios are.
struct DrawnSize {
    double scale_least = 0.004, scale_most = 0.01;
    Month last_least = Month::of(2012, 12), last_most = Month::of(2014, 12);
    int spin_up_most = 12;
};
inline constexpr DrawnSize quick_size{0.003, 0.006, Month::of(2012, 1), Month::of(2012, 12), 2};

Scenario draw_scenario(std::uint32_t number, const SystemData& data, const std::vector<Factor>& priors,
                       const DrawnSize& size = {});

/// Kinds of levers that can be made more generous, in the order of `Levers`.
inline constexpr std::array<std::string_view, 8> ladder_names{
    "right_to_mutualise", "bond_exemption",     "contract_preference", "pqq_proportionality",
    "support_programme",  "pension_protection", "awareness_campaign",  "divestment_deadline"};

/// Draws the levers of a scenario whose horizon is known.
void draw_levers(std::uint32_t number, const SystemData& data, Scenario& scenario);

} // namespace mutualise::testing
