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
    {"historical", "c89495bc80a2f6880d5d5dec0db0553f94b426d2945c9947cfc8fcb225568921"},
    {"taskforce", "2287e81b9bf896cfbcaa425ccff2ed4002235830e0235aedd56796bfb3c4e0bd"},
    {"everything", "fa08b3d9b6ceb4c5504cf183d3459e457e3671c34de63e866cbc5fd438d6f0b6"},
}};

} // namespace mutualise::testing
