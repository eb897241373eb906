/// \file The model's time: one step is one calendar month; decisions of a month are dated its last day.
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace mutualise
{

/// A calendar month, counted from January of year 0.
struct Month {
    int value = 0;

    static constexpr Month of(int year, int month) { return Month{year * 12 + month - 1}; }
    constexpr int year() const { return value / 12; }
    constexpr int month() const { return value % 12 + 1; } ///< 1 to 12
    friend constexpr auto operator<=>(Month, Month) = default;
    friend constexpr Month operator+(Month m, int months) { return Month{m.value + months}; }
    friend constexpr Month operator-(Month m, int months) { return Month{m.value - months}; }
    friend constexpr int operator-(Month a, Month b) { return a.value - b.value; }
    constexpr Month& operator++()
    {
        ++value;
        return *this;
    }
};

/// Later than any horizon; the `until` of a lever that is never taken back.
inline constexpr Month never = Month::of(9999, 12);

/// The simulated months [first, last]; row 0 of every record is the state at the end of the month before `first`.
struct Horizon {
    Month first = Month::of(2010, 5);
    Month last = Month::of(2015, 12);
    int spin_up_months = 24; ///< attitude steps before `first`, without proposals [months]; assumed

    constexpr int months() const { return last - first + 1; }
    constexpr int rows() const { return months() + 1; }
    constexpr int row(Month m) const { return m - first + 1; }
    constexpr Month month_of_row(int row) const { return first + (row - 1); }
    friend constexpr bool operator==(const Horizon&, const Horizon&) = default;
};

/// "2012-07" as printed and read everywhere.
std::string to_string(Month month);

/// Reads "YYYY-MM" or "YYYY-MM-DD" (the month that holds the day: its last day is not before the date).
/// Nothing when the text is no date of the proleptic Gregorian calendar.
std::optional<Month> parse_month(std::string_view text);

/// Days from 2010-01-01 to the month's last day (negative before): the recorded file's time axis [days].
int last_day_since_2010(Month month);

} // namespace mutualise
