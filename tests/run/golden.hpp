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
    {"historical", "0cf285ce5ec1511e3bf683cde8580dcff3d0576a14c3a764366660767623d19a"},
    {"taskforce", "b9917b58ba563a6686e1cdc54490c2046ab756077041b6608488b4cc160ee204"},
    {"everything", "f407bb100dee4a72d250071d2d99b3bcc5998ea15bfd729048c43cb3d94329a8"},
}};

} // namespace mutualise::testing
