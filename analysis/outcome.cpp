/// \file Outcomes and goals from text.
#include "mutualise/analysis/outcome.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/nearest.hpp"

#include <charconv>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? "" : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

[[noreturn]] void refuse(std::string_view text, const std::string& why)
{
    throw UsageError(fmt::format("'{}' is no outcome: {}; write one like employees_in_mutuals@2015-12", text, why));
}

Observable observable_in(std::string_view name, std::string_view text)
{
    if (const auto observable = observable_named(name))
        return *observable;
    std::vector<std::string_view> names;
    for (const Observable each : all_observables())
        names.push_back(spec(each).name);
    refuse(text, fmt::format("there is no observable '{}'{}", name, suggestion(std::string(name), names)));
}

std::vector<std::string> categories_in(std::string_view list)
{
    std::vector<std::string> categories;
    for (;;) {
        const std::size_t comma = list.find(',');
        categories.emplace_back(trimmed(list.substr(0, comma)));
        if (comma == std::string_view::npos)
            return categories;
        list = list.substr(comma + 1);
    }
}

std::optional<Month> month_in(std::string_view month, std::string_view text)
{
    if (month.empty())
        return std::nullopt;
    const auto read = parse_month(month);
    if (!read)
        refuse(text, fmt::format("'{}' is no month", month));
    return read;
}

void read_months(Outcome& outcome, std::string_view months, std::string_view text)
{
    const std::size_t dots = months.find("..");
    outcome.summed = dots != std::string_view::npos;
    outcome.first = month_in(trimmed(months.substr(0, dots)), text);
    outcome.last = outcome.summed ? month_in(trimmed(months.substr(dots + 2)), text) : outcome.first;
    if (!outcome.summed && !outcome.first)
        refuse(text, "it names no month");
    if (outcome.first && outcome.last && *outcome.last < *outcome.first)
        refuse(text, "its last month is before its first");
}

} // namespace

Outcome parse_outcome(std::string_view text)
{
    text = trimmed(text);
    const std::size_t at = text.find('@');
    if (at == std::string_view::npos)
        refuse(text, "it names no month");
    std::string_view name = trimmed(text.substr(0, at));
    Outcome outcome;
    outcome.text = text;
    const std::size_t open = name.find('[');
    if (open != std::string_view::npos) {
        if (name.back() != ']')
            refuse(text, "a bracket is not closed");
        outcome.categories = categories_in(name.substr(open + 1, name.size() - open - 2));
        name = trimmed(name.substr(0, open));
    }
    outcome.observable = observable_in(name, text);
    const ObservableSpec& s = spec(outcome.observable);
    const std::size_t axes = (s.first != Axis::none ? 1U : 0U) + (s.second != Axis::none ? 1U : 0U);
    if (outcome.categories.size() > axes)
        refuse(text, fmt::format("{} has {} {}", name, axes, axes == 1 ? "category" : "categories"));
    outcome.categories.resize(2);
    read_months(outcome, text.substr(at + 1), text);
    if (outcome.summed && !is_flow(outcome.observable))
        refuse(text, fmt::format("{} is no flow of each month, and does not add up over months", name));
    return outcome;
}

bool Goal::met(double value) const
{
    switch (comparison) {
    case Comparison::at_least:
        return value >= threshold;
    case Comparison::at_most:
        return value <= threshold;
    case Comparison::above:
        return value > threshold;
    case Comparison::below:
        return value < threshold;
    }
    return false;
}

Goal parse_goal(std::string_view text)
{
    text = trimmed(text);
    const std::size_t sign = text.find_first_of("<>");
    if (sign == std::string_view::npos)
        throw UsageError(fmt::format("'{}' is no goal; write one like employees_in_mutuals@2015-12 >= 1e6", text));
    const bool equal = sign + 1 < text.size() && text[sign + 1] == '=';
    Goal goal;
    goal.text = text;
    goal.comparison = text[sign] == '>' ? (equal ? Comparison::at_least : Comparison::above)
                                        : (equal ? Comparison::at_most : Comparison::below);
    goal.outcome = parse_outcome(text.substr(0, sign));
    const std::string_view number = trimmed(text.substr(sign + (equal ? 2 : 1)));
    const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), goal.threshold);
    if (failed != std::errc() || end != number.data() + number.size() || !(goal.threshold - goal.threshold == 0))
        throw UsageError(fmt::format("'{}' is no goal: '{}' is no number", text, number));
    return goal;
}

/// The list says so of every flow.
bool is_flow(Observable observable)
{
    const ObservableSpec& s = spec(observable);
    return s.units.ends_with("month-1") ||
           (is_extensive(observable) && s.long_name.find("in the month") != s.long_name.npos);
}

bool is_extensive(Observable observable)
{
    const ObservableSpec& s = spec(observable);
    if (observable == Observable::services_active)
        return false;
    return s.kind == ValueKind::count || s.units.starts_with("GBP");
}

} // namespace mutualise
