/// \file The checks of single values: type, range, names. A refused value leaves the default in place.
#include "mutualise/scenario/nearest.hpp"
#include "mutualise/scenario/reading.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace mutualise
{

namespace
{

void place(Reading& reading, const Node& node, const std::string& path) { reading.places[path] = node.place; }

std::string range(double lower, double upper, std::string_view unit)
{
    const std::string interval = fmt::format("[{}, {}]", written(lower), written(upper));
    return unit == "-" || unit.empty() ? interval : interval + " " + std::string(unit);
}

} // namespace

void read_number(Reading& reading, const Node& node, const std::string& path, double lower, double upper, bool integer,
                 std::string_view unit, std::string_view meaning, double& to)
{
    place(reading, node, path);
    const std::string allowed = range(lower, upper, unit) + explained(meaning);
    const std::optional<double> number = node.number();
    if (!number)
        reading.refuse(node, path, fmt::format("must be a {} in {}", integer ? "whole number" : "number", allowed));
    else if (!std::isfinite(*number))
        reading.refuse(node, path, "must be a finite number in " + allowed);
    else if (integer && *number != std::floor(*number))
        reading.refuse(node, path, "must be a whole number in " + allowed);
    else if (*number < lower || *number > upper)
        reading.refuse(node, path, "must lie in " + allowed);
    else
        to = *number;
}

void read_whole(Reading& reading, const Node& node, const std::string& path, int lower, int upper,
                std::string_view unit, std::string_view meaning, int& to)
{
    double number = to;
    read_number(reading, node, path, lower, upper, true, unit, meaning, number);
    to = static_cast<int>(number);
}

void read_truth(Reading& reading, const Node& node, const std::string& path, std::string_view meaning, bool& to)
{
    place(reading, node, path);
    if (const bool* truth = std::get_if<bool>(&node.value))
        to = *truth;
    else
        reading.refuse(node, path, "must be true or false" + explained(meaning));
}

void read_choice(Reading& reading, const Node& node, const std::string& path, std::span<const std::string_view> choices,
                 std::string_view meaning, int& to)
{
    place(reading, node, path);
    const std::string* text = node.text();
    const auto found = text == nullptr ? choices.end() : std::find(choices.begin(), choices.end(), *text);
    if (found != choices.end()) {
        to = static_cast<int>(found - choices.begin());
        return;
    }
    const std::string near = text == nullptr ? "" : suggestion(*text, {choices.begin(), choices.end()});
    const bool guessed = near.find("did you mean") != std::string::npos;
    constexpr std::size_t few = 8;
    if (choices.size() > few)
        return reading.refuse(node, path, "is not a known name" + explained(meaning) + (guessed ? near : ""));
    std::string valid;
    for (const std::string_view choice : choices)
        valid += (valid.empty() ? "" : ", ") + toml_string(choice);
    reading.refuse(node, path, fmt::format("must be one of {}{}{}", valid, explained(meaning), guessed ? near : ""));
}

void read_text(Reading& reading, const Node& node, const std::string& path, std::string_view meaning, std::string& to)
{
    place(reading, node, path);
    if (const std::string* text = node.text())
        to = *text;
    else
        reading.refuse(node, path, "must be a text in quotes" + explained(meaning));
}

void read_seed(Reading& reading, const Node& node, const std::string& path, std::string_view meaning, std::uint64_t& to)
{
    place(reading, node, path);
    if (const auto* integer = std::get_if<std::int64_t>(&node.value); integer != nullptr && *integer >= 0) {
        to = static_cast<std::uint64_t>(*integer);
        return;
    }
    if (const std::string* text = node.text(); text != nullptr && text->starts_with("0x")) {
        std::uint64_t seed = 0;
        const char* end = text->data() + text->size();
        const auto [stop, error] = std::from_chars(text->data() + 2, end, seed, 16);
        if (error == std::errc{} && stop == end) {
            to = seed;
            return;
        }
    }
    reading.refuse(node, path,
                   "must be a whole number from 0 to 9223372036854775807, or \"0x\" and up to 16 hex digits in quotes" +
                       explained(meaning));
}

void read_names(Reading& reading, const Node& node, const std::string& path, const std::vector<std::string_view>& valid,
                std::string_view what, std::vector<std::size_t>& to)
{
    place(reading, node, path);
    List one_word; // `--set lever.x.services=libraries` needs no brackets
    const List* list = node.list();
    if (list == nullptr && node.place.from_setting && node.text() != nullptr) {
        one_word.items.push_back(node);
        list = &one_word;
    }
    if (list == nullptr)
        return reading.refuse(
            node, path,
            fmt::format("must be a list of {0}, such as [\"{1}\"]", what, valid.empty() ? what : valid.front()));
    if (list->items.empty())
        return reading.refuse(node, path, fmt::format("is empty; it must name at least one of the {}", what));
    for (const Node& item : list->items) {
        const std::string* name = item.text();
        if (name == nullptr) {
            reading.refuse(item, path, fmt::format("must be a list of names in quotes ({})", what));
            continue;
        }
        const auto found = std::find(valid.begin(), valid.end(), *name);
        const auto position = static_cast<std::size_t>(found - valid.begin());
        if (found == valid.end())
            reading.refuse(item, path, fmt::format("is not among the {}{}", what, suggestion(*name, valid)));
        else if (std::find(to.begin(), to.end(), position) != to.end())
            reading.refuse(item, path, fmt::format("is listed twice among the {}", what));
        else
            to.push_back(position);
    }
}

} // namespace mutualise
