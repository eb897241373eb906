#include "draws.hpp"
#include "mutualise/study/design.hpp"

#include <numeric>
#include <utility>

namespace mutualise
{

namespace
{

/// 0 .. count - 1 in random order (Fisher & Yates).
std::vector<std::uint32_t> shuffled(RunKey key, std::uint32_t count)
{
    std::vector<std::uint32_t> order(count);
    std::iota(order.begin(), order.end(), 0U);
    Stream stream(key, Purpose::design_order, 0, 0);
    for (std::uint32_t i = count; i > 1; --i)
        std::swap(order[i - 1], order[stream.below(i)]);
    return order;
}

} // namespace

UnitRows latin_hypercube(const std::vector<std::string>& ids, std::uint32_t points, std::uint64_t seed)
{
    UnitRows rows(points, std::vector<double>(ids.size()));
    for (std::size_t f = 0; f < ids.size(); ++f) {
        const RunKey key = factor_key(seed, ids[f]);
        const std::vector<std::uint32_t> stratum = shuffled(key, points);
        for (std::uint32_t i = 0; i < points; ++i)
            rows[i][f] = (stratum[i] + uniform(key, Purpose::design_value, i, 0)) / points;
    }
    return rows;
}

} // namespace mutualise
