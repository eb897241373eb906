/// \file What all scenarios showed together: averages with their rate of false alarm, and every counter-example.
#pragma once

#include "sanity/finding.hpp"
#include "sanity/material.hpp"

namespace mutualise::testing
{

/// Chance that a sound model fails any of the averages over scenarios, whatever their number.
inline constexpr double false_alarm = 1e-9;

struct AverageChange {
    std::size_t kind = 0;
    std::size_t scenarios = 0, more = 0, fewer = 0;
    double live = 0, founded = 0;             ///< mean change a scenario
    double live_score = 0, founded_score = 0; ///< signs.hpp
    bool sound = true;                        ///< neither average falls further than luck would let it
};
std::vector<AverageChange> average_changes(const std::vector<Finding>& findings);

struct LabelTest {
    std::size_t statistic = 0, service = 0; ///< the service most at odds
    double score = 0, limit = 0;
    bool sound = true;
};
/// The service most at odds by statistic.
std::vector<LabelTest> label_tests(const std::vector<Finding>& findings);

struct Reversals {
    std::vector<Violation> sure;
    std::vector<Violation> failed; ///< runs under other seeds that broke an identity
};
/// Scenarios in which a more generous lever leaves fewer mutuals, surely: of those that had fewer in their own runs,
/// the `most` worst of each kind are run under 32 other seeds, and stay where the sum of signs is that low by luck with
/// a chance of at most 1e-4.
Reversals sure_reversals(const std::vector<Finding>& findings, const Material& material, std::size_t most);

} // namespace mutualise::testing
