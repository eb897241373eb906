#include "mutualise/study/factor.hpp"

#include "mutualise/core/month.hpp"

#include <charconv>
#include <limits>
#include <numeric>

namespace mutualise
{

std::vector<double> listed_values(const Factor& factor)
{
    if (!factor.values.empty())
        return factor.values;
    std::size_t count = 2;
    double first = factor.distribution.lower;
    if (factor.kind == FactorKind::number)
        return {first, factor.distribution.upper};
    if (factor.kind == FactorKind::level) {
        count = factor.levels.size();
        first = 0;
    } else {
        count = static_cast<std::size_t>(factor.distribution.upper - first) + 1;
    }
    std::vector<double> values(count);
    std::iota(values.begin(), values.end(), first);
    return values;
}

std::string value_text(const Factor& factor, double value)
{
    if (value != value)
        return "";
    if (factor.kind == FactorKind::level)
        return factor.levels[static_cast<std::size_t>(value)].name;
    if (factor.kind == FactorKind::month)
        return value == never.value ? "never" : to_string(Month{static_cast<int>(value)});
    return written(value);
}

double value_of_text(const Factor& factor, const std::string& text)
{
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    if (factor.kind == FactorKind::level) {
        for (std::size_t i = 0; i < factor.levels.size(); ++i)
            if (factor.levels[i].name == text)
                return static_cast<double>(i);
        return none;
    }
    if (factor.kind == FactorKind::month) {
        const std::optional<Month> month = text == "never" ? never : parse_month(text);
        return month ? month->value : none;
    }
    double value = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    return error == std::errc{} && stop == end && value - value == 0 ? value : none;
}

} // namespace mutualise
