/// \file A stand-in for the model of two parameters, and a plan small enough to be done again step by step.
#pragma once

#include "mutualise/analysis/calibrate.hpp"
#include "mutualise/random/stream.hpp"

#include <vector>

namespace mutualise::testing
{

/// Two statistics that rise with a parameter each, and keyed noise.
inline WaveRuns runs_at(const Points& points, std::uint32_t replicates, std::uint32_t round)
{
    WaveRuns runs{points, {{}, {}}};
    for (std::uint32_t p = 0; p < points.size(); ++p)
        for (std::uint32_t s = 0; s < 2; ++s) {
            Stream luck({round}, Purpose::test, p, s);
            auto& values = runs.values[s].emplace_back();
            for (std::uint32_t r = 0; r < replicates; ++r)
                values.push_back(10 * points[p][s] + points[p][1 - s] + luck.normal());
        }
    return runs;
}

inline const std::vector<Observation> record{{4, 0.3, 0.1, "first"}, {7, 0.4, 0, "second"}};

inline FittingPlan two_statistics_plan()
{
    FittingPlan plan;
    plan.seed = 7;
    plan.waves = 3;
    plan.wave_points = 12;
    plan.wave_replicates = 2;
    plan.cutoff = 2;
    plan.training_points = 14; // fewer than there are, and than the candidates
    plan.particles = 40;
    plan.moves = 2;
    plan.final_moves = 3;
    plan.candidates = 15;
    plan.candidate_replicates = 3;
    plan.draws = 10;
    plan.check_samples = 50;
    return plan;
}

} // namespace mutualise::testing
