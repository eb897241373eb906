#include "mutualise/scenario/nearest.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

int edit_distance(std::string_view a, std::string_view b)
{
    std::vector<int> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j)
        last[j] = static_cast<int>(j);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::string suggestion(std::string_view name, const std::vector<std::string_view>& valid)
{
    constexpr std::size_t longest_name = 80, few = 12; // a longer text is no mistyped name, and not worth the squares
    if (name.size() <= longest_name) {
        int least = static_cast<int>(std::max<std::size_t>(2, name.size() / 3)) + 1;
        std::string_view nearest;
        for (const std::string_view candidate : valid) {
            const int distance = edit_distance(name, candidate);
            if (distance < least) {
                least = distance;
                nearest = candidate;
            }
        }
        if (!nearest.empty())
            return fmt::format("; did you mean \"{}\"?", nearest);
    }
    return valid.empty() || valid.size() > few ? "" : fmt::format("; valid: {}", fmt::join(valid, ", "));
}

} // namespace mutualise
