/// \file A scenario's layers: the file without a base, the overlays above it, and the `--set` texts.
#pragma once

#include "document.hpp"
#include "reading.hpp"

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
Merged merge_layers(const std::filesystem::path& path, const std::vector<std::string>& settings, Problems& problems);

} // namespace mutualise
