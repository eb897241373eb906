/// \file Is a tenth a tenth? Ten populations of scale 0.1 together against one of scale 1, under the same scenarios.
#pragma once

#include "sanity/material.hpp"
#include "sanity/verdict.hpp"

#include <array>
#include <string_view>
#include <vector>

namespace mutualise::testing
{

inline constexpr std::array<std::string_view, 9> scale_names{"launches",
                                                             "mutuals founded",
                                                             "exits",
                                                             "tenders opened",
                                                             "awards",
                                                             "mutuals at the end",
                                                             "staff left per post",
                                                             "mean attitude",
                                                             "public employees at the end"};

/// One group: a whole and ten tenths, each population of its own seed, each run under `scenarios` random scenarios.
struct ScalePair {
    /// By statistic: (tenths - whole) / (tenths + whole), summed over the scenarios.
    std::array<double, scale_names.size()> differences{};
    std::array<double, scale_names.size()> tenths{}, whole{}; ///< sums over the scenarios
};
ScalePair compare_scales(std::uint32_t number, std::uint32_t scenarios, const Material& material, double whole = 1);

/// Chance that sound scales fail in any figure.
inline constexpr double scale_alarm = 1e-6;

/// Fewer pairs can break no figure: if all of n differ the same way, that has a chance of 2 / 2^n.
std::uint32_t least_scale_pairs();

struct ScaleTest {
    double tenths = 0, whole = 0; ///< sums over all pairs
    double chance = 1;            ///< of differences so much to one side
    double least = 1;             ///< the least chance that these differences can have
    Verdict verdict() const;
};
/// By figure.
std::array<ScaleTest, scale_names.size()> judge_scales(const std::vector<ScalePair>& pairs);

/// Chance of a signed-rank sum at least as far from 0 as this one's, if each sign is as likely as the other: exact, for
/// at most some hundred values. Ties in size are counted by their mean ranks.
double exact_signed_rank(const std::vector<double>& values);

} // namespace mutualise::testing
