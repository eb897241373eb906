/// \file What must not change between the sittings of a study, as `key = value` lines, and how two such texts differ.
#pragma once

#include "mutualise/record/plan.hpp"
#include "mutualise/study/share.hpp"
#include "mutualise/study/study.hpp"

namespace mutualise
{

/// The study, the data, the program that runs it, and how many shards it is cut into.
std::string configuration_of(const Study& study, const SystemData& data, const Provenance& program,
                             std::uint32_t shards);

/// One key by which two configurations differ.
struct Difference {
    std::string key;         ///< the whole path
    std::string before, now; ///< values; "nothing" where the key is missing
};

/// The first key, in the order of `before`, whose values differ.
std::optional<Difference> first_difference(const std::string& before, const std::string& now);

/// Throws Mismatch naming `where`, the first differing key and both values, unless both are equal.
void require_same(const std::string& before, const std::string& now, const std::string& where);

/// What one scenario's canonical text lays over another's, as TOML.
std::string settings_between(const std::string& base, const std::string& scenario);

/// The scenario that `settings` laid over `base` make, both as TOML.
Scenario scenario_of_texts(const std::string& base, const std::string& settings, const SystemData& data);

} // namespace mutualise
