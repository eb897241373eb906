#include "json.hpp"

#include <cmath>
#include <fmt/format.h>

namespace mutualise::json
{

std::string number(double value) { return std::isfinite(value) ? fmt::format("{:.7g}", value) : "null"; }

std::string list(std::span<const std::string> items)
{
    std::string out = "[";
    for (const std::string& item : items)
        out += (out.size() > 1 ? "," : "") + item;
    return out + ']';
}

std::string numbers(std::span<const double> values)
{
    std::string out = "[";
    for (const double value : values) {
        if (out.size() > 1)
            out += ',';
        out += number(value);
    }
    return out + ']';
}

std::string texts(std::span<const std::string> values)
{
    std::vector<std::string> items;
    for (const std::string& value : values)
        items.push_back(text(value));
    return list(items);
}

std::string object(const std::vector<std::pair<std::string, std::string>>& members)
{
    std::string out = "{";
    for (const auto& [key, value] : members)
        out += (out.size() > 1 ? "," : "") + text(key) + ':' + value;
    return out + '}';
}

std::string object(std::initializer_list<std::pair<std::string_view, std::string>> members)
{
    std::vector<std::pair<std::string, std::string>> all;
    for (const auto& [key, value] : members)
        all.emplace_back(key, value);
    return object(all);
}

} // namespace mutualise::json
