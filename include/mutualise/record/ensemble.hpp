/// \file The recorded file: an ensemble of runs of one scenario as HDF5 that is also valid netCDF-4
/// (docs/file_format.md).
#pragma once

#include "mutualise/population/population.hpp"
#include "mutualise/scenario/scenario.hpp"
#include "mutualise/state/trajectory.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mutualise
{

/// One run that finished.
struct RunRecord {
    std::uint32_t index = 0; ///< number within the ensemble
    std::uint64_t seed = 0;  ///< the run's key (random/stream.hpp, run_key)
    Trajectory trajectory;
};

/// One run that did not.
struct RunFailure {
    std::uint32_t index = 0;
    std::uint64_t seed = 0;
    std::string message;
};

/// Where a file came from; recorded, but not part of the canonical hash.
struct Provenance {
    std::string version;
    std::string commit;
    std::string compiler;
    std::string flags;
    std::string command_line;
    std::string created; ///< UTC, ISO 8601; the only thing that differs between two equal runs
};

/// Version, commit, compiler and flags of this build.
Provenance build_provenance();

/// Everything a file holds. Runs in ascending order of index.
struct Ensemble {
    Scenario scenario;
    std::string resolved_scenario; ///< TOML text, canonical: equal scenarios have equal text
    double scale = 1;
    std::uint64_t employees = 0; ///< posts simulated
    std::shared_ptr<const SystemData> data;
    std::vector<std::uint32_t> unit_stable; ///< stable ids of the units, for snapshots
    std::vector<RunRecord> runs;
    std::vector<RunFailure> failures;
    bool with_proposals = false;
    bool with_decisions = false;
    bool with_snapshots = false;
    Provenance provenance;
};

/// Writes `path` under a temporary name beside it and renames it when whole and synced.
/// Throws std::runtime_error (with the reason) on a full disk or a missing permission; nothing is left under `path`.
void write_ensemble(const std::filesystem::path& path, const Ensemble& ensemble);

/// The canonical hash over names, types, units, values and the resolved configuration: 64 hex digits. Independent of
/// version, compiler, command line and layout. Throws std::runtime_error where the file is not one of ours or
/// unfinished.
std::string canonical_hash(const std::filesystem::path& path);

/// The canonical hash the writer left in the file. Throws as canonical_hash does.
std::string recorded_hash(const std::filesystem::path& path);

} // namespace mutualise
