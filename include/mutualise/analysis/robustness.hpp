/// \file Which package does tolerably whatever the world is like: packages are a study's variants, states of the world
/// its design points, carried out under each variant.
///
///     maximin      the state that is worst for it              Wald (1950), Statistical Decision Functions
///     regret       the most that the best package of a state would have been better, same luck
///                                                              Savage (1951), doi:10.1080/01621459.1951.10500768
///     satisficing  the share of states in which it is good enough
///                                                              Starr (1963); Herman et al. (2015),
///                                                              doi:10.1061/(ASCE)WR.1943-5452.0000509
///
/// All of means over replicates. Luck in these is shown by resampling the replicates, all packages and states together
/// where they share seeds; means are stretched from their centre by sqrt(R / (R - 1)), for a resample of R spreads less
/// than R new ones (Rao & Wu 1988, doi:10.1080/01621459.1988.10478591).
#pragma once

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/study_values.hpp"

#include <array>
#include <optional>

namespace mutualise
{

/// Values of one outcome (and of a goal's) by package, state and replicate.
struct StateTable {
    std::vector<std::string> variants;
    std::vector<std::size_t> states;                      ///< numbers of the states, for names
    std::vector<std::vector<std::vector<double>>> values; ///< [variant][state][replicate]
    std::vector<std::vector<std::vector<double>>> goal;   ///< the goal's outcome likewise; empty without a goal
    std::vector<std::vector<std::uint32_t>> replicates;   ///< [state]: their numbers, common to all variants
    bool common_seeds = true;
    std::size_t states_left_out = 0; ///< no replicate finished under every variant
};

/// Outcome 0 of the study; outcome 1, if there is one, is the goal's. Throws UsageError where there is one variant, or
/// the variants have other points.
StateTable state_table(const StudyValues& study);

/// What counts as good, and how its luck is shown.
struct RobustnessOptions {
    bool maximise = true;
    double quantile = 0.1;             ///< of the states, from the bad end
    std::optional<Goal> goal;          ///< of satisficing
    std::optional<double> probability; ///< the goal's chance must be as high; nothing: the mean must meet it
    double confidence = 0.9;
    std::uint32_t resamples = 1000;
    std::uint64_t seed = 1;
};

/// One measure of one package.
struct RobustnessMeasure {
    double value = 0;
    double standard_error = 0; ///< from luck alone; NaN with one replicate
    double bias = 0;           ///< mean over resamples less the value: what luck adds to an extreme
    double first = 0;          ///< share of resamples in which it is first (ties shared); NaN with one replicate
    std::size_t rank = 1;      ///< 1: the best
    std::size_t state = 0;     ///< place of the state that decides it (worst case, regret)
};

/// By what packages are ranked: the measures named at the top, and mean and quantile over states.
enum class Criterion : std::uint8_t { mean, worst, quantile, regret, mean_regret, satisficing };
/// How many criteria there are.
inline constexpr std::size_t criteria = 6;

/// Every package by every criterion.
struct Robustness {
    std::vector<std::array<RobustnessMeasure, criteria>> measures; ///< by variant, criterion
    std::vector<Chance> satisfied;                                 ///< by variant, exact interval over states
    std::size_t replicates = 1;                                    ///< fewest of a state

    const RobustnessMeasure& at(std::size_t variant, Criterion criterion) const
    {
        return measures[variant][static_cast<std::size_t>(criterion)];
    }
};
/// Every package by every criterion, with what luck makes of each.
Robustness robustness_of(const StateTable& table, const RobustnessOptions& options);

/// The state in words: where it is most unusual among the states.
std::string state_text(const StudyValues& study, std::size_t state);

/// The tables for people.
std::string robustness_text(const StudyValues& study, const StateTable& table, const Robustness& found,
                            const RobustnessOptions& options);

/// The same as a file holds it.
Result robustness_result(const StudyValues& study, const StateTable& table, const Robustness& found,
                         const RobustnessOptions& options);

} // namespace mutualise
