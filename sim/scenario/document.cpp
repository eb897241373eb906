#include "mutualise/scenario/document.hpp"

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

} // namespace

std::variant<Node, SyntaxError> parse_document(std::string_view text, const Place& place)
{
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
