#include "mutualise/core/month.hpp"

#include <algorithm>
#include <chrono>

namespace mutualise
{

std::string to_string(Month month)
{
    const auto padded = [](int number, std::size_t width) {
        const std::string text = std::to_string(number);
        return std::string(width - std::min(width, text.size()), '0') + text;
    };
    return padded(month.year(), 4) + "-" + padded(month.month(), 2);
}

namespace
{
std::optional<int> digits(std::string_view text)
{
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}
} // namespace

std::optional<Month> parse_month(std::string_view text)
{
    if ((text.size() != 7 && text.size() != 10) || text[4] != '-' || (text.size() == 10 && text[7] != '-'))
        return std::nullopt;
    const auto year = digits(text.substr(0, 4)), month = digits(text.substr(5, 2));
    const auto day = text.size() == 10 ? digits(text.substr(8, 2)) : std::optional<int>{1};
    if (!year || !month || !day)
        return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                           std::chrono::day{static_cast<unsigned>(*day)}};
    if (!date.ok())
        return std::nullopt;
    return Month::of(*year, *month);
}

int last_day_since_2010(Month month)
{
    using namespace std::chrono;
    const sys_days last{year{month.year()} / std::chrono::month{static_cast<unsigned>(month.month())} /
                        std::chrono::last};
    return static_cast<int>((last - sys_days{year{2010} / January / 1}).count());
}

} // namespace mutualise
