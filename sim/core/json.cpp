#include "mutualise/core/json.hpp"

#include <fmt/format.h>

namespace mutualise::json
{

std::string text(std::string_view value)
{
    std::string out = "\"";
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\')
            out += {'\\', c};
        else if (byte < 0x20 || byte == 0x7f || c == '<' || c == '>' || c == '&')
            out += fmt::format("\\u{:04x}", byte);
        else
            out += c;
    }
    return out + '"';
}

} // namespace mutualise::json
