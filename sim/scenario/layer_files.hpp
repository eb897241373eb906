/// \file The files of a scenario: the one given, and its bases.
#pragma once

#include "mutualise/scenario/reading.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace mutualise
{

struct Layer {
    std::string file;
    Table table;
};

/// Reads one file; null when there is nothing to go on with. `named_at` is where its name was given (or nowhere).
std::optional<Layer> read_layer(const std::filesystem::path& path, int layer, const Entry* named_by,
                                Problems& problems);

/// The given file first, its bases after it.
std::vector<Layer> file_layers(const std::filesystem::path& path, const Entry* first_named_by, Problems& problems);

} // namespace mutualise
