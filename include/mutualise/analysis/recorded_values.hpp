/// \file Values of recorded runs one at a time, in any order, without unpacking a chunk twice in a row.
#pragma once

#include "mutualise/record/recorded_file.hpp"

#include <span>
#include <string>
#include <vector>

namespace mutualise
{

/// Replicates that each point of a file should have: up to the last that is there or failed. A scenario's runs are the
/// replicates of one point.
std::uint32_t expected_replicates(const Recording& labels);

/// The variants of a study; of a scenario's file the scenario, its only one.
std::vector<std::string> variants_of(const Recording& labels);
/// The variant of a design point, among them.
std::uint32_t variant_of(const Recording& labels, std::uint32_t point);
/// The variant of this name; of an empty one the only variant. Throws UsageError with the nearest name.
std::uint32_t variant_named(const RecordedFile& file, const std::string& name);

/// One observable of a recorded file, read chunk by chunk.
class RecordedValues
{
public:
    RecordedValues(const RecordedFile& file, Observable observable);

    /// Months x first axis x second axis of the run at a place of the run axis. Valid until the next call.
    std::span<const double> of_run(std::size_t place);
    /// The share of the public sector simulated in it.
    double scale(std::size_t place) const;

private:
    const RecordedFile& file_;
    Observable observable_;
    std::size_t cells_;
    std::size_t block_; ///< of 32 runs: a chunk; the one held
    std::vector<double> values_;
};

} // namespace mutualise
