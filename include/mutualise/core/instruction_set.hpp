/// \file The instruction sets that the few heaviest loops are compiled for, each once; all give the same bytes.
#pragma once

#include <cstdint>

namespace mutualise
{

/// Baseline is what every processor of the architecture has.
enum class InstructionSet : std::uint8_t { baseline, avx2, avx512 };

/// Whether this processor has it.
bool supported(InstructionSet set);
/// The last one of the list that this processor has.
InstructionSet widest_supported();

/// The set of this name (baseline, avx2 or avx512), or the widest supported where the name is null or empty. Throws
/// UsageError for any other name and for a set that the processor lacks.
InstructionSet instruction_set_named(const char* name);

/// What the loops run with: instruction_set_named of the environment's MUTUALISE_INSTRUCTIONS when first asked for.
InstructionSet instructions_in_use();

} // namespace mutualise
