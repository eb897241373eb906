/// \file Which lever did it: the effect of all levers together shared out among them, with intervals over replicates.
#pragma once

#include "mutualise/analysis/factorial.hpp"
#include "mutualise/analysis/intervals.hpp"

namespace mutualise
{

/// What a set of levers adds beyond all its parts (Harsanyi dividend).
struct JointEffect {
    std::size_t set = 0; ///< bit i for lever i
    MeanEstimate dividend;
};

/// Of one variant and one outcome. Every estimate is the mean of what each replicate gives under common random numbers,
/// so its interval is Student's t of those values.
struct Attribution {
    Factorial factorial;
    std::string outcome; ///< as asked for; of a goal its text: values are 0 and 1, effects on its chance
    std::string units;
    bool is_chance = false;
    std::size_t replicates = 0;
    MeanEstimate none, all, total;         ///< no lever, every lever, their difference
    std::vector<MeanEstimate> value;       ///< Shapley, by lever
    std::vector<MeanEstimate> alone;       ///< by lever: it added to none
    std::vector<MeanEstimate> last;        ///< by lever: it added to all others
    std::vector<MeanEstimate> interaction; ///< by pair, row-major
    std::vector<JointEffect> joint;        ///< sets of two and more with the largest dividends, largest first
    double residue = 0;                    ///< sum of the values less the total: rounding alone
};

/// `goal`, if given, turns the outcome into whether it was met.
Attribution attribute(const StudyValues& values, const Factorial& factorial, std::size_t outcome,
                      const Goal* goal = nullptr);

/// Half the width of the interval of an estimate, by Student's t. Infinite where the runs cannot tell: one replicate,
/// or an effect on a chance on which every replicate agrees.
double half_of(const Attribution& attribution, const MeanEstimate& estimate, double confidence);
/// The interval of `none` or `all`: of a chance the exact one.
Chance interval_of(const Attribution& attribution, const MeanEstimate& estimate, double confidence);

/// "right + bond".
std::string set_text(const Factorial& factorial, std::size_t set);

/// The tables, for people.
std::string attribution_text(const Attribution& attribution, double confidence);

/// All of them as one result.
Result attribution_result(std::span<const Attribution> attributions, const StudyValues& values, double confidence);

/// Up to the rounding of the sums: effects on a chance come in far larger steps.
inline bool every_replicate_agrees(const MeanEstimate& estimate) { return estimate.standard_error < 1e-12; }

} // namespace mutualise
