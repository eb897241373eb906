/// \file The runs of `mutualise target`: a study swept, rounds for its undecided points, retests of its winners. Each
/// is resumed where it stopped.
#pragma once

#include "progress.hpp"

#include "mutualise/analysis/target.hpp"
#include "mutualise/study/sweep.hpp"

#include <filesystem>
#include <memory>

namespace mutualise::cli
{

/// Where and how a study's further runs go.
struct TargetRuns {
    Study study;
    std::shared_ptr<const SystemData> data;
    std::filesystem::path folder;
    TargetQuestion question;
    MissingRuns missing = MissingRuns::refuse;
    Provenance provenance;
    ProgressKind progress = ProgressKind::automatic;
    std::vector<RunFailure> failures = {};  ///< of all its sweeps
    std::vector<ResultSource> retests = {}; ///< files made by `fresh`
    std::optional<std::uint64_t> retest_seed = {};

    /// Runs what is missing of the study itself.
    void complete();
    /// The study with all its rounds.
    StudyValues values() const;
    /// Which of them meet the goal, and how many were asked for.
    std::vector<HitRuns> searched(const StudyValues& all) const;
    /// Rounds of further replicates into `folder/rounds`.
    DrawRuns more();
    /// Replicates on seeds of their own into `folder/retest/<digest>`: the seed is a digest of the study, the question
    /// and the winners, so that no two choices of winners share a retest.
    DrawRuns fresh();

private:
    void sweep_into(const Study& what, const std::filesystem::path& where, const std::string& label);
};

} // namespace mutualise::cli
