/// \file exp and 2^x by table and short polynomial.
///
/// x = (k / 128) ln 2 + r, exp(x) = 2^(k / 128) exp(r), |r| < 0.0028 (Tang 1989, ACM TOMS 15,
/// doi:10.1145/63522.214389). The polynomial is Taylor's; the table (2 kB) is computed while compiling.
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
// Adding and subtracting it rounds to an integer; the low bits of the sum are that integer.
constexpr double to_integer = 0x1.8p52;

/// 2^(j / 128) = value (1 + tail).
struct Power {
    double value, tail;
};

constexpr std::array<Power, table_size> powers_of_two()
{
    const DoubleDouble step = ln2 / DoubleDouble{table_size};
    DoubleDouble root{1};
    for (int n = 14; n > 0; --n)
        root = DoubleDouble{1} + root * step / DoubleDouble{static_cast<double>(n)};
    std::array<Power, table_size> table{};
    DoubleDouble power{1};
    for (Power& entry : table) {
        entry = {power.high, power.low / power.high};
        power = power * root;
    }
    return table;
}

constexpr std::array<Power, table_size> power_table = powers_of_two();

/// x 2^exponent, rounded once, for x near 1 and any exponent within (-1200, 1200).
double scale(double x, int exponent)
{
    const int half = exponent / 2;
    const auto power = [](int n) { return std::bit_cast<double>(static_cast<std::uint64_t>(1023 + n) << 52); };
    return x * power(half) * power(exponent - half);
}

/// 2^(steps / 128) exp(r) for small r; `normal` says that no intermediate leaves the normal range.
inline double power_times_exp(std::int32_t steps, double r, bool normal)
{
    const Power& power = power_table[static_cast<std::uint32_t>(steps) % table_size];
    const int exponent = steps >> 7;
    const double square = r * r;
    const double polynomial =
        (power.tail + r) + square * (1.0 / 2 + r * (1.0 / 6)) + square * square * (1.0 / 24 + r * (1.0 / 120));
    if (!normal)
        return scale(power.value + power.value * polynomial, exponent);
    const auto bits = std::bit_cast<std::uint64_t>(power.value) + (static_cast<std::uint64_t>(exponent) << 52);
    const auto value = std::bit_cast<double>(bits);
    return value + value * polynomial;
}

inline std::int32_t low_integer(double shifted)
{
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(std::bit_cast<std::uint64_t>(shifted)));
}
} // namespace

double exp(double x)
{
    const bool normal = x > -708 && x < 709;
    if (!normal) {
        if (x != x)
            return x;
        if (x > 709.8)
            return infinity;
        if (x < -745.2)
            return 0;
    }
    const double shifted = x * (table_size / ln2.high) + to_integer;
    const double k = shifted - to_integer;
    const double r = (x - k * (short_ln2 / table_size)) - k * (rest_of_ln2 / table_size);
    return power_times_exp(low_integer(shifted), r, normal);
}

double exp2(double x)
{
    const bool normal = x > -1022 && x < 1023;
    if (!normal) {
        if (x != x)
            return x;
        if (x >= 1024)
            return infinity;
        if (x < -1075)
            return 0;
    }
    const double shifted = x * table_size + to_integer;
    const double r = x - (shifted - to_integer) / table_size; // exact
    return power_times_exp(low_integer(shifted), r * ln2.high, normal);
}

} // namespace mutualise::portable
