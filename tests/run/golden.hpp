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
    {"historical", "c8ac2fb73033b1ee11da2e1ddad8d3d1c352e6e39db2e7d879dbb13442d40b10"},
    {"taskforce", "08aae8dcf48b775ea706d9cb381b9fd8fcadd9993ab1cfffec96f764818d07e0"},
    {"everything", "612a0d43827fa20849ccd487f106941d6ad47108e0fad0ebb14a3c871be5ab5e"},
}};

} // namespace mutualise::testing
