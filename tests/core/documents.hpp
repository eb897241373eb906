/// \file What the tests of docs/ look for in a text.
#pragma once

#include "support/files.hpp"

#include <string>
#include <vector>

namespace mutualise::testing
{

inline const std::filesystem::path root = MUTUALISE_SOURCE_DIR;

/// What stands between `open` and the next `close`, each time.
inline std::vector<std::string> between(const std::string& text, const std::string& open, const std::string& close)
{
    std::vector<std::string> found;
    for (std::size_t at = text.find(open); at != std::string::npos; at = text.find(open, at + 1)) {
        const std::size_t start = at + open.size(), end = text.find(close, start);
        if (end != std::string::npos)
            found.push_back(text.substr(start, end - start));
    }
    return found;
}

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

} // namespace mutualise::testing
