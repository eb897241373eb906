/// \file What all scenarios showed together: averages with their rate of false alarm, and every counter-example.
#pragma once

#include "sanity/finding.hpp"
#include "sanity/material.hpp"
#include "sanity/verdict.hpp"

namespace mutualise::testing
{

/// Chance that a sound model fails any of the sums over scenarios, whatever their number.
inline constexpr double false_alarm = 1e-9;
/// Chance that a sound model fails any of the exact sign tests, two figures for each kind of lever.
inline constexpr double sign_alarm = 1e-7;
inline constexpr double sign_limit = sign_alarm / (2 * ladder_names.size());

/// What a more generous lever did to one figure, over all scenarios.
struct FigureChange {
    std::size_t more = 0, fewer = 0; ///< scenarios
    double mean = 0;                 ///< a scenario
    double score = 0;                ///< of the sum of signs (signs.hpp)
    double chance = 1;               ///< of so many fewer, by luck
    double least = 1;                ///< the least chance that so many changes can have: all of them fewer
    double turned = 1;               ///< the chance, were every change the other way: what a lever of wrong sign has
    /// Broken where it is fewer more often, or by more, than luck would let it be; cannot tell where a lever of wrong
    /// sign would not be found either.
    Verdict verdict() const;
};
FigureChange figure_change(const std::vector<double>& changes);

struct AverageChange {
    std::size_t kind = 0, scenarios = 0;
    FigureChange live, founded;
};
std::vector<AverageChange> average_changes(const std::vector<Finding>& findings);

struct LabelTest {
    std::size_t statistic = 0, service = 0; ///< the service most at odds
    double score = 0, limit = 0;
    std::size_t services = 0; ///< whose differences are enough for a score beyond the limit
    Verdict verdict() const;
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
