/// \file A study: scenarios x design x replicates x outputs wanted, read from a TOML file (docs/studies.md).
///
/// Points are numbered from 0, variant by variant, within a variant in the row order of the design. Runs are numbered
/// from 0, replicate by replicate: run = replicate * points + point, so any first part of a study is balanced.
#pragma once

#include "mutualise/core/errors.hpp"
#include "mutualise/random/stream.hpp"
#include "mutualise/scenario/draft.hpp"
#include "mutualise/scenario/scenario.hpp"
#include "mutualise/scenario/system_data.hpp"
#include "mutualise/state/trajectory.hpp"
#include "mutualise/study/factor.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mutualise
{

/// A scenario that the design is carried out on. A study without variants has one, named after its base.
struct Variant {
    std::string id;
    Draft draft;       ///< the scenario file with the study's settings and the variant's own laid over it
    Scenario scenario; ///< the same read and checked, before any factor moves it
};

/// How the points of a design are chosen.
enum class DesignKind : std::uint8_t {
    none, ///< no factor moves: one point a variant
    grid,
    factorial,
    list,
    table,
    one_at_a_time,
    latin_hypercube,
    sobol,
    morris,
    saltelli
};

/// How Sobol's sequence is randomised: not, by a random shift, or by Owen's method.
enum class Scramble : std::uint8_t { none, shift, owen };

/// A row of a list or table: values in the order of `Study::factors`, NaN where the row says nothing.
struct ListedRow {
    std::string variant; ///< its id; empty: every variant
    std::vector<double> values;
};

/// A design as the study file asks for it.
struct Design {
    DesignKind kind = DesignKind::none;
    std::uint32_t points = 0;       ///< latin_hypercube, sobol: rows; saltelli: base rows
    std::uint32_t trajectories = 0; ///< morris
    std::uint32_t levels = 4;       ///< morris: levels of the grid, even
    bool second_order = true;       ///< saltelli
    Scramble scramble = Scramble::none;
    std::uint32_t skip = 0;      ///< sobol, saltelli: points of the sequence left out at its start
    std::vector<ListedRow> rows; ///< list, table
    std::uint64_t seed = 1;      ///< of the design's own draws; independent of the runs' seed
};

/// The row of a design. `values` are in the order of `Study::factors` (FactorKind says what they mean); NaN: the
/// factor is left as the scenario has it.
struct DesignPoint {
    std::uint32_t variant = 0;
    std::vector<double> values;
    friend bool operator==(const DesignPoint&, const DesignPoint&) = default;
};

/// Common: replicate r has the same seed at every point (common random numbers). Independent: every run its own.
enum class Seeds : std::uint8_t { common, independent };

/// What a study records of each run.
struct Outputs {
    std::vector<Observable> observables; ///< in the recorded order; all of them where the study names none
    std::vector<Month> months;           ///< ascending; empty: every month
};

/// A study as read, and its points.
struct Study {
    std::string name; ///< the file's stem, or `name = `
    std::string description;
    std::filesystem::path file;
    std::uint32_t replicates = 32;
    std::uint32_t first_replicate = 0; ///< of a round that adds to a study (study/rounds.hpp)
    Seeds seeds = Seeds::common;
    std::uint64_t seed = 1; ///< base seed of the runs
    Outputs outputs;
    std::vector<Variant> variants; ///< at least one, in the order of the file
    std::vector<Factor> factors;   ///< in the order of the file
    Design design;
    std::vector<DesignPoint> points;  ///< every point of every variant; at least one
    std::vector<std::string> notices; ///< not errors: e.g. a lever that never takes effect at some points
};

/// What the command line says on top of the file.
struct StudyOptions {
    std::vector<std::string> settings; ///< `--set key.path=value`, laid over every variant, below the factors
    std::optional<std::uint32_t> replicates;
    std::optional<std::uint64_t> seed; ///< of the runs
};

/// Reads a study, makes its design and checks the scenario of every point. Throws InputError with every problem found;
/// one of a design point names the point.
Study read_study(const std::filesystem::path& path, const SystemData& data, const StudyOptions& options = {});

/// Does this file hold a study (it has a key that no scenario has)? False where it cannot be read.
bool is_study_file(const std::filesystem::path& path);

/// The scenario of a point, checked; its seed is the study's, its name the variant's. Safe to call from many threads.
Scenario scenario_of(const Study& study, const DesignPoint& point, const SystemData& data);

/// One run of a study.
struct StudyRun {
    std::uint32_t index = 0; ///< (replicate - first replicate) * points + point
    std::uint32_t point = 0;
    std::uint32_t replicate = 0;
    RunKey key; ///< common seeds: run_key(seed, replicate); independent: run_key(seed, index)
    friend bool operator==(const StudyRun&, const StudyRun&) = default;
};

/// Points times replicates.
std::uint64_t run_count(const Study& study);

/// Run `index` of the study's order, index < run_count.
StudyRun run_of(const Study& study, std::uint64_t index);

/// The study as TOML, one `key = value` a line under [tables]: equal studies have equal text, and studies that differ
/// in anything that can change a recorded number differ in it. Names of files, number of threads and shards are no
/// part. Its digest with that of the data is the configuration hash.
std::string canonical_text(const Study& study, const SystemData& data);

} // namespace mutualise
