/// \file A sample that was made and run elsewhere, in SALib's files: the problem (name, lower, upper a line), the
/// inputs (a row a run, a column an input) and the outputs (a column an output or time step).
#pragma once

#include "mutualise/analysis/elementary_effects.hpp"

#include <filesystem>
#include <string>

namespace mutualise
{

/// Rows x inputs, the last fastest.
struct InputMatrix {
    std::vector<std::string> names;
    std::vector<double> lower, upper; ///< by input
    std::size_t rows = 0;
    std::vector<double> values;
    std::string file;      ///< named where rows are refused
    std::vector<int> line; ///< by row; empty where rows are no lines

    double at(std::size_t row, std::size_t input) const { return values[row * names.size() + input]; }
};

/// Inputs and outputs as SALib's files give them.
struct ForeignSample {
    InputMatrix inputs;
    std::vector<ReplicatedOutput> outputs; ///< by column
};

/// Throws InputError with every problem: what is no number, rows too many or too few, inputs outside their bounds, and
/// outputs that are NaN or infinite, with their count.
ForeignSample read_foreign_sample(const std::filesystem::path& problem, const std::filesystem::path& sample,
                                  const std::filesystem::path& outputs);

/// Whether a Saltelli sample has rows for pairs of inputs; automatic: as the inputs tell.
enum class SecondOrder : std::uint8_t { automatic, yes, no };

/// Which rows are A, B and their crosses, told by the inputs themselves: AB_j must be A but in column j, where it is B,
/// and BA_j the reverse. Throws InputError naming the first rows that are not.
SaltelliLayout saltelli_layout(const InputMatrix& inputs, SecondOrder second_order);

/// Which step moves which input, by how much of its range. Throws InputError naming the rows between which none or
/// several move, or one moves twice in a trajectory.
MorrisLayout morris_layout(const InputMatrix& inputs);

} // namespace mutualise
