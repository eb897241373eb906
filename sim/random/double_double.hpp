/// \file Sums of two doubles (about 32 digits), for computing tables of constants while compiling.
///
/// Dekker (1971, Numer. Math. 18, doi:10.1007/BF01397083): exact sums and products from +, - and * alone.
#pragma once

namespace mutualise
{

struct DoubleDouble {
    double high = 0;
    double low = 0; ///< at most half a unit in the last place of `high`
};

/// a + b, exactly.
constexpr DoubleDouble exact_sum(double a, double b)
{
    const double sum = a + b;
    const double b_part = sum - a;
    return {sum, (a - (sum - b_part)) + (b - b_part)};
}

/// a * b, exactly, away from overflow and underflow.
constexpr DoubleDouble exact_product(double a, double b)
{
    constexpr double splitter = 0x1p27 + 1; // halves of 26 bits
    const double a_big = splitter * a, b_big = splitter * b;
    const double a_high = a_big - (a_big - a), b_high = b_big - (b_big - b);
    const double a_low = a - a_high, b_low = b - b_high;
    const double product = a * b;
    return {product, ((a_high * b_high - product) + a_high * b_low + a_low * b_high) + a_low * b_low};
}

constexpr DoubleDouble operator+(DoubleDouble a, DoubleDouble b)
{
    const DoubleDouble sum = exact_sum(a.high, b.high);
    return exact_sum(sum.high, sum.low + (a.low + b.low));
}

constexpr DoubleDouble operator*(DoubleDouble a, DoubleDouble b)
{
    const DoubleDouble product = exact_product(a.high, b.high);
    return exact_sum(product.high, product.low + (a.high * b.low + a.low * b.high));
}

constexpr DoubleDouble operator/(DoubleDouble a, DoubleDouble b)
{
    const double quotient = a.high / b.high;
    const DoubleDouble whole = exact_product(quotient, b.high);
    const double rest = ((a.high - whole.high) - whole.low) + (a.low - quotient * b.low);
    return exact_sum(quotient, rest / b.high);
}

} // namespace mutualise
