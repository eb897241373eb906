#include "mutualise/random/beta.hpp"

#include "mutualise/random/portable.hpp"

#include <array>
#include <cmath>

namespace mutualise::portable
{

namespace
{

/// ln Gamma(x), x > 0 (Lanczos 1964, SIAM J. Numer. Anal. 1, doi:10.1137/0701008; the coefficients for g = 7, n = 9).
double log_gamma(double x)
{
    static constexpr std::array<double, 9> c{0.99999999999980993,  676.5203681218851,     -1259.1392167224028,
                                             771.32342877765313,   -176.61502916214059,   12.507343278686905,
                                             -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};
    constexpr double half_log_two_pi = 0.91893853320467274178;
    double sum = c[0];
    for (std::size_t i = 1; i < c.size(); ++i)
        sum += c[i] / (x - 1 + static_cast<double>(i));
    const double t = x + 6.5;
    return half_log_two_pi + (x - 0.5) * log(t) - t + log(sum);
}

/// The continued fraction of the incomplete beta function, by Lentz's method (DLMF 8.17.22).
double fraction(double x, double a, double b)
{
    constexpr double tiny = 1e-300, enough = 1e-16;
    constexpr int most = 2000;
    const auto away_from_zero = [](double v) { return v < tiny && v > -tiny ? tiny : v; };
    double c = 1, d = 1 / away_from_zero(1 - (a + b) * x / (a + 1)), value = d;
    for (int m = 1; m <= most; ++m) {
        const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
        const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
        double change = 1;
        for (const double term : {even, odd}) {
            d = 1 / away_from_zero(1 + term * d);
            c = away_from_zero(1 + term / c);
            change = c * d;
            value *= change;
        }
        if (change - 1 < enough && change - 1 > -enough)
            break;
    }
    return value;
}

} // namespace

double beta_cdf(double x, double a, double b)
{
    if (x <= 0 || x >= 1)
        return x <= 0 ? 0 : 1;
    const double front = exp(log_gamma(a + b) - log_gamma(a) - log_gamma(b) + a * log(x) + b * log(1 - x));
    return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b;
}

double beta_quantile(double u, double alpha, double beta)
{
    if (u <= 0 || u >= 1)
        return u <= 0 ? 0 : 1;
    double low = 0, high = 1;
    for (int i = 0; i < 80; ++i) { // halves the interval: more than a double resolves
        const double middle = 0.5 * (low + high);
        (beta_cdf(middle, alpha, beta) < u ? low : high) = middle;
    }
    return 0.5 * (low + high);
}

} // namespace mutualise::portable
