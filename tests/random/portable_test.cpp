/// \file The portable functions are as accurate as they say, against libm in extended precision.
#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <cfloat>
#include <cmath>
#include <cstdint>
#include <limits>
#include <random>

using namespace mutualise;

namespace
{
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr bool extended = LDBL_MANT_DIG > DBL_MANT_DIG; // else libm's own last bit is in the way
constexpr double libm_slack = extended ? 0 : 1;         // [ulp]

/// The error in units of the exact result's last place.
double ulps_off(double got, long double exact)
{
    const double nearest = static_cast<double>(exact);
    if (got == nearest && (nearest == 0 || std::isinf(nearest)))
        return 0;
    const double size = std::min(std::fabs(nearest), 0x1p1023);
    const double ulp = std::nextafter(size, infinity) - size;
    return static_cast<double>(std::fabs(got - exact) / static_cast<long double>(ulp));
}

struct Worst {
    double error = 0, at = 0;
    void see(double e, double x)
    {
        if (!(e <= error)) // also NaN
            *this = {e, x};
    }
};

/// The worst error in ulp on a grid and at random points of [low, high].
template <class F, class G>
Worst worst_ulps(double low, double high, F function, G exact)
{
    Worst worst;
    const auto see = [&](double x) { worst.see(ulps_off(function(x), exact(static_cast<long double>(x))), x); };
    std::mt19937_64 bits(2010);
    constexpr int points = 100'000;
    for (int i = 0; i <= points; ++i) {
        see(low + (high - low) * i / points);
        see(low + (high - low) * (static_cast<double>(bits() >> 11) * 0x1p-53));
    }
    return worst;
}

long double exact_exp(long double x) { return std::exp(x); }
long double exact_exp2(long double x) { return std::exp2(x); }
long double exact_log(long double x) { return std::log(x); }
long double exact_cdf(long double z) { return 0.5L * std::erfc(-z / std::sqrt(2.0L)); }

/// The quantile of p, by Newton's method on the smaller tail.
long double exact_quantile(double p)
{
    long double z = portable::normal_quantile(p);
    for (int i = 0; i < 3; ++i) {
        const long double density = std::exp(-z * z / 2) / std::sqrt(2 * 3.14159265358979323846264338328L);
        z -= p < 0.5 ? (exact_cdf(z) - p) / density : -(exact_cdf(-z) - (1 - static_cast<long double>(p))) / density;
    }
    return z;
}
} // namespace

TEST_CASE("exp is within 2 ulp")
{
    for (const auto& [low, high] : {std::pair{-745.2, -707.9}, std::pair{-708.0, 709.0}, std::pair{708.9, 709.79},
                                    std::pair{-20.0, 20.0}, std::pair{-1.0, 1.0}, std::pair{-1e-8, 1e-8}}) {
        const Worst worst = worst_ulps(low, high, portable::exp, exact_exp);
        INFO("exp(" << worst.at << ")");
        CHECK(worst.error < 1 + libm_slack);
    }
}

