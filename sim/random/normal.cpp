/// \file The normal distribution function (Cody 1969, Math. Comp. 23, doi:10.1090/S0025-5718-1969-0247736-4;
/// coefficients as in Cody 1993, ACM TOMS 19, algorithm 715, doi:10.1145/151271.151273) and its inverse (Wichura 1988,
/// Appl. Statist. 37, algorithm AS 241, doi:10.2307/2347330). Rational functions between fixed joins.
#include "mutualise/random/portable.hpp"

#include <array>
#include <cmath>
#include <cstddef>
#include <limits>

namespace mutualise::portable
{

namespace
{
/// Coefficients from the highest power down.
template <std::size_t n>
double polynomial(const std::array<double, n>& coefficients, double x)
{
    double sum = coefficients[0];
    for (std::size_t i = 1; i < n; ++i)
        sum = sum * x + coefficients[i];
    return sum;
}

/// exp(-y^2 / 2) with y split, so that rounding its square costs no relative accuracy.
double gauss(double y)
{
    const double rough = std::floor(y * 16) / 16;
    return exp(-rough * rough * 0.5) * exp(-(y - rough) * (y + rough) * 0.5);
}

constexpr double one_over_sqrt_2_pi = 0.398942280401432677939946059934;

double upper_tail_middle(double y) // 0.67448975 < y <= sqrt(32)
{
    static constexpr std::array top{1.0765576773720192317e-8, 0.39894151208813466764, 8.8831497943883759412,
                                    93.506656132177855979,    597.27027639480026226,  2494.5375852903726711,
                                    6848.1904505362823326,    11602.651437647350124,  9842.7148383839780218};
    static constexpr std::array bottom{1.0,
                                       22.266688044328115691,
                                       235.38790178262499861,
                                       1519.377599407554805,
                                       6485.558298266760755,
                                       18615.571640885098091,
                                       34900.952721145977266,
                                       38912.003286093271411,
                                       19685.429676859990727};
    return gauss(y) * polynomial(top, y) / polynomial(bottom, y);
}

double upper_tail_far(double y) // y > sqrt(32)
{
    static constexpr std::array top{0.02307344176494017303, 0.21589853405795699,     0.1274011611602473639,
                                    0.022235277870649807,   0.001421619193227893466, 2.9112874951168792e-5};
    static constexpr std::array bottom{1.0,
                                       1.28426009614491121,
                                       0.468238212480865118,
                                       0.0659881378689285515,
                                       0.00378239633202758244,
                                       7.29751555083966205e-5};
    const double inverse = 1 / (y * y);
    return gauss(y) * (one_over_sqrt_2_pi - inverse * polynomial(top, inverse) / polynomial(bottom, inverse)) / y;
}

double central_quantile(double q) // q = p - 1/2, |q| <= 0.425
{
    static constexpr std::array top{2.5090809287301226727e3, 3.3430575583588128105e4, 6.7265770927008700853e4,
                                    4.5921953931549871457e4, 1.3731693765509461125e4, 1.9715909503065514427e3,
                                    1.3314166789178437745e2, 3.3871328727963666080e0};
    static constexpr std::array bottom{
        5.2264952788528545610e3, 2.8729085735721942674e4, 3.9307895800092710610e4, 2.1213794301586595867e4,
        5.3941960214247511077e3, 6.8718700749205790830e2, 4.2313330701600911252e1, 1.0};
    const double r = 0.180625 - q * q;
    return q * polynomial(top, r) / polynomial(bottom, r);
}

double tail_quantile(double tail) // the upper quantile of a tail below 0.075
{
    static constexpr std::array near_top{
        7.74545014278341407640e-4, 2.27238449892691845833e-2, 2.41780725177450611770e-1, 1.27045825245236838258e0,
        3.64784832476320460504e0,  5.76949722146069140550e0,  4.63033784615654529590e0,  1.42343711074968357734e0};
    static constexpr std::array near_bottom{
        1.05075007164441684324e-9, 5.47593808499534494600e-4, 1.51986665636164571966e-2, 1.48103976427480074590e-1,
        6.89767334985100004550e-1, 1.67638483018380384940e0,  2.05319162663775882187e0,  1.0};
    static constexpr std::array far_top{2.01033439929228813265e-7, 2.71155556874348757815e-5, 1.24266094738807843860e-3,
                                        2.65321895265761230930e-2, 2.96560571828504891230e-1, 1.78482653991729133580e0,
                                        5.46378491116411436990e0,  6.65790464350110377720e0};
    static constexpr std::array far_bottom{
        2.04426310338993978564e-15, 1.42151175831644588870e-7, 1.84631831751005468180e-5, 7.86869131145613259100e-4,
        1.48753612908506148525e-2,  1.36929880922735805310e-1, 5.99832206555887937690e-1, 1.0};
    const double r = std::sqrt(-log(tail));
    if (r <= 5)
        return polynomial(near_top, r - 1.6) / polynomial(near_bottom, r - 1.6);
    return polynomial(far_top, r - 5) / polynomial(far_bottom, r - 5);
}
} // namespace

double normal_cdf(double z)
{
    const double y = std::fabs(z);
    if (!(y > 0.67448975)) {
        static constexpr std::array top{0.065682337918207449113, 2.2352520354606839287, 161.02823106855587881,
                                        1067.6894854603709582, 18154.981253343561249};
        static constexpr std::array bottom{1.0, 47.20258190468824187, 976.09855173777669322, 10260.932208618978205,
                                           45507.789335026729956};
        return 0.5 + z * polynomial(top, z * z) / polynomial(bottom, z * z);
    }
    const double tail = y > 40 ? 0 : y * y > 32 ? upper_tail_far(y) : upper_tail_middle(y);
    return z < 0 ? tail : 1 - tail;
}

double normal_quantile(double p)
{
    const double q = p - 0.5;
    if (std::fabs(q) <= 0.425)
        return central_quantile(q);
    if (!(p > 0 && p < 1)) {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        return p == 0 ? -infinity : p == 1 ? infinity : std::numeric_limits<double>::quiet_NaN();
    }
    return q < 0 ? -tail_quantile(p) : tail_quantile(1 - p);
}

} // namespace mutualise::portable
