/// \file Scenario files: TOML overlays read, checked and explained. Nothing is clamped, defaulted or repaired in
/// silence.
#pragma once

#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/scenario.hpp"
#include "mutualise/scenario/system_data.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace mutualise
{

/// A scenario with the story of its values.
struct ResolvedScenario {
    Scenario scenario;
    std::map<std::string, std::string> origins; ///< key path -> "file:line", "--set" or "default"
    std::vector<std::string> notices;           ///< not errors: e.g. a lever that never takes effect
};

/// Reads `path` and its bases, applies `--set key.path=value` texts, checks everything.
/// Throws InputError with every problem found.
ResolvedScenario read_scenario(const std::filesystem::path& path, const SystemData& data,
                               const std::vector<std::string>& settings = {});

/// The whole resolved scenario as TOML that reads back to the same scenario; equal scenarios have equal text.
std::string canonical_text(const Scenario& scenario, const SystemData& data);

/// The same with the origin of each value as a comment, for people (`validate --effective`).
std::string effective_text(const ResolvedScenario& resolved, const SystemData& data);

} // namespace mutualise
