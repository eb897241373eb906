/// \file More of a study: some of its points, with replicates beyond those it has, as a study of its own. Runs of a
/// round are the ones a larger study would have had, to the byte.
#pragma once

#include "mutualise/study/study.hpp"

#include <span>

namespace mutualise
{

/// Replicates [first, first + replicates) of `points` of a study with common seeds. Throws UsageError for independent
/// seeds.
Study round_of(const Study& study, std::span<const std::uint32_t> points, std::uint32_t first,
               std::uint32_t replicates);

/// Where the rounds of a study's folder lie: `rounds/0001`, ...
std::filesystem::path round_folder(const std::filesystem::path& study_folder, std::uint32_t round);

} // namespace mutualise
