/// \file The rounds of a calibration as studies: a wave's points are swept like any study, so a calibration is resumed,
/// sharded and repeated like one.
#pragma once

#include "mutualise/analysis/calibrate.hpp"
#include "mutualise/study/sweep.hpp"

#include <functional>
#include <memory>

namespace mutualise
{

/// The study of one round: these places of the priors' cube, so many runs of each, every run its own luck.
Study study_of_round(const Calibration& calibration, std::uint32_t round, const Points& points,
                     std::uint32_t replicates);

/// Where a round's runs lie: `round-1`, ...
std::filesystem::path round_folder_of(const std::filesystem::path& folder, std::uint32_t round);

/// The statistics that are fitted, or all of them, of every run of a recorded round.
WaveRuns runs_of_round(const Calibration& calibration, const std::filesystem::path& file, const Points& points,
                       std::uint32_t replicates, MissingRuns missing, bool fitted_only);

/// What the calibration fits.
std::vector<Observation> observations_of(const Calibration& calibration);

/// The values of the factors at a place of the cube.
std::vector<double> values_at(const Study& study, std::span<const double> place);

/// Where a calibration's rounds are run, by whom, and who is told.
struct CalibrationOptions {
    std::filesystem::path folder;
    Share share;
    bool force = false;
    MissingRuns missing = MissingRuns::refuse;
    Provenance provenance;
    std::function<void(std::uint32_t round, std::uint32_t rounds, const SweepNews&)> news;
    std::function<void(const std::string&)> notice;
};

/// A share of a round is done and others are not: nothing to be learned yet.
class RoundUnfinished : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// A finished calibration: the fit and the runs that it comes from.
struct CalibrationResult {
    FittedPosterior fitted;
    WaveRuns predictive; ///< all statistics, of the draws' runs
    std::vector<ResultSource> sources;
};

/// Sweeps every round, or reads it where it is done. Throws RoundUnfinished where only a share of a round was asked
/// for.
CalibrationResult calibrate(const Calibration& calibration, const std::shared_ptr<const SystemData>& data,
                            const CalibrationOptions& options);

} // namespace mutualise
