/// \file How sure is sure enough: a condition on the Monte Carlo error, and how many replicates it asks for.
#pragma once

#include "mutualise/analysis/study_values.hpp"

#include <string>
#include <string_view>

namespace mutualise
{

/// `halfwidth(employees_in_mutuals@2015-12) < 500`: half the interval of the mean, by Student's t, at every design
/// point. `halfwidth(..., 0.95)` asks at that confidence (default 0.9).
struct Until {
    Outcome outcome;
    double confidence = 0.9;
    double threshold = 0;
    std::string text;
};

/// Throws UsageError.
Until parse_until(std::string_view text);

/// How far a study is from its condition.
struct Precision {
    double widest = 0;          ///< half-width at the point where it is widest; infinity with one run
    std::size_t point = 0;      ///< that point
    std::size_t needed = 0;     ///< replicates at which the widest would do, from what is known of its spread
    std::size_t replicates = 0; ///< that every point has at least
    bool holds = false;
};
/// How near the study is to what is asked of it.
Precision precision_of(const StudyValues& values, const Until& until);

/// How many replicates the next round adds: what is needed, but at most as many as there are, as the spread is itself
/// an estimate, and at least 8 (assumed).
std::uint32_t next_round(const Precision& precision, std::uint32_t most_replicates);

} // namespace mutualise
