/// \file What of an outcome's uncertainty comes from which factor: Sobol's indices and Morris' elementary effects of a
/// foreign sample or of a study's recorded runs, output by output (docs/answers.md, *Sensitivity*).
#pragma once

#include "mutualise/analysis/foreign_sample.hpp"
#include "mutualise/analysis/study_values.hpp"

#include <optional>

namespace mutualise
{

/// Which indices a sample is made for.
enum class SensitivityMethod : std::uint8_t { sobol, morris };

/// The indices of several outputs (columns, months) of one sample.
struct Sensitivity {
    SensitivityMethod method = SensitivityMethod::sobol;
    std::string variant; ///< of the study; empty: a foreign sample
    std::vector<std::string> factors, outputs;
    std::size_t units = 0;    ///< base points, or trajectories
    std::size_t left_out = 0; ///< of them, for runs that are missing
    std::size_t replicates = 1;
    bool second_order = false;
    double confidence = 0.95;
    std::vector<SobolIndices> sobol;       ///< by output
    std::vector<ElementaryEffects> morris; ///< by output
};

/// The indices of every column of a sample run elsewhere.
Sensitivity sensitivity_of(const ForeignSample& sample, SensitivityMethod method, SecondOrder second_order,
                           const BootstrapOptions& options);

/// A study's design as its record tells it.
struct RecordedDesign {
    std::string kind; ///< `saltelli`, `morris`, ...
    bool second_order = true;
    std::uint32_t points = 0, trajectories = 0, levels = 4;
    std::uint64_t seed = 1;
};
/// Read from the text of the study that a recorded file holds.
RecordedDesign recorded_design(const std::string& resolved_study);

/// One analysis a variant. Throws UsageError where the design is neither Saltelli's nor Morris', Mismatch where runs
/// are missing. With MissingRuns::leave_out whole base points (or trajectories) that lack a run are left out.
std::vector<Sensitivity> sensitivity_of(const StudyValues& study, const RecordedDesign& design, MissingRuns missing,
                                        const BootstrapOptions& options);

/// SALib's keys (`names`, `S1`, `S1_conf`, ..., `mu_star`); several outputs: a list by output.
std::string sensitivity_json(const Sensitivity& sensitivity);

/// Tables and sentences for people.
std::string sensitivity_text(const Sensitivity& sensitivity);

/// Axes `variant`, `output`, `factor` (and `other_factor`). All of one study: equal factors and outputs.
Result sensitivity_result(const std::vector<Sensitivity>& of_variants);

} // namespace mutualise
