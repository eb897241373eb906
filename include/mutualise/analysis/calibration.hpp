/// \file A calibration: which uncertain parameters (the factors of a study, whose distributions are the priors) are
/// fitted to which figures of the record, each with its error, read from a TOML file (docs/calibration.md).
#pragma once

#include "mutualise/analysis/study_values.hpp"
#include "mutualise/study/study.hpp"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace mutualise
{

/// How a statistic is fitted: as it is, or its natural logarithm.
enum class FittedAs : std::uint8_t { plain, logarithm };

/// What is known of a statistic: a value and two standard deviations, all as fitted.
struct Observation {
    double value = 0;
    double error = 0;       ///< of the record itself
    double discrepancy = 0; ///< between the best model and the truth
    std::string name;       ///< for messages
};

/// A summary of a run that the record has a figure for:
///
///     (Σ ± outcome + pseudo) / (Σ ± outcome + 2 pseudo),     or Σ ± outcome + pseudo where nothing is divided by
struct SummaryStatistic {
    struct Term {
        double sign = 1;
        std::size_t outcome = 0; ///< in Calibration::outcomes
    };
    std::string id;
    std::string meaning;
    std::string source; ///< evidence ids
    std::vector<Term> of, over;
    double pseudo = 0;
    FittedAs as = FittedAs::plain;
    std::string figure; ///< the record's figure as the file gives it: "14 of 20", "40 to 47", "0.16 ± 0.01"
    Observation observed;
    bool fitted = true; ///< else it is only shown beside what was fitted

    /// Of one run, from its outcomes; NaN where it would be divided by 0 or is no logarithm.
    double value(std::span<const double> outcomes) const;
};

/// How the sampling goes.
struct FittingPlan {
    std::uint64_t seed = 1; ///< of every draw

    std::uint32_t waves = 3;             ///< of history matching
    std::uint32_t wave_points = 200;     ///< of each
    std::uint32_t wave_replicates = 3;   ///< runs a point
    double cutoff = 3;                   ///< largest implausibility but one that is not ruled out
    std::uint32_t training_points = 400; ///< of all waves, that emulators learn from

    std::uint32_t particles = 1000;
    std::uint32_t moves = 10;
    std::uint32_t final_moves = 0; ///< of the posterior's sample, once it is reached

    std::uint32_t candidates = 320; ///< parameter sets that are truly run in the end
    std::uint32_t candidate_replicates = 2;
    std::uint32_t draws = 320;       ///< that the posterior keeps of them
    std::uint32_t check_samples = 0; ///< for simulation-based calibration of the method (rank_check.hpp); 0: none
};

/// A calibration file as read.
struct Calibration {
    std::string name;
    std::string description;
    std::filesystem::path file;
    Study study; ///< base scenario, factors, horizon and outputs; its design is left aside
    std::vector<Outcome> outcomes;
    std::vector<SummaryStatistic> statistics;
    FittingPlan plan;
};

/// Throws InputError with every problem found, of the calibration file and of its study.
Calibration read_calibration(const std::filesystem::path& path, const SystemData& data,
                             const StudyOptions& options = {});

/// What must be the same for the same posterior, as text: the file's numbers and the study's.
std::string canonical_text(const Calibration& calibration, const SystemData& data);

} // namespace mutualise
