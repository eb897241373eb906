/// \file Which settings of a study meet a goal with a wanted probability, what they cost, how late one may start and
/// how large a goal they meet (docs/answers.md).
#pragma once

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/inversion.hpp"
#include "mutualise/analysis/study_values.hpp"

#include <optional>

namespace mutualise
{

/// What is to be reached, how surely, and what else is asked of the settings that do.
struct TargetQuestion {
    Goal goal;
    TargetRule rule;
    std::optional<Outcome> cost;    ///< nothing: the study does not record it
    std::optional<Outcome> savings; ///< taken off the cost, if given
    std::string latest;             ///< factor whose latest value is asked for; empty: none

    /// What is to be read of every run: the goal's outcome, then cost and savings.
    std::vector<Outcome> outcomes() const;
};

/// Of one design point. Where no run of it is left its numbers are NaN.
struct SettingAnswer {
    Verdict verdict = Verdict::undecided;
    Standing standing = Standing::undecided;
    bool retested = false;
    std::uint32_t hits = 0, runs = 0; ///< of the retest, if there was one; else of the search
    Chance chance;                    ///< from them, with the exact interval of one setting looked at once
    GoalLevel level;    ///< in the search; its bound from the first look's runs alone, planned before any spoke
    MeanEstimate value; ///< of the goal's outcome, in the search
    MeanEstimate cost;  ///< of the first look's runs; NaN where not recorded
};

/// One combination of all factors but the start.
struct DateAnswer {
    std::string setting; ///< "taskforce: right"; the variant alone where the start is the only factor
    Starts starts;
    std::vector<std::uint32_t> points; ///< by start
    LatestStart latest;
};

/// Every setting's answer, and those that stand out.
struct TargetAnswer {
    TargetQuestion question;
    TargetSearch search;
    std::vector<SettingAnswer> settings; ///< by point
    std::vector<std::size_t> front;      ///< of cost and chance, by ascending cost
    std::optional<std::size_t> cheapest; ///< of the feasible
    std::size_t best = 0;                ///< the setting that meets the largest goal with the probability
    std::optional<double> largest;       ///< goal that some setting meets: the best bound, the risk shared by all
    std::size_t largest_at = 0;          ///< that setting
    std::vector<DateAnswer> dates;

    std::size_t count(Verdict verdict) const;
};

/// Does each run of each point meet the goal? (`values` as `TargetQuestion::outcomes` orders them; `asked` by point, as
/// in StudyValues.)
std::vector<HitRuns> hit_runs(const StudyValues& values, const TargetQuestion& question,
                              std::span<const std::uint32_t> asked);

/// The factor that dates are asked of: `wanted`, else the only one with a month at every point, else empty. Throws
/// UsageError where `wanted` is no factor in months.
std::string start_factor(const StudyValues& values, const std::string& wanted);

/// What a point costs the public, in the mean of the first look's runs: the same luck at every point, so that costs
/// compare. NaN where the study does not record it.
MeanEstimate cost_of(const StudyValues& values, const TargetQuestion& question, std::size_t point);

/// Throws Mismatch where no run is left.
TargetAnswer answer_target(const StudyValues& values, const TargetQuestion& question, TargetSearch search);

/// "feasible", "undecided, promising", ...
std::string verdict_text(const SettingAnswer& setting);

/// For people: at most `most_rows` settings, the likeliest first.
std::string target_text(const TargetAnswer& answer, const StudyValues& values, std::size_t most_rows);
/// The answer as a file holds it.
Result target_result(const TargetAnswer& answer, const StudyValues& values);

} // namespace mutualise
