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
    {"historical", "bacfc4c79c0ca9b3e1dc2a3615cd4fbffeea0a2dce03757cfe48ed58a5682545"},
    {"taskforce", "3a1bd6a554e48862d74ad83db3067744b082828e3e9fac0dc7041f775054d10c"},
    {"everything", "9fd50ee58268c3462d04d8ed40f66e9b9618ccc72ee61389565ed1d25e2afe26"},
}};

} // namespace mutualise::testing
