/// \file Months as users write them, and what may have been meant by what is none.
#include "mutualise/scenario/reading.hpp"

#include <array>
#include <cctype>
#include <fmt/format.h>
#include <optional>

namespace mutualise
{

namespace
{

constexpr std::array<std::string_view, 12> month_names{"January",   "February", "March",    "April",
                                                       "May",       "June",     "July",     "August",
                                                       "September", "October",  "November", "December"};

/// Does `text` look like `pattern`, where 9 stands for any digit and - for any of - / . ?
bool looks_like(std::string_view text, std::string_view pattern)
{
    if (text.size() != pattern.size())
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = std::isdigit(static_cast<unsigned char>(text[i])) != 0;
        if (pattern[i] == '9' ? !digit : text[i] != '-' && text[i] != '/' && text[i] != '.')
            return false;
    }
    return true;
}

std::string digits(std::string_view text, std::size_t from, std::size_t count)
{
    return std::string(text.substr(from, count));
}

/// `; did you mean "2012-07"?` where the digits make a month when read so.
std::optional<std::string> if_a_date(const std::string& candidate, std::string_view why)
{
    if (!parse_month(candidate))
        return std::nullopt;
    return fmt::format("{}; did you mean \"{}\"?", why, candidate);
}

/// Why `text` is no month.
std::string diagnosis(std::string_view text)
{
    const std::string plain = "is no month; write \"YYYY-MM\", such as \"2012-07\"";
    std::optional<std::string> meant;
    if (looks_like(text, "9999-99-99") && text[4] == '-' && text[7] == '-') {
        const std::string year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
        if (month > "12")
            meant = if_a_date(year + "-" + day + "-" + month, "is no date: day and month look swapped");
        else if (month >= "01")
            return fmt::format("is no date: {} {} has no day {}",
                               month_names[static_cast<std::size_t>(std::stoi(month)) - 1], year, std::stoi(day));
    } else if (looks_like(text, "9999-99-99")) {
        meant = if_a_date(digits(text, 0, 4) + "-" + digits(text, 5, 2) + "-" + digits(text, 8, 2), "is no date");
    } else if (looks_like(text, "9999-99") && text[4] == '-') {
        return "is no month: months run from 01 to 12";
    } else if (looks_like(text, "9999-99")) {
        meant = if_a_date(digits(text, 0, 4) + "-" + digits(text, 5, 2), "is no month");
    } else if (looks_like(text, "9999-9")) {
        meant = if_a_date(digits(text, 0, 4) + "-0" + digits(text, 5, 1), "is no month");
    } else if (looks_like(text, "99-9999")) {
        meant = if_a_date(digits(text, 3, 4) + "-" + digits(text, 0, 2), "is no month: the year comes first");
    } else if (looks_like(text, "99-99-9999")) {
        meant = if_a_date(digits(text, 6, 4) + "-" + digits(text, 3, 2) + "-" + digits(text, 0, 2),
                          "is no date: the year comes first");
    }
    return meant.value_or(plain);
}

std::optional<Month> month_of(const Node& node)
{
    if (const Date* date = std::get_if<Date>(&node.value))
        return Month::of(date->year, date->month);
    return node.text() == nullptr ? std::nullopt : parse_month(*node.text());
}

} // namespace

void read_month(Reading& reading, const Node& node, const std::string& path, std::string_view meaning,
                bool may_be_never, Month& to)
{
    reading.places[path] = node.place;
    const std::string* text = node.text();
    const std::optional<Month> month = month_of(node);
    if (may_be_never && text != nullptr && *text == "never")
        to = never;
    else if (text == nullptr && !month)
        reading.refuse(node, path,
                       fmt::format("must be a month such as \"2012-07\"{}{}", may_be_never ? " or \"never\"" : "",
                                   explained(meaning)));
    else if (!month)
        reading.refuse(node, path, diagnosis(*text) + explained(meaning));
    else if (month->year() < 1900 || month->year() > 2200)
        reading.refuse(node, path, "must lie between 1900 and 2200" + explained(meaning));
    else
        to = *month;
}

} // namespace mutualise
