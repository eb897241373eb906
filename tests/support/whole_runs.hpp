/// \file Whole runs for tests: shipped scenarios at a small scale, batches of them, and a digest of what they recorded.
#pragma once

#include "support/small_population.hpp"

#include "mutualise/core/digest.hpp"
#include "mutualise/run/batch.hpp"
#include "mutualise/scenario/reader.hpp"

#include <string>
#include <vector>

namespace mutualise::testing
{

/// scenarios/NAME.toml at scale 0.02 unless `settings` say otherwise.
inline Scenario shipped(const std::string& name, std::vector<std::string> settings = {})
{
    settings.insert(settings.begin(), "population.scale=0.02");
    const auto path = std::filesystem::path(MUTUALISE_SOURCE_DIR) / "scenarios" / (name + ".toml");
    return read_scenario(path, *data(), settings).scenario;
}

/// SHA-256 over every double of every observable, bit by bit.
inline std::string digest(const Trajectory& trajectory)
{
    Sha256 sha;
    for (std::size_t o = 0; o < observable_count; ++o)
        sha.update(std::as_bytes(trajectory.values(static_cast<Observable>(o))));
    return sha.hex();
}

/// The same over the rows [0, rows).
inline std::string digest_of_first_rows(const Trajectory& trajectory, int rows)
{
    Sha256 sha;
    for (std::size_t o = 0; o < observable_count; ++o) {
        const std::span<const double> values = trajectory.values(static_cast<Observable>(o));
        const std::size_t cells = values.size() / static_cast<std::size_t>(trajectory.rows());
        sha.update(std::as_bytes(values.first(cells * static_cast<std::size_t>(rows))));
    }
    return sha.hex();
}

/// Runs with the proposal log kept.
inline std::vector<RunOutcome> run(const Population& people, const std::vector<RunRequest>& requests)
{
    BatchOptions options;
    options.log.proposals = true;
    return run_batch(people, requests, options);
}

/// `runs` runs of one scenario, with the seeds of an ensemble.
inline std::vector<RunOutcome> run_seeds(const Population& people, const Scenario& scenario, std::uint32_t runs)
{
    std::vector<RunRequest> requests;
    for (std::uint32_t i = 0; i < runs; ++i)
        requests.push_back({&scenario, run_key(scenario.seed, i)});
    return run(people, requests);
}

/// An observable over the whole run, summed over its axes and months.
inline double sum_over_run(const Trajectory& trajectory, Observable o)
{
    double sum = 0;
    for (const double value : trajectory.values(o))
        sum += value;
    return sum;
}

/// The same at one place of the second axis.
inline double sum_at(const Trajectory& trajectory, Observable o, std::size_t second)
{
    double sum = 0;
    for (int row = 0; row < trajectory.rows(); ++row)
        for (std::size_t first = 0; first < trajectory.lengths()(spec(o).first); ++first)
            sum += trajectory.at(o, row, first, second);
    return sum;
}

inline double exits(const Trajectory& trajectory, ExitReason reason)
{
    return sum_at(trajectory, Observable::exits, static_cast<std::size_t>(reason));
}

} // namespace mutualise::testing
