/// \file A scenario merged from its layers but not yet judged: what a study lays its settings over, point by point.
#pragma once

#include "mutualise/scenario/reading.hpp"
#include "mutualise/scenario/scenario.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mutualise
{

/// The merged tables of one scenario.
struct Draft {
    std::string name; ///< the file's stem
    Table table;      ///< without `base` and `remove`
    int lowest_layer = 0;
};

/// Reads `path` and its bases and merges them by key. Nothing where a file could not be read; faults go into
/// `problems`. `named_by` is the entry that names the file, where another file does.
std::optional<Draft> read_draft(const std::filesystem::path& path, Problems& problems, const Entry* named_by = nullptr);

/// One TOML file as it is written, without its base.
std::optional<Table> read_table(const std::filesystem::path& path, int layer, Problems& problems,
                                const Entry* named_by = nullptr);

/// Lays a table over the draft: its `remove` takes levers away, then its keys replace the draft's.
void lay_over(Draft& draft, const Table& above, Problems& problems);

/// Lays `--set key.path=value` texts over the draft.
void lay_settings(Draft& draft, const std::vector<std::string>& settings, Problems& problems);

/// The draft read and checked as a scenario file is. Faults and notices go into `reading`, each at the place where the
/// value was written.
Scenario resolve(const Draft& draft, Reading& reading);

} // namespace mutualise
