/// \file Words of a command line as a shell takes them, so that a recorded command can be typed again.
#pragma once

#include <string>
#include <string_view>

namespace mutualise
{

/// The word itself where a shell leaves it alone, else in single quotes (POSIX.1-2017, Shell 2.2.2).
inline std::string shell_word(std::string_view word)
{
    constexpr std::string_view plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_@%+=:,./-";
    if (!word.empty() && word.find_first_not_of(plain) == std::string_view::npos)
        return std::string(word);
    std::string quoted = "'";
    for (const char c : word)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + '\'';
}

} // namespace mutualise
