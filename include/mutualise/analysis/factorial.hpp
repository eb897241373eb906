/// \file A study as a full factorial of levers that are off or on: one design point for every set of levers.
#pragma once

#include "mutualise/analysis/study_values.hpp"

namespace mutualise
{

/// The points of one variant.
struct Factorial {
    std::string variant;
    std::vector<std::string> levers;         ///< factors of two values, in the order of the study
    std::vector<std::string> off, on;        ///< their values, as people write them
    std::vector<std::uint32_t> point_of_set; ///< by set of levers that are on: bit i for lever i
};

/// Each variant's. A factor is "off" at its value named so, else at the value that comes first. Throws UsageError,
/// naming every fault: factors of other than two values, more than `most_levers`, sets without a point or with several.
std::vector<Factorial> factorials_of(const StudyValues& values);

/// v[replicate][set] of the runs that every point of the factorial has, by seed. Throws UsageError where points do not
/// share their luck, or simulate different people.
std::vector<std::vector<double>> paired_values(const StudyValues& values, const Factorial& factorial,
                                               std::size_t outcome);

} // namespace mutualise
