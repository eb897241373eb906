/// \file Philox4x32-10 (Salmon et al. 2011, SC'11, doi:10.1145/2063384.2063405), sixteen blocks side by side so that
/// each step is one vector instruction. Random123's scalar form is its oracle (tests/random/words_test.cpp).
#pragma once

#include "mutualise/core/instruction_set.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace mutualise
{

inline constexpr std::size_t philox_blocks_at_once = 16;

/// out[4 b + i] is word i of the block at counter[0] + b.
using PhiloxBlocks = void (*)(const std::array<std::uint32_t, 4>& counter, std::uint64_t seed, std::uint32_t* out);

/// One compilation for each instruction set; all give the same words.
PhiloxBlocks philox_blocks(InstructionSet set);

} // namespace mutualise
