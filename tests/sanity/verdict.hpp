/// \file What a test of many scenarios says: that a property holds, that it is broken, or that too few of them differ.
#pragma once

#include <algorithm>
#include <string_view>

namespace mutualise::testing
{

/// From good to bad.
enum class Verdict { holds, cannot_tell, broken };

inline Verdict worse(Verdict a, Verdict b) { return std::max(a, b); }

inline std::string_view told(Verdict verdict)
{
    switch (verdict) {
    case Verdict::holds:
        return "holds";
    case Verdict::cannot_tell:
        return "cannot tell";
    default:
        return "BROKEN";
    }
}

} // namespace mutualise::testing
