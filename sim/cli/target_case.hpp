/// \file What `mutualise target` is asked, what its answer rests on, and where that comes from.
#pragma once

#include "answer.hpp"
#include "progress.hpp"
#include "target_runs.hpp"

#include "mutualise/analysis/side_runs.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace mutualise::cli
{

struct TargetOptions {
    std::string study, folder, goal, cost = "lever_cost@..", latest, uncertainty;
    AnswerOptions answer;
    double probability = 0.9, confidence = 0.95;
    bool less_savings = false, adaptive = false, has_adaptive_options = false, no_runs = false, ceilings = false;
    std::uint32_t most_replicates = 256, side_runs = 16, winners = TargetRule{}.most_winners;
    std::uint64_t runs_at_most = TargetRule{}.runs_at_most;
    std::size_t rows = 20;
    std::vector<std::string> settings;
    std::optional<std::uint64_t> seed;
    std::optional<std::uint32_t> replicates;
    std::optional<double> scale;
    int threads = 0;
    bool quiet = false;
    std::string progress = "auto", command_line;

    ProgressKind kind() const { return quiet ? ProgressKind::none : progress_kind(progress); }
};

/// Throws UsageError where the options contradict each other.
void check(const TargetOptions& options, bool is_study);

/// Everything the answer rests on.
struct TargetCase {
    std::shared_ptr<const SystemData> data;
    std::optional<TargetRuns> runs; ///< where there is a study file
    std::vector<std::filesystem::path> files;
    TargetQuestion question;
    StudyValues values;
    TargetSearch search;
    MissingRuns missing = MissingRuns::refuse;
    SideLosses side_losses;
};

TargetQuestion question_of(const TargetOptions& options);

/// The study's first runs as they were planned: what the first look is taken at.
void sweep_case(TargetCase& c, const TargetOptions& options, bool cost_by_default);
/// The recorded values of `c.files`.
void read_case(TargetCase& c, const TargetOptions& options, bool cost_by_default);
/// The search itself, with what it runs.
void decide(TargetCase& c, const TargetOptions& options);

/// How far the best setting is from the goal.
std::string shortfall_text(const TargetCase& c, const TargetOptions& options, const TargetAnswer& answer);
/// What would have to be otherwise: the parameters by themselves, and the ceilings; also put into `result`.
std::string beyond(TargetCase& c, const TargetOptions& options, const TargetAnswer& answer, Result& result);

} // namespace mutualise::cli
