#include "mutualise/analysis/until.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/core/errors.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

/// Fewer runs can be alike by chance, and say nothing of their spread; assumed.
constexpr std::size_t fewest_replicates = 8;

constexpr std::string_view form = "halfwidth(employees_in_mutuals@2015-12) < 500";

[[noreturn]] void refuse(std::string_view text)
{
    throw UsageError(fmt::format("'{}' is no condition; write one like {}", text, form));
}

double number_in(std::string_view number, std::string_view text)
{
    const std::size_t begin = number.find_first_not_of(' ');
    if (begin == std::string_view::npos)
        refuse(text);
    number = number.substr(begin, number.find_last_not_of(' ') - begin + 1);
    double value = 0;
    const auto [end, failed] = std::from_chars(number.data(), number.data() + number.size(), value);
    if (failed != std::errc() || end != number.data() + number.size())
        refuse(text);
    return value;
}

} // namespace

Until parse_until(std::string_view text)
{
    constexpr std::string_view name = "halfwidth(";
    const std::size_t open = text.find(name), close = text.rfind(')'), less = text.rfind('<');
    if (open == std::string_view::npos || close == std::string_view::npos || less == std::string_view::npos ||
        close < open || less < close || text.find_first_not_of(' ') != open ||
        text.find_first_not_of(' ', close + 1) != less)
        refuse(text);
    std::string_view inside = text.substr(open + name.size(), close - open - name.size());
    Until until;
    until.text = text;
    // A comma outside brackets parts the outcome from the confidence.
    const std::size_t comma = inside.rfind(','), bracket = inside.rfind(']');
    if (comma != std::string_view::npos && (bracket == std::string_view::npos || comma > bracket)) {
        until.confidence = number_in(inside.substr(comma + 1), text);
        if (!(until.confidence > 0 && until.confidence < 1))
            throw UsageError(fmt::format("'{}': the confidence must lie between 0 and 1", text));
        inside = inside.substr(0, comma);
    }
    until.outcome = parse_outcome(inside);
    until.threshold = number_in(text.substr(less + 1), text);
    if (!(until.threshold > 0))
        throw UsageError(fmt::format("'{}': the half-width must be above 0", text));
    return until;
}

Precision precision_of(const StudyValues& values, const Until& until)
{
    Precision precision;
    precision.replicates = values.seeds.at(0).size();
    for (std::size_t p = 0; p < values.points(); ++p) {
        const MeanEstimate mean = mean_of(values.values.at(0)[p]);
        const double half = half_width(mean, until.confidence);
        precision.replicates = std::min(precision.replicates, mean.count);
        if (p == 0 || half > precision.widest) {
            precision.widest = half;
            precision.point = p;
            const double ratio = half / until.threshold;
            precision.needed =
                mean.count < 2 ? fewest_replicates
                               : static_cast<std::size_t>(std::ceil(static_cast<double>(mean.count) * ratio * ratio));
        }
    }
    precision.holds = precision.widest < until.threshold && precision.replicates >= fewest_replicates;
    return precision;
}

std::uint32_t next_round(const Precision& precision, std::uint32_t most_replicates)
{
    const std::size_t there = precision.replicates;
    if (precision.holds || there >= most_replicates)
        return 0;
    const std::size_t wanted = precision.needed > there ? precision.needed - there : 0;
    const std::size_t round = std::clamp(wanted, fewest_replicates, std::max(fewest_replicates, there));
    return static_cast<std::uint32_t>(std::min<std::size_t>(round, most_replicates - there));
}

} // namespace mutualise
