/// \file Predictions on file before anyone compares: quantiles over runs of what the record does not tell yet.
#pragma once

#include "mutualise/core/month.hpp"
#include "mutualise/record/recorded_file.hpp"

#include <array>
#include <string>
#include <vector>

namespace mutualise
{

/// A quantity at a date, over runs.
struct RecordPrediction {
    std::string quantity; ///< named as the observables
    Month date;
    std::array<double, 5> quantiles{}; ///< 5, 25, 50, 75, 95 %
    double mean = 0;                   ///< over those runs; tells rare events apart, which quantiles do not
    std::size_t runs = 0, asked = 0;   ///< runs that have a value, of all
};

/// The quantiles of the values of runs, NaN left out (a share of nothing); NaN where none is left.
RecordPrediction predicted(std::string quantity, Month date, std::vector<double> values);

/// Of the runs of one variant of a recorded study (or of a scenario's file): mutuals, employees in them, pipeline and
/// mean size, every month after `known`; share by service, exits by reason, failures, new mutuals and contract awards,
/// each of the twelve months to June or December, at every June and December after it. Throws UsageError where the file
/// has no such variant or no month after `known`.
std::vector<RecordPrediction> predict_record(const RecordedFile& file, const std::string& variant, Month known);

/// Of the variants that are natural experiments (scenarios/experiments/): what each file's head names. Throws
/// UsageError where the file lacks one.
std::vector<RecordPrediction> predict_experiments(const RecordedFile& file);

/// Of the log of experiment 2 (`support-only`): of the groups that were granted support and launched by December 2012,
/// the share founded within 36 months of their launch. Throws UsageError where the file is of another scenario, ends
/// before December 2015 or has no log of proposals.
std::vector<RecordPrediction> predict_support_log(const RecordedFile& file);

/// Of the log of experiment 3 (`bare-right`): of the requests of England's hospital and mental-health units in April to
/// September 2011 how many were decided, approved, refused and withdrawn by the window's end, and how many founded
/// within 24 months of their launch (founded, not live: the log ends with the founding). Throws UsageError where the
/// file is of another scenario, ends before September 2013 or has no log of proposals.
std::vector<RecordPrediction> predict_bare_right_log(const RecordedFile& file);

/// quantity,date,p05,p25,p50,p75,p95
std::string prediction_csv(const std::vector<RecordPrediction>& predictions);

/// Tables for people.
std::string prediction_markdown(const std::vector<RecordPrediction>& predictions, const std::string& head);

} // namespace mutualise
