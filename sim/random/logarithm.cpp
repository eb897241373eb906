/// \file The natural logarithm by table and short polynomial.
///
/// x = 2^k z, r = z c - 1 for a short reciprocal c of the middle of z's interval, log(x) = k ln 2 - log(c) + log1p(r),
/// |r| <= 1/128 (Tang 1990, ACM TOMS 16, doi:10.1145/98267.98294). The polynomial is Taylor's; the table (3 kB) is
/// computed while compiling.
#include "mutualise/random/portable.hpp"

#include "natural_logarithm_of_2.hpp"

#include <array>
#include <bit>
#include <cstdint>
#include <limits>

namespace mutualise::portable
{

namespace
{
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr int table_size = 128;

/// log(1 / reciprocal) in a part that adds to k short_ln2 exactly, and the rest.
struct Reciprocal {
    double reciprocal, log, log_rest;
};

// z lies in [0.6875, 1.375), in intervals of 1/256 below 1 and of 1/128 above.
constexpr std::uint64_t first_interval = 0x3FE6'0000'0000'0000;

/// log(y) for y near 1, 2 artanh((y - 1) / (y + 1)).
constexpr DoubleDouble precise_log(double y)
{
    const DoubleDouble s = DoubleDouble{y - 1} / DoubleDouble{y + 1};
    const DoubleDouble square = s * s;
    DoubleDouble sum{};
    for (int n = 39; n > 0; n -= 2)
        sum = sum * square + DoubleDouble{1} / DoubleDouble{static_cast<double>(n)};
    return DoubleDouble{2} * s * sum;
}

constexpr std::array<Reciprocal, table_size> reciprocals()
{
    std::array<Reciprocal, table_size> table{};
    for (std::uint64_t i = 0; i < table_size; ++i) {
        const auto left = std::bit_cast<double>(first_interval + (i << 45));
        const auto right = std::bit_cast<double>(first_interval + ((i + 1) << 45));
        if (left == 1 || right == 1) { // c = 1 on both sides of 1: log(x) keeps its relative accuracy there
            table[i] = {1, 0, 0};
            continue;
        }
        const double c = static_cast<double>(static_cast<int>(2 / (left + right) * 1024 + 0.5)) / 1024;
        const DoubleDouble log_c = precise_log(c);
        const double part = (-log_c.high + 0x1.8p10) - 0x1.8p10; // a multiple of 2^-42
        table[i] = {c, part, (-log_c.high - part) - log_c.low};
    }
    return table;
}

constexpr std::array<Reciprocal, table_size> reciprocal_table = reciprocals();

/// log of a positive normal number's bits, times 2^`exponent`.
inline double log_of(std::uint64_t bits, int exponent)
{
    const std::uint64_t offset = bits - first_interval;
    const Reciprocal& row = reciprocal_table[(offset >> 45) % table_size];
    const int whole = static_cast<int>(static_cast<std::int64_t>(offset) >> 52);
    const std::uint64_t mantissa = bits - (static_cast<std::uint64_t>(whole) << 52);
    const auto z = std::bit_cast<double>(mantissa);
    const auto z_high = std::bit_cast<double>(mantissa & ~std::uint64_t{0x1F'FFFF}); // 32 bits times c's 11: exact
    const double r = (z_high * row.reciprocal - 1) + (z - z_high) * row.reciprocal;
    const double k = whole + exponent;
    const double big = k * short_ln2 + row.log; // exact
    const double sum = big + r;
    const double rest = ((big - sum) + r) + (k * rest_of_ln2 + row.log_rest);
    const double square = r * r;
    const double polynomial =
        (-1.0 / 2 + r * (1.0 / 3)) +
        square * ((-1.0 / 4 + r * (1.0 / 5)) + square * ((-1.0 / 6 + r * (1.0 / 7)) + square * (-1.0 / 8)));
    return sum + (rest + square * polynomial);
}
} // namespace

double log(double x)
{
    if (x >= std::numeric_limits<double>::min() && x < infinity)
        return log_of(std::bit_cast<std::uint64_t>(x), 0);
    if (x == 0)
        return -infinity;
    if (!(x > 0))
        return std::numeric_limits<double>::quiet_NaN();
    return x == infinity ? x : log_of(std::bit_cast<std::uint64_t>(x * 0x1p54), -54);
}

} // namespace mutualise::portable
