/// \file The binding barriers: of the proposals that die at one barrier, how many would have gone live if only that one
/// were removed. Removing a barrier moves deaths to the next, so counting deaths does not answer it.
///
/// A scenario is run as it is and once with each barrier switched off (`[diagnostic] remove`), under common random
/// numbers. Draws of a proposal are keyed by its first unit and how often that was proposed before (its *attempt*), so
/// that the two runs hold the same proposal with the same luck: it is looked up there, and its fate read.
#pragma once

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/analysis/side_runs.hpp"
#include "mutualise/record/result_file.hpp"

#include <array>

namespace mutualise
{

/// One reason, or several switched off together. Bit r of `removed` is ExitReason r.
struct Barrier {
    std::string name;
    std::uint32_t removed = 0;
};

/// Reasons by their names, joined by commas. Throws UsageError.
Barrier parse_barrier(const std::string& reasons);

/// Every reason by itself, then the groups people ask about: all managers, every veto, the whole PQQ, ...
std::vector<Barrier> usual_barriers();

/// What became of the proposals that a barrier had stopped, counted.
struct Fates {
    std::uint64_t deaths = 0;                              ///< at the barrier, while it stood
    std::uint64_t live = 0;                                ///< founded
    std::array<std::uint64_t, reason_names.size()> died{}; ///< elsewhere, by reason
    std::uint64_t in_hand = 0;                             ///< at the end of the horizon
    std::uint64_t gone_before = 0;  ///< not launched again: the unit is away, or on its way, with an earlier proposal
    std::uint64_t not_launched = 0; ///< for any other reason
    Fates& operator+=(const Fates& other);
    std::uint64_t died_elsewhere() const;
};

/// The fates, with the barrier removed, of the proposals that died at it. Rows are those of one run each.
Fates match_fates(std::span<const ProposalRow> base, std::span<const ProposalRow> without, const Barrier& barrier);

/// One line of the table. Estimates are means over runs, of the whole public sector (as simulated, over the scale).
struct BarrierLine {
    Barrier barrier;
    Fates fates;          ///< of all runs, as simulated
    std::size_t runs = 0; ///< in which neither the base nor this case was lost
    MeanEstimate deaths, live;
    MeanEstimate more_mutuals, more_employees; ///< in the last month, paired differences to the base
};

/// What stops the proposals of one scenario, barrier by barrier.
struct BarrierTable {
    std::string scenario;
    double scale = 1;
    Month last;
    std::uint32_t runs = 0;                           ///< of the base, as of every case of which none was lost
    std::uint32_t failed = 0;                         ///< runs of any case
    std::uint32_t left_out = 0;                       ///< they, and those whose base failed
    std::array<double, reason_names.size()> deaths{}; ///< in the base, a run, of the whole public sector
    double founded = 0;                               ///< likewise
    std::vector<BarrierLine> lines;                   ///< of barriers at which any proposal died, in the order given
};

/// Runs `runs` seeds of the scenario with every barrier. Throws Mismatch where runs fail, unless they are to be left
/// out.
BarrierTable find_barriers(const Scenario& scenario, std::span<const Barrier> barriers, std::uint32_t runs,
                           bool leave_out_failed, Populations& populations, const SideRuns& how);

/// The table for people; intervals of this confidence, in (0, 1).
std::string barriers_text(const BarrierTable& table, double confidence);
/// The same as a file holds it.
Result barriers_result(const BarrierTable& table, double confidence);

} // namespace mutualise
