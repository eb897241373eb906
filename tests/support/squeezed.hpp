/// \file Tables as text without their widths.
#pragma once

#include <string>

namespace mutualise::testing
{

/// Every blank once.
inline std::string squeezed(const std::string& text)
{
    std::string out;
    for (const char c : text)
        if (c != ' ' || out.empty() || out.back() != ' ')
            out += c;
    return out;
}

} // namespace mutualise::testing
