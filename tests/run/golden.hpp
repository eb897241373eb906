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
    {"historical", "d61830b5a8ee3f9fb3251d222a20b61358a4aab38af1331df1cfddc0a6941939"},
    {"taskforce", "d28af4ee649ac2256b502555623778d703571736df36eb40a7a79d82b4379922"},
    {"everything", "530f32874205b366bfa7e6ef46c216f1e8d1284396ad34f3e9acec1d2a10efcb"},
}};

} // namespace mutualise::testing
