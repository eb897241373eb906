/// \file A scenario's layers: the file without a base, the overlays above it, and the `--set` texts.
#pragma once

#include "mutualise/scenario/document.hpp"
#include "mutualise/scenario/reading.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace mutualise
{

struct Merged {
    Table table;          ///< without `base` and `remove`; `name` and `description` are never inherited
    int lowest_layer = 0; ///< of the file without a base
    bool complete = true; ///< every file was read: its values can be judged
};

/// Reads `path` and its bases, applies the settings, merges all by key. Faults go into `problems`.
/// `named_by` is the entry that names the file, where another file does.
Merged merge_layers(const std::filesystem::path& path, const std::vector<std::string>& settings, Problems& problems,
                    const Entry* named_by = nullptr);

/// Lays a layer over the merged ones: its `remove` takes levers away, then its keys replace theirs.
void lay_over(Table& merged, Table above, Problems& problems);

} // namespace mutualise
