/// \file A study file being read: the parts of `read_study`.
#pragma once

#include "mutualise/scenario/reading.hpp"
#include "mutualise/scenario/settable.hpp"
#include "mutualise/study/salib.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace mutualise
{

inline constexpr int study_layer = 2; ///< above the scenarios' files and `--set`: its problems are listed first

struct StudyReading {
    Reading file; ///< of the study file itself
    std::filesystem::path folder;
    std::vector<Settable> settable = {};  ///< keys of the variants, and of those under each level
    std::vector<SalibBounds> bounds = {}; ///< of a SALib problem file

    const Settable* find(const std::string& path) const;
};

/// A table's entries in the order in which they stand in the file.
std::vector<const Entry*> in_file_order(const Table& table);

/// Puts a value at a dotted path.
void put(Table& table, const std::string& path, const Node& value);

/// Settings written as a table, or a file that holds them (its `base` is left aside); nothing where refused.
std::optional<Table> read_settings(StudyReading& reading, const Entry& entry, const std::string& path);

void read_variants(StudyReading& reading, const Table& table, const StudyOptions& options, Study& study);
void read_factors(StudyReading& reading, const Table& table, const StudyOptions& options, Study& study);
void read_outputs(StudyReading& reading, const Table& table, Study& study);
void read_design(StudyReading& reading, const Table& table, Study& study);

/// Does this key take numbers or months?
bool takes_numbers(const Settable& key);

/// `key` or `keys`, as they are written.
void read_keys(StudyReading& reading, const Table& table, const std::string& path, Factor& factor);

/// The factor's keys must be there and of one kind; the first says what the values are. Null where refused.
const Settable* find_keys(StudyReading& reading, const Table& table, const std::string& path, const Factor& factor);

/// A factor of levels: a switch, or named settings.
void read_settings_factor(StudyReading& reading, const Table& table, const std::string& path, Factor& factor);

/// The levels of a factor that moves keys which take names, lists of names, or true and false.
void read_named_values(StudyReading& reading, const Table& table, const std::string& path, const Settable& key,
                       Factor& factor);

/// The range, values and distribution of a factor that moves keys.
void read_values(StudyReading& reading, const Table& table, const std::string& path, const Settable& key,
                 Factor& factor);

/// The rows of a list.
void read_rows(StudyReading& reading, const Entry& rows, Study& study);

/// The distribution over a factor's range.
void read_distribution(StudyReading& reading, const Table& table, const std::string& path, Factor& factor);

/// The bounds of a SALib problem file.
void read_problem_file(StudyReading& reading, const Entry& entry);

/// The rows of a table file: CSV with factors as its head, or SALib's sample.
void read_table_rows(StudyReading& reading, const Entry& entry, Study& study);

/// Factors must not be called after variables of the recorded file.
void refuse_taken_names(StudyReading& reading, const Study& study);

/// The draft of a point: levels laid over, values put in. A key of a lever that is not there is not put.
Draft draft_of(const Study& study, const DesignPoint& point, Problems& problems);

/// Checks the scenario of every point, and that all have one time axis. Throws InputError naming the points.
void check_points(Study& study, const SystemData& data);

} // namespace mutualise
