#include "mutualise/analysis/order.hpp"

namespace mutualise
{

std::vector<double> mid_ranks(std::span<const double> values)
{
    const std::vector<std::size_t> order =
        places_by(values.size(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> ranks(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t end = i + 1;
        while (end < order.size() && values[order[end]] == values[order[i]])
            ++end;
        const double rank = static_cast<double>(i + end - 1) / 2;
        for (; i < end; ++i)
            ranks[order[i]] = rank;
    }
    return ranks;
}

} // namespace mutualise
