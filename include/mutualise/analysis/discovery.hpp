/// \file Under which levers and circumstances is a goal met? Boxes over a study's factors (analysis/prim.hpp), in
/// words.
#pragma once

#include "mutualise/analysis/prim.hpp"
#include "mutualise/analysis/study_values.hpp"

namespace mutualise
{

/// Where boxes are looked for: where all goals are met, or where they are not.
struct Question {
    std::vector<Goal> goals; ///< all must be met; one outcome of the study values each, in this order
    bool fails = false;      ///< asks where they are not
};

/// A dimension for each factor that differs between points, and one for the variants. Throws UsageError where a factor
/// is left at the scenario's own value at some points.
PrimPoints prim_points(const StudyValues& study, const Question& question);

/// "right is at least 0.72 [-] and start is 2013-01 or earlier".
std::string box_text(const PrimPoints& points, const PrimBox& box);

/// Sentences, and the way each box was peeled.
std::string discovery_text(const PrimPoints& points, const Discovery& found, const Question& question,
                           const PrimOptions& options);

/// The boxes as a file holds them.
Result discovery_result(const PrimPoints& points, const Discovery& found, const Question& question,
                        const PrimOptions& options);

} // namespace mutualise
