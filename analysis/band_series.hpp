/// \file Which trajectories of an observable are banded.
#pragma once

#include "mutualise/record/recorded_file.hpp"

#include <span>
#include <string>
#include <vector>

namespace mutualise
{

/// What is banded of one observable: its cells (months x categories), each a sum of recorded cells.
struct BandSeries {
    Observable observable{};
    std::string name;
    std::vector<Axis> axes;           ///< besides time
    std::vector<std::size_t> lengths; ///< of both recorded axes
    bool summed = false;              ///< over both axes

    std::size_t categories() const { return summed ? 1 : lengths[0] * lengths[1]; }
};

/// Sums over the axes of what grows with the scale, and, where asked for, `NAME_by_service_reason`; shares and means by
/// category alone.
std::vector<BandSeries> all_series(const RecordedFile& file, std::span<const Observable> observables, bool categories);

/// Value of cell `cell` (month x category) of a run with these recorded values.
double cell_of(const BandSeries& series, std::span<const double> values, std::size_t cell);

} // namespace mutualise