TEST_CASE("exp underflows gradually and overflows to infinity")
{
    CHECK(portable::exp(0) == 1);
    CHECK(portable::exp(-0.0) == 1);
    CHECK(portable::exp(-745.13) == std::numeric_limits<double>::denorm_min());
    CHECK(portable::exp(-745.14) == 0);
    CHECK(portable::exp(-1e300) == 0);
    CHECK(portable::exp(-infinity) == 0);
    CHECK(portable::exp(709.78) < infinity);
    CHECK(portable::exp(709.79) == infinity);
    CHECK(portable::exp(1e300) == infinity);
    CHECK(portable::exp(infinity) == infinity);
    CHECK(std::isnan(portable::exp(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("exp never falls as its argument rises")
{
    double last = 0;
    int falls = 0;
    for (int i = -8'000'000; i <= 8'000'000; i += 7) {
        const double now = portable::exp(i * 1e-4);
        falls += now < last;
        last = now;
    }
    CHECK(falls == 0);
}

TEST_CASE("exp2 is within 2 ulp, exact at whole numbers")
{
    for (const auto& [low, high] : {std::pair{-1075.0, -1021.0}, std::pair{-1022.0, 1023.0},
                                    std::pair{1022.0, 1023.999999}, std::pair{-1.0, 1.0}}) {
        const Worst worst = worst_ulps(low, high, portable::exp2, exact_exp2);
        INFO("exp2(" << worst.at << ")");
        CHECK(worst.error < 1 + libm_slack);
    }
    int wrong = 0;
    for (int n = -1074; n <= 1023; ++n)
        wrong += portable::exp2(n) != std::ldexp(1.0, n);
    CHECK(wrong == 0);
    CHECK(portable::exp2(-1076) == 0);
    CHECK(portable::exp2(1024) == infinity);
    CHECK(portable::exp2(infinity) == infinity);
    CHECK(portable::exp2(-infinity) == 0);
    CHECK(std::isnan(portable::exp2(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("log is within 2 ulp, also beside 1 and below the normal numbers")
{
    for (const auto& [low, high] :
         {std::pair{1e-9, 2.0}, std::pair{0.98, 1.02}, std::pair{1 - 1e-9, 1 + 1e-9}, std::pair{0.6, 1.5},
          std::pair{1.0, 1e6}, std::pair{1e-320, 2.3e-308}, std::pair{1e300, std::numeric_limits<double>::max() / 2}}) {
        const Worst worst = worst_ulps(low, high, portable::log, exact_log);
        INFO("log(" << worst.at << ")");
        CHECK(worst.error < 1 + libm_slack);
    }
}

TEST_CASE("log is within 2 ulp at numbers of every size and at every join of its table")
{
    Worst worst;
    const auto see = [&](double x) { worst.see(ulps_off(portable::log(x), exact_log(x)), x); };
    std::mt19937_64 bits(2015);
    for (int i = 0; i < 300'000; ++i) {
        const auto x = std::bit_cast<double>(bits() >> 1);
        if (x > 0 && x < infinity)
            see(x);
    }
    for (int i = 128; i <= 256; ++i)
        for (const double join : {i / 128.0, i / 256.0, i / 512.0})
            for (const double x : {std::nextafter(join, 0), join, std::nextafter(join, 3)})
                see(x);
    INFO("log(" << worst.at << ")");
    CHECK(worst.error < 1 + libm_slack);
}

TEST_CASE("log has its limits")
{
    CHECK(portable::log(1) == 0);
    CHECK(portable::log(0) == -infinity);
    CHECK(portable::log(-0.0) == -infinity);
    CHECK(portable::log(infinity) == infinity);
    CHECK(std::isnan(portable::log(-1)));
    CHECK(std::isnan(portable::log(-infinity)));
    CHECK(std::isnan(portable::log(std::numeric_limits<double>::quiet_NaN())));
    CHECK(portable::log(std::numeric_limits<double>::denorm_min()) == Approx(-744.4400719213812).epsilon(1e-15));
}

TEST_CASE("pow is exp(y log x), with its limits")
{
    Worst worst;
    std::mt19937_64 bits(1);
    for (int i = 0; i < 100'000; ++i) {
        const double x = static_cast<double>(bits() >> 11) * 0x1p-50,
                     y = static_cast<double>(bits() >> 11) * 0x1p-49 - 8;
        if (x == 0)
            continue;
        const long double exact = std::pow(static_cast<long double>(x), static_cast<long double>(y));
        // rounding y log x costs half an ulp of it, and log(x) as much again and more
        const double allowed = 2 + 3 * std::fabs(y * std::log(x));
        worst.see(ulps_off(portable::pow(x, y), exact) / allowed, x);
    }
    INFO("pow at " << worst.at);
    CHECK(worst.error < 1);
    CHECK(portable::pow(0, 0) == 1);
    CHECK(portable::pow(5, 0) == 1);
    CHECK(portable::pow(1, 1e300) == 1);
    CHECK(portable::pow(0, 2) == 0);
    CHECK(portable::pow(0, -1) == infinity);
    CHECK(portable::pow(2, 5000) == infinity);
    CHECK(portable::pow(2, -5000) == 0);
    CHECK(portable::pow(9, 0.5) == Approx(3).epsilon(1e-15));
}

TEST_CASE("logistic is within 4 ulp and mirrors itself")
{
    const Worst worst = worst_ulps(-40, 40, portable::logistic, [](long double x) { return 1 / (1 + std::exp(-x)); });
    INFO("logistic(" << worst.at << ")");
    CHECK(worst.error < 4);
    CHECK(portable::logistic(0) == 0.5);
    CHECK(portable::logistic(1000) == 1);
    CHECK(portable::logistic(-1000) == 0);
    CHECK(portable::logistic(-700) == Approx(std::exp(-700.0)).epsilon(1e-14));
    for (double x = 0; x < 30; x += 0.1)
        REQUIRE(portable::logistic(x) + portable::logistic(-x) == Approx(1).epsilon(1e-15));
}

TEST_CASE("the normal distribution function has a relative error below 1e-12, far into the tail")
{
    Worst worst;
    for (int i = 0; i <= 400'000; ++i) {
        const double z = -37.5 + 46.0 * i / 400'000;
        const long double exact = exact_cdf(z);
        worst.see(static_cast<double>(std::fabs(portable::normal_cdf(z) - exact) / exact), z);
    }
    INFO("normal_cdf(" << worst.at << ")");
    CHECK(worst.error < 1e-12);
    CHECK(portable::normal_cdf(0) == 0.5);
    CHECK(portable::normal_cdf(-infinity) == 0);
    CHECK(portable::normal_cdf(infinity) == 1);
    CHECK(std::isnan(portable::normal_cdf(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("the normal quantile has a relative error near 1e-15, far into the tail")
{
    Worst worst;
    const auto see = [&](double p) {
        const long double exact = exact_quantile(p);
        worst.see(static_cast<double>(std::fabs((portable::normal_quantile(p) - exact) / exact)), p);
    };
    for (int i = 1; i < 100'000; ++i)
        if (i != 50'000)
            see(i / 100'000.0);
    for (int power = 4; power <= 1020; ++power)
        see(std::ldexp(1.7, -power));
    for (int power = 4; power <= 53; ++power)
        see(1 - std::ldexp(1.0, -power));
    INFO("normal_quantile(" << worst.at << ")");
    CHECK(worst.error < (extended ? 2e-15 : 1e-14));
}

TEST_CASE("the normal quantile has its known values and limits")
{
    CHECK(portable::normal_quantile(0.5) == 0);
    CHECK(portable::normal_quantile(0.25) == Approx(-0.6744897501960817).epsilon(1e-15)); // Wichura's table 1
    CHECK(portable::normal_quantile(0.001) == Approx(-3.090232306167814).epsilon(1e-15));
    CHECK(portable::normal_quantile(1e-20) == Approx(-9.262340089798408).epsilon(1e-15));
    CHECK(portable::normal_quantile(0) == -infinity);
    CHECK(portable::normal_quantile(1) == infinity);
    CHECK(std::isnan(portable::normal_quantile(-0.1)));
    CHECK(std::isnan(portable::normal_quantile(1.1)));
    int asymmetric = 0;
    for (int i = 1; i < 1024; ++i)
        asymmetric += portable::normal_quantile(i / 1024.0) != -portable::normal_quantile(1 - i / 1024.0);
    CHECK(asymmetric == 0);
}
