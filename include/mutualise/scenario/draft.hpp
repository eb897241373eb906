/// \file A scenario merged from its layers but not yet judged: what a study lays its settings over, point by point.
#pragma once

#include "mutualise/scenario/reading.hpp"
#include "mutualise/scenario/scenario.hpp"

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace mutualise
{

struct Draft {
    std::string name; ///< the file's stem
    Table table;      ///< without `base` and `remove`
    int lowest_layer = 0;
};

/// Reads `path` and its bases, applies the settings, merges all by key. Nothing where a file could not be read; faults
/// go into `problems`. `named_by` is the entry that names the file, where another file does.
std::optional<Draft> read_draft(const std::filesystem::path& path, const std::vector<std::string>& settings,
                                Problems& problems, const Entry* named_by = nullptr);

/// The table of one overlay file, without its base: what a scenario that holds one lever adds to the record.
std::optional<Table> read_overlay(const std::filesystem::path& path, const Entry& named_by, Problems& problems);

/// Lays settings over a draft for good. They may `remove` levers.
void lay_over(Draft& draft, Table above, Problems& problems);

/// The draft with the overlays laid over it, in order (each may `remove` levers), read and checked like a scenario
/// file. Faults go into `reading`, at the place where each value was written.
Scenario resolve(const Draft& draft, std::span<const Table* const> overlays, Reading& reading);

} // namespace mutualise
