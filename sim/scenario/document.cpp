#include "mutualise/scenario/document.hpp"

#include <algorithm>
#include <fmt/format.h>
#include <optional>
#include <sstream>
#include <toml++/toml.h>

namespace mutualise
{

namespace
{

Place at(const toml::source_region& source, const Place& fallback)
{
    Place place = fallback;
    if (source.begin.line > 0 && !place.from_setting) {
        place.line = static_cast<int>(source.begin.line);
        place.column = static_cast<int>(source.begin.column);
    }
    return place;
}

Node converted(const toml::node& source, const Place& fallback)
{
    Node node{at(source.source(), fallback), {}};
    if (const toml::table* table = source.as_table()) {
        Table to;
        for (auto&& [key, value] : *table) {
            const Place place = at(key.source(), node.place);
            to.entries.push_back({std::string(key.str()), place, converted(value, place)});
        }
        node.value = std::move(to);
    } else if (const toml::array* array = source.as_array()) {
        List to;
        for (const toml::node& item : *array)
            to.items.push_back(converted(item, node.place));
        node.value = std::move(to);
    } else if (const auto* text = source.as_string()) {
        node.value = text->get();
    } else if (const auto* integer = source.as_integer()) {
        node.value = integer->get();
    } else if (const auto* number = source.as_floating_point()) {
        node.value = number->get();
    } else if (const auto* truth = source.as_boolean()) {
        node.value = truth->get();
    } else if (const auto* date = source.as_date()) {
        node.value = Date{date->get().year, date->get().month, date->get().day};
    } else {
        std::ostringstream time;
        source.visit([&](const auto& value) {
            if constexpr (toml::is_time<decltype(value)> || toml::is_date_time<decltype(value)>)
                time << value.get();
        });
        node.value = OtherKind{time.str()};
    }
    return node;
}

/// toml++ goes down the parts of a key by recursion, and so does whatever takes its tables apart: a key of a hundred
/// thousand parts would end the stack. Keys of ours have five.
constexpr int most_parts = 100;

/// Where the text in quotes that begins here is over, or its line where it never is.
std::size_t end_of_quote(std::string_view text, std::size_t from)
{
    const char quote = text[from];
    const bool many_lines = text.substr(from, 3) == std::string(3, quote);
    const std::string close(many_lines ? 3 : 1, quote);
    for (std::size_t i = from + close.size(); i < text.size(); ++i)
        if (text.substr(i, close.size()) == close)
            return i + close.size();
        else if (text[i] == '\n' && !many_lines)
            return i;
        else if (text[i] == '\\' && quote == '"')
            ++i;
    return text.size();
}

/// Where a key has too many parts; nothing where none has. Text in quotes is one part.
std::optional<std::size_t> endless_key(std::string_view text)
{
    int parts = 1;
    for (std::size_t i = 0; i < text.size(); ++i)
        switch (text[i]) {
        case '"':
        case '\'':
            i = end_of_quote(text, i) - 1;
            break;
        case '#':
            i = std::min(text.find('\n', i), text.size()) - 1;
            break;
        case '.':
            if (++parts > most_parts)
                return i;
            break;
        case '\n':
        case ',':
        case '=':
        case '[':
        case ']':
        case '{':
        case '}':
            parts = 1;
            break;
        default:
            break;
        }
    return std::nullopt;
}

} // namespace

std::variant<Node, SyntaxError> parse_document(std::string_view text, const Place& place)
{
    if (const std::optional<std::size_t> at = endless_key(text)) {
        Place where = place;
        if (!place.from_setting) {
            where.line =
                1 + static_cast<int>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(*at), '\n'));
            where.column = 1;
        }
        return SyntaxError{where, fmt::format("a key has more than {} parts", most_parts)};
    }
    try {
        const toml::table table = toml::parse(text);
        Place start = place;
        start.line = start.column = place.from_setting ? 0 : 1;
        return converted(table, start);
    } catch (const toml::parse_error& error) {
        return SyntaxError{at(error.source(), place), std::string(error.description())};
    }
}

} // namespace mutualise
