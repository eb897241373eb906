/// \file One sitting at one machine: what is measured, and the figures as they are printed and kept.
#pragma once

#include "measure.hpp"

#include "mutualise/population/population.hpp"
#include "mutualise/scenario/scenario.hpp"

#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mutualise::bench
{

using Json = nlohmann::ordered_json;

/// How much is measured.
struct Effort {
    double scale = 1;
    int repeats = 9;       ///< of kernels and of whole runs
    int curve_repeats = 3; ///< of whole runs along a curve
    std::vector<double> sizes{0.01, 0.1, 1, 10};
};

struct Sitting {
    Effort effort;
    std::shared_ptr<const SystemData> data;
    Scenario scenario;
    Population people;
    Json result;
    int threads = 1;    ///< in use
    double loading = 0; ///< the data tables and the scenario [s]

    Scenario at_scale(double scale) const
    {
        Scenario other = scenario;
        other.population.scale = scale;
        return other;
    }
    /// Nanoseconds an employee, month and run of the horizon, spin-up not counted as months.
    double nanoseconds(double seconds, const Population& population, int lanes) const
    {
        return 1e9 * seconds / (static_cast<double>(population.employees.size()) * scenario.horizon.months() * lanes);
    }
};

inline constexpr std::array<int, 6> lane_counts{1, 2, 4, 8, 16, 32};

/// All of it or, `quick`, a tenth of the employees; loads the data tables and the scenario.
Sitting sitting_of(bool quick);

void line(const std::string& name, const std::string& text);
/// Employee-months a second.
std::string rate(double nanoseconds);
std::string text(const Spread& s, const char* unit);
Json json(const Spread& s);

void measure_machine(Sitting& sitting);
void measure_synthesis(Sitting& sitting);
void measure_kernel(Sitting& sitting);
void measure_kernel_curves(Sitting& sitting);
/// Whole runs by the number of threads; on all of them, memory and the processes' shares.
void measure_runs(Sitting& sitting);
/// Takes the population away: others are made.
void measure_run_curves(Sitting& sitting);

} // namespace mutualise::bench
