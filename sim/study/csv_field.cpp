#include "csv_field.hpp"

namespace mutualise
{

std::string csv_field(const std::string& text, bool always)
{
    if (!always && text.find_first_of(",\"\n\r \t") == std::string::npos)
        return text;
    std::string quoted = "\"";
    for (const char c : text)
        quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
    return quoted + "\"";
}

} // namespace mutualise
