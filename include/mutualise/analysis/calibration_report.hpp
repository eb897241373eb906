/// \file What a calibration taught: prior against posterior, what it predicts of the record, and the posterior as a
/// file of parameter sets.
#pragma once

#include "mutualise/analysis/calibration_rounds.hpp"
#include "mutualise/record/result_file.hpp"
#include "mutualise/scenario/posterior.hpp"

namespace mutualise
{

/// One parameter: quantiles 5, 25, 50, 75 and 95 % of prior and posterior, and how much was learned.
struct ParameterLearned {
    std::string id;
    std::array<double, 5> prior{}, posterior{};
    double divergence =
        0; ///< Kullback-Leibler, of the posterior from the prior [nat], from ten equal parts of the prior
};
/// Each factor's prior beside its posterior.
std::vector<ParameterLearned> learned_parameters(const Calibration& calibration, const CalibrationResult& result);

/// One statistic under the posterior, each draw with one run: what the record's figure is held against.
struct PredictiveCheck {
    std::string id;
    std::array<double, 5> quantiles{}; ///< of the runs, as fitted
    double observed = 0, tail = 0;     ///< share of runs, blurred by error and discrepancy, at or below the figure
    double implausibility = 0;         ///< |figure − mean| over the root of all variances
    std::size_t runs = 0;              ///< that have a value
    double coverage = 0;               ///< of the last round by the emulators before it; NaN where not fitted
};
/// Each statistic of the record beside what the draws' true runs give.
std::vector<PredictiveCheck> predictive_checks(const Calibration& calibration, const CalibrationResult& result);

/// Rank correlations of the parameters in the posterior, row-major (Spearman); draws that tie share their
/// ranks. NaN where a parameter has one value.
std::vector<double> rank_correlations(const Calibration& calibration, const CalibrationResult& result);

/// The draws, as scenarios take them.
Posterior posterior_of(const Calibration& calibration, const CalibrationResult& result);

/// The posterior as TOML: keys moved and values of every draw; equal posteriors have equal text but for the comment.
std::string posterior_text(const Calibration& calibration, const CalibrationResult& result, const SystemData& data,
                           const Provenance& provenance);

/// As tables for people.
std::string report_text(const Calibration& calibration, const CalibrationResult& result);

/// The same as a file holds it.
Result report_result(const Calibration& calibration, const CalibrationResult& result);

} // namespace mutualise
