/// \file A more generous lever under everything else that a scenario holds: fewer mutuals are possible, not on average.
#pragma once

#include "sanity/lever_pairs.hpp"
#include "sanity/material.hpp"

namespace mutualise::testing
{

/// Runs of a scenario and of the pairs of levers laid over it, seed by seed, in the order of `scenarios`, the base
/// first.
struct Ladder {
    std::vector<Scenario> scenarios;
    std::vector<RunOutcome> outcomes;

    const RunOutcome& at(std::size_t seed, std::size_t scenario) const
    {
        return outcomes[seed * scenarios.size() + scenario];
    }
};
/// Adds to the finding what each pair's stronger lever changed.
Ladder climb(Finding& finding, const Scenario& base, const std::vector<LeverPair>& pairs, const Population& people);

/// Mutuals live at the end, by seed.
struct LiveAtEnd {
    std::vector<double> weaker, stronger;
    std::string failure; ///< of a run; empty where all are sound
};
LiveAtEnd live_at_end(const ScenarioPair& pair, const Material& material, std::uint32_t first_seed,
                      std::uint32_t count);

/// Where proposals went: launches, exits by reason, founded, ended, live at the end; summed over these seeds.
std::string where_they_went(const ScenarioPair& pair, const Material& material, std::uint32_t first_seed,
                            std::uint32_t count);

} // namespace mutualise::testing
