/// \file The runs of both sides of a comparison, and which of them belong together.
#pragma once

#include "mutualise/analysis/compare.hpp"
#include "mutualise/record/recorded_file.hpp"

namespace mutualise
{

/// One side, opened: its runs by place on the file's run axis.
struct OpenSide {
    RecordedFile file;
    std::string name;
    std::vector<std::size_t> places; ///< of the chosen point's runs
    std::uint32_t lost = 0;          ///< runs that failed or are missing
    double scale = 1;
    std::string people; ///< that it simulates (people.hpp)
};

OpenSide open_side(const CompareSide& side);

/// Runs that are compared: places in both files, pair by pair. Of unpaired samples both lists stand alone.
struct Pairing {
    std::vector<std::size_t> base, variant;
    bool paired = true;
};

/// Throws Mismatch where seeds differ and it was not told to go on, or where runs are missing and must not be left out.
Pairing pair_runs(const OpenSide& base, const OpenSide& variant, const CompareOptions& options);

} // namespace mutualise
