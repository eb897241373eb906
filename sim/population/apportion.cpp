/// \file Largest-remainder apportionment (Hamilton's method; Balinski & Young 2001, Fair Representation, ch. 3).
#include "blueprint.hpp"

#include <algorithm>
#include <numeric>

namespace mutualise
{

namespace
{
/// The rows of positive value by falling value, equal ones by row.
std::vector<std::uint32_t> positive_rows(const std::vector<double>& values)
{
    std::vector<std::uint32_t> rows;
    for (std::uint32_t row = 0; row < values.size(); ++row)
        if (values[row] > 0)
            rows.push_back(row);
    std::ranges::stable_sort(rows, [&](std::uint32_t a, std::uint32_t b) { return values[a] > values[b]; });
    return rows;
}
} // namespace

std::vector<std::uint32_t> apportion(std::uint32_t total, const std::vector<double>& weights, std::uint32_t least)
{
    std::vector<std::uint32_t> parts(weights.size(), 0);
    auto rows = positive_rows(weights);
    if (total == 0 || rows.empty())
        return parts;
    if (least > 0)
        rows.resize(std::min<std::size_t>(rows.size(), std::max(std::uint32_t{1}, total / least)));
    std::ranges::sort(rows);
    const auto count = static_cast<std::uint32_t>(rows.size());
    const std::uint32_t base = std::min(least, total / count);
    const std::uint32_t divisible = total - base * count;
    const double sum =
        std::accumulate(rows.begin(), rows.end(), 0.0, [&](double s, std::uint32_t row) { return s + weights[row]; });
    std::vector<double> remainders(count);
    std::uint32_t left = divisible;
    for (std::uint32_t i = 0; i < count; ++i) {
        const double quota = divisible * (weights[rows[i]] / sum);
        const auto whole = std::min(static_cast<std::uint32_t>(quota), left);
        parts[rows[i]] = base + whole;
        remainders[i] = quota - whole + 1; // above 0 whatever rounding did
        left -= whole;
    }
    const auto order = positive_rows(remainders);
    for (std::size_t i = 0; left > 0; i = (i + 1) % order.size(), --left)
        ++parts[rows[order[i]]];
    return parts;
}

} // namespace mutualise
