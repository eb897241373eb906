/// \file Which settings meet a goal with a wanted probability: looks at growing samples that keep the risk of a wrong
/// answer, and a retest of the winners on fresh runs. A pure procedure: runs come from a callback.
///
/// *Looks.* A setting with n hits so far is looked at when it has n_1, 2 n_1, 4 n_1, ... runs. Look k spends
/// 6 / (pi² k²) of the whole risk, and these shares sum to one, so that a verdict is right with the stated confidence
/// however long one goes on (alpha spending: Lan & DeMets 1983, Biometrika 70). Each look is an exact binomial test
/// (Clopper & Pearson 1934, Biometrika 26).
///
/// *Winners* are chosen as the best of many, so their own runs flatter them. Only runs on fresh seeds, made after the
/// choice, count for the certificate. Over the winners the risk is shared by Holm's procedure (1979, Scand. J. Stat. 6)
/// at every look: a certified setting hands its share on. Neither asks that settings be independent, so common random
/// numbers do no harm (docs/answers.md has the argument).
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace mutualise
{

/// Whether a setting meets the goal with the wanted probability: certified, certified not to, or neither.
enum class Verdict : std::uint8_t { infeasible, undecided, feasible };

/// What the first look that settles it says of a setting: worth a retest, or not; or more runs are needed. Wrongly
/// infeasible at any look: at most half of 1 - confidence. Promising says nothing certain, only that a retest is worth
/// its runs: it ends the search, not the judgement of a retest or of runs that are there, which goes over all looks.
enum class Standing : std::uint8_t { infeasible, undecided, promising };

/// What a certificate promises, and when samples are looked at.
struct TargetRule {
    double probability = 0.9; ///< wanted
    double confidence = 0.95; ///< of all certificates together, and of each "infeasible" by itself
    std::uint32_t first_look = 32;
    std::uint32_t most_replicates = 256; ///< of a setting, while searching and again in its retest
    std::uint64_t runs_at_most = std::numeric_limits<std::uint64_t>::max(); ///< beyond the first look, in all
    std::uint32_t most_winners = std::numeric_limits<std::uint32_t>::max(); ///< that are retested
    std::vector<double> preference = {}; ///< by point: the lower, the sooner a winner is retested; empty: alike
};

/// Runs of one setting: which hit, and the number of each among those asked for. `asked` counts those that failed too.
struct HitRuns {
    std::vector<std::uint8_t> hits;
    std::uint32_t asked = 0;
    std::vector<std::uint32_t> numbers = {}; ///< by run; empty: 0, 1, 2, ..., none was lost
    std::uint32_t count() const;             ///< of hits
};

/// The risk that look k = 1, 2, ... may spend.
double risk_of_look(double risk, std::uint32_t look);

/// Runs that a setting has at look k, by doubling.
std::uint64_t runs_at_look(const TargetRule& rule, std::uint32_t look);

/// Of a family of settings those whose chance is at least the wanted one, by Holm's procedure at every look. The chance
/// that any of them is wrong is at most 1 - confidence.
std::vector<bool> certified(std::span<const HitRuns> family, const TargetRule& rule);

/// The fewest runs with which a setting of a family of this size can be certified, all of them hits.
std::uint32_t fewest_runs_to_certify(const TargetRule& rule, std::size_t family);

/// Adds `count` further runs to each of these points.
using DrawRuns = std::function<void(std::span<const std::uint32_t> points, std::uint32_t count,
                                    std::vector<HitRuns>& runs_by_point)>;

/// Where the runs of a search went and what they say.
struct TargetSearch {
    std::vector<HitRuns> searched;      ///< by point
    std::vector<Standing> standing;     ///< by point, from them
    std::vector<std::uint32_t> winners; ///< points retested, ascending: as many promising ones as may be
    std::vector<HitRuns> retested;      ///< by point; nothing but for winners
    std::vector<Verdict> verdict;       ///< by point
    std::uint64_t search_runs = 0;      ///< beyond the first look, earlier sittings' included
    std::uint64_t retest_runs = 0;
    bool budget_spent = false; ///< some point is undecided for want of runs
};

/// Rounds of further runs to the undecided, then the retest of the winners. `fresh` draws on seeds that `more` never
/// uses.
TargetSearch search_target(std::vector<HitRuns> runs, const TargetRule& rule, const DrawRuns& more,
                           const DrawRuns& fresh);

/// The same from the runs there are alone: certificates over all settings, no retest.
TargetSearch judge_target(std::vector<HitRuns> runs, const TargetRule& rule);

} // namespace mutualise
