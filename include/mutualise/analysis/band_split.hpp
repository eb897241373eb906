/// \file A band split: what is not known of the parameters, and chance.
///
/// Runs that draw their parameters spread by both. The same runs with one set of parameters (posterior = "none", the
/// posterior's centre) spread by chance alone, so that of the variance V of the first
///
///     chance's share = V_fixed / V        ± share √(2 / (n − 1) + 2 / (m − 1))
///
/// for n and m runs (the error to first order where values are about normal). It is chance at the centre: it may pass 1
/// where other draws leave less to chance. The exact share (law of total variance) would take several runs of each
/// draw.
#pragma once

#include "mutualise/analysis/bands.hpp"
#include "mutualise/record/recorded_file.hpp"

namespace mutualise
{

/// Whether any of the file's runs draw parameters from a posterior.
bool draws_parameters(const RecordedFile& file);

/// Adds to the bands of `files`, for every variable over design point, statistic and time, `NAME_chance_share` over
/// `share_statistic` (share, error), design point and time: NaN where nothing varies. `fixed` are the files of the same
/// scenarios without draws. Throws Mismatch where months, settings or anything of the scenarios but what is drawn
/// differs, or where `fixed` draws or `files` do not.
void split_bands(Result& bands, std::span<const std::filesystem::path> files,
                 std::span<const std::filesystem::path> fixed, const BandsOptions& options);

/// What `split_bands` added, of the headline observables at their milestones. At most `most_points_shown` points.
std::string split_table(const Result& bands);

} // namespace mutualise
