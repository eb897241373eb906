/// \file Digests of whole runs (golden_test.cpp says of what, and how to print them anew).
#pragma once

#include <array>

namespace mutualise::testing
{

struct Golden {
    const char* scenario;
    const char* digest;
};

inline constexpr std::array<Golden, 3> golden_runs{{
    {"historical", "62fac9bbabd14f49f781a2f663c47d6b9a1f2b6018e40c28875ff99f7d37ac1f"},
    {"taskforce", "de15b6bcb3e2554dbad1b1b4a055d56c0fb661035694a7128fbef986a390001e"},
    {"everything", "88cdcfdd5a51a485ca3bde8e656fa2c7e29ecfec350f7d4f167ca997cdd2c672"},
}};

} // namespace mutualise::testing
