#include "draws.hpp"
#include "mutualise/study/design.hpp"

namespace mutualise
{

UnitRows latin_hypercube(const std::vector<std::string>& ids, std::uint32_t points, std::uint64_t seed)
{
    UnitRows rows(points, std::vector<double>(ids.size()));
    for (std::size_t f = 0; f < ids.size(); ++f) {
        const RunKey key = factor_key(seed, ids[f]);
        Stream stream(key, Purpose::design_order, 0, 0);
        const std::vector<std::uint32_t> stratum = shuffled(stream, points);
        for (std::uint32_t i = 0; i < points; ++i)
            rows[i][f] = (stratum[i] + uniform(key, Purpose::design_value, i, 0)) / points;
    }
    return rows;
}

} // namespace mutualise
