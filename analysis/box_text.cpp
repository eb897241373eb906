/// \file Goals and boxes in words.
#include "box_text.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// The shortest decimal in (low, high], or in [low, high) where `from_below` is false.
double shortest_between(double low, double high, bool from_below)
{
    double power = 1;
    for (int decimals = 0; decimals < 15; ++decimals, power *= 10) {
        const double found = from_below ? std::floor(high * power) / power : std::ceil(low * power) / power;
        if (from_below ? found > low && found <= high : found >= low && found < high)
            return found;
    }
    return from_below ? high : low;
}

std::string value_of(const PrimDimension& dimension, double value)
{
    if (dimension.months)
        return value >= never.value ? "never" : to_string(Month{static_cast<int>(value)});
    return fmt::format("{}", value);
}

} // namespace

KeptLimits kept_limits(const PrimDimension& dimension, const std::vector<bool>& kept)
{
    const auto low = static_cast<std::size_t>(std::find(kept.begin(), kept.end(), true) - kept.begin());
    const auto high =
        kept.size() - 1 - static_cast<std::size_t>(std::find(kept.rbegin(), kept.rend(), true) - kept.rbegin());
    const std::vector<double>& values = dimension.distinct;
    const bool exact = dimension.whole || dimension.months;
    KeptLimits limits;
    if (low > 0)
        limits.low = value_of(dimension, exact ? values[low] : shortest_between(values[low - 1], values[low], true));
    if (high + 1 < kept.size())
        limits.high =
            value_of(dimension, exact ? values[high] : shortest_between(values[high], values[high + 1], false));
    return limits;
}

std::string enumeration(const std::vector<std::string>& words, const char* before_last)
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i)
        text += (i == 0 ? "" : i + 1 == words.size() ? before_last : ", ") + words[i];
    return text;
}

std::string levels_text(const PrimDimension& dimension, const std::vector<bool>& kept)
{
    std::vector<std::string> in, out;
    for (std::size_t rank = 0; rank < kept.size(); ++rank)
        (kept[rank] ? in : out).push_back(dimension.levels[static_cast<std::size_t>(dimension.distinct[rank])]);
    return in.size() > 2 && out.size() == 1 ? "not " + out[0] : enumeration(in, " or ");
}

namespace
{

std::string restriction_text(const PrimDimension& dimension, const std::vector<bool>& kept)
{
    if (!dimension.ordered)
        return fmt::format("{} is {}", dimension.name, levels_text(dimension, kept));
    const KeptLimits limits = kept_limits(dimension, kept);
    if (dimension.months)
        return fmt::format("{} is {}", dimension.name,
                           limits.low.empty()    ? limits.high + " or earlier"
                           : limits.high.empty() ? limits.low + " or later"
                                                 : "from " + limits.low + " to " + limits.high);
    return fmt::format("{} is {} [{}]", dimension.name,
                       limits.low.empty()    ? "at most " + limits.high
                       : limits.high.empty() ? "at least " + limits.low
                                             : "between " + limits.low + " and " + limits.high,
                       dimension.unit.empty() ? "-" : dimension.unit);
}

} // namespace

std::string goals_text(const Question& question)
{
    std::vector<std::string> goals;
    for (const Goal& goal : question.goals)
        goals.push_back(goal.text);
    return enumeration(goals, " and ");
}

std::string box_text(const PrimPoints& points, const PrimBox& box)
{
    std::vector<std::string> words;
    for (std::size_t d = 0; d < points.dimensions.size(); ++d)
        if (box.restricts(d))
            words.push_back(restriction_text(points.dimensions[d], box.kept[d]));
    return enumeration(words, " and ");
}

} // namespace mutualise
