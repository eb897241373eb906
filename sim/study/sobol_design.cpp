/// \file Designs from Sobol's sequence: the sequence itself, scrambled or not, and Saltelli's sample.
#include "draws.hpp"
#include "mutualise/random/sobol.hpp"
#include "mutualise/study/design.hpp"

#include <utility>

namespace mutualise
{

namespace
{

constexpr double ulp = 0x1p-53;

/// Bits [from, 64) of the fraction, at random.
std::uint64_t random_bits(RunKey key, std::uint32_t entity, std::uint32_t step)
{
    Stream stream(key, Purpose::design_scramble, entity, step);
    const std::uint64_t high = stream();
    return high << 32 | stream();
}

/// Nested uniform scrambling of the 32 leading bits: each is flipped by a coin that belongs to the bits above it. The
/// bits below, which no sequence of fewer than 2^32 points sets, are random.
std::uint64_t owen_scrambled(std::uint64_t fraction, RunKey key)
{
    const auto leading = static_cast<std::uint32_t>(fraction >> 32);
    std::uint32_t scrambled = 0;
    for (std::uint32_t bit = 0; bit < 32; ++bit) {
        const std::uint32_t above = bit == 0 ? 0 : leading >> (32 - bit);
        const auto coin = static_cast<std::uint32_t>(random_bits(key, above, bit) >> 63);
        scrambled = scrambled << 1 | ((leading >> (31 - bit) & 1) ^ coin);
    }
    const std::uint64_t below = random_bits(key, leading, 32) >> 32;
    return std::uint64_t{scrambled} << 32 | ((fraction & 0xFFFF'FFFFU) ^ below);
}

std::uint64_t scrambled(std::uint64_t fraction, Scramble kind, RunKey key)
{
    switch (kind) {
    case Scramble::none:
        return fraction;
    case Scramble::shift:
        return fraction ^ random_bits(key, 0, 64);
    case Scramble::owen:
        return owen_scrambled(fraction, key);
    }
    return fraction;
}

/// A column of the cube: a dimension of the sequence and the key that scrambles it.
UnitRows sequence(const std::vector<RunKey>& keys, const Design& design)
{
    const auto columns = static_cast<std::uint32_t>(keys.size());
    const std::vector<std::uint64_t> points = sobol_points(columns, design.skip, design.points);
    UnitRows rows(design.points, std::vector<double>(columns));
    for (std::size_t i = 0; i < points.size(); ++i) {
        const std::uint64_t fraction = scrambled(points[i], design.scramble, keys[i % columns]);
        rows[i / columns][i % columns] = static_cast<double>(fraction >> 11) * ulp;
    }
    return rows;
}

} // namespace

UnitRows sobol_rows(const std::vector<std::string>& ids, const Design& design)
{
    std::vector<RunKey> keys;
    keys.reserve(ids.size());
    for (const std::string& id : ids)
        keys.push_back(factor_key(design.seed, id));
    return sequence(keys, design);
}

UnitRows saltelli_rows(const std::vector<std::string>& ids, const Design& design)
{
    std::vector<RunKey> keys;
    for (const std::string& id : ids) {
        keys.push_back(factor_key(design.seed, id + " A"));
        keys.push_back(factor_key(design.seed, id + " B"));
    }
    UnitRows rows;
    for (const std::vector<double>& base : sequence(keys, design)) {
        std::vector<double> a, b;
        for (std::size_t f = 0; f < ids.size(); ++f) {
            a.push_back(base[2 * f]);
            b.push_back(base[2 * f + 1]);
        }
        const auto crossed = [&](std::vector<double> row, const std::vector<double>& other) {
            for (std::size_t f = 0; f < ids.size(); ++f) {
                const double own = std::exchange(row[f], other[f]);
                rows.push_back(row);
                row[f] = own;
            }
        };
        rows.push_back(a);
        crossed(a, b);
        if (design.second_order)
            crossed(b, a);
        rows.push_back(b);
    }
    return rows;
}

} // namespace mutualise
