/// \file A scenario beside another: paired differences under common random numbers, the flow of proposals, and the
/// proposals whose fate turned with the first decision that differed.
#pragma once

#include "mutualise/analysis/headline_bands.hpp"
#include "mutualise/analysis/study_values.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace mutualise
{

/// One side: a recorded file or a study's folder (of which the first runs are taken, without rounds), and of a study
/// one of its design points.
struct CompareSide {
    std::filesystem::path file;
    std::optional<std::string> point; ///< number of the point, or a variant's id where it has one point
};

/// "FILE" or "FILE#POINT".
CompareSide parse_side(const std::string& text);

/// The order of the axis `statistic`. The difference is variant less base; its interval is pointwise, by Student's t.
inline constexpr std::array<std::string_view, 7> compare_statistics{"base", "variant", "difference", "standard_error",
                                                                    "low",  "high",    "runs"};

/// A proposal that was founded in one of two paired runs and not in the other.
struct TurnedFate {
    std::uint32_t run = 0; ///< number of the run in the base's file
    std::uint64_t seed = 0;
    std::uint32_t unit = 0; ///< stable id of its first unit
    std::string service, region;
    std::uint32_t staff = 0;
    bool gained = false;                         ///< founded in the variant
    std::string base, variant;                   ///< fates
    std::string base_decision, variant_decision; ///< the first decision that differed; empty where none is logged
    int row = 0;                                 ///< of the time axis: that decision's, the earlier of both
};

/// How two samples are compared.
struct CompareOptions {
    bool unpaired = false; ///< compare samples of different seeds as independent
    MissingRuns missing = MissingRuns::refuse;
    double confidence = 0.9;
    std::function<void(std::size_t done, std::size_t steps)> tick; ///< called often; may throw to stop
};

/// What differs between two samples.
struct CompareResult {
    Result result;                  ///< differences by month and category, the flow, the turned fates
    std::vector<TurnedFate> turned; ///< gained first, of these the largest first, then by run
    bool logged = false;            ///< both sides have logs of proposals
    std::string base, variant;      ///< names
    std::size_t runs = 0;           ///< pairs; of unpaired samples the smaller one's
    bool paired = true;
    double scale = 1;                 ///< share of the public sector that the base simulates
    double confidence = 0.9;          ///< of the intervals
    std::vector<HeadlineBands> sides; ///< base and variant, of the whole public sector; none where it is not recorded
};

/// Throws Mismatch where the runs are not paired and it was not told to go on, or where runs are missing; UsageError
/// where a side names no design point.
CompareResult compare(const CompareSide& base, const CompareSide& variant, const CompareOptions& options);

/// What a reader wants first: headline differences, by service, the flow side by side, what turned fates.
std::string compare_table(const CompareResult& comparison, std::size_t most_fates = 12);

} // namespace mutualise
