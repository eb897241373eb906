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
    {"historical", "9de75acb4b9f4fd0dbcb69eea820cb65d2e7cb60b704f76976f5db11d58cb2c0"},
    {"taskforce", "fd805c65859859eb08130e52eb64c0835527cd7872aece2f777461d8969fd819"},
    {"everything", "f058760f55c28caa4d6e2b8e78cd06e1632c42970c3c711ab54dc16cf46b7807"},
}};

} // namespace mutualise::testing
