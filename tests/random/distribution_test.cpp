/// \file Drawn numbers follow their closed forms.
///
/// Kolmogorov-Smirnov by the Dvoretzky-Kiefer-Wolfowitz bound with Massart's constant: P(sqrt(n) D > 3.3) <= 2 exp(-2
/// x 3.3^2) = 7e-10. Means and variances: |z| > 6.2 has probability 6e-10 under a normal approximation.
#include "mutualise/random/stream.hpp"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace mutualise;

namespace
{
constexpr int draws = 200'000;

template <class Draw>
std::vector<double> sample(std::uint32_t entity, Draw draw)
{
    std::vector<double> values;
    for (std::uint32_t i = 0; i < draws; ++i) {
        Stream stream(RunKey{3}, Purpose::test, entity, i);
        values.push_back(draw(stream));
    }
    std::sort(values.begin(), values.end());
    return values;
}

/// sqrt(n) times the greatest distance between a sorted sample's distribution and `cdf`.
template <class Cdf>
double distance(const std::vector<double>& sorted, Cdf cdf)
{
    double worst = 0;
    const auto n = static_cast<double>(sorted.size());
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const double p = cdf(sorted[i]);
        worst = std::max({worst, p - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - p});
    }
    return worst * std::sqrt(n);
}

/// P(gamma(shape) <= x) for a whole shape: 1 - the Poisson(x) probabilities below it.
double erlang_cdf(int shape, double x)
{
    double term = std::exp(-x), below = 0;
    for (int k = 0; k < shape; ++k) {
        below += term;
        term *= x / (k + 1);
    }
    return 1 - below;
}

/// P(beta(a, b) <= x) for whole a, b: at least a of a + b - 1 uniforms below x.
double beta_cdf(int a, int b, double x)
{
    double sum = 0;
    const int n = a + b - 1;
    for (int k = a; k <= n; ++k)
        sum += std::exp(std::lgamma(n + 1) - std::lgamma(k + 1) - std::lgamma(n - k + 1)) * std::pow(x, k) *
               std::pow(1 - x, n - k);
    return sum;
}

double mean(const std::vector<double>& values)
{
    double sum = 0;
    for (const double x : values)
        sum += x;
    return sum / static_cast<double>(values.size());
}
} // namespace

TEST_CASE("uniform numbers are uniform", "[statistical]")
{
    CHECK(distance(sample(1, [](Stream& s) { return s.uniform(); }), [](double x) { return x; }) < 3.3);
    CHECK(distance(sample(2, [](Stream& s) { return s.uniform(), s.uniform(); }), [](double x) { return x; }) < 3.3);
}

TEST_CASE("normal numbers are normal", "[statistical]")
{
    const auto values = sample(3, [](Stream& s) { return s.normal(); });
    CHECK(distance(values, [](double x) { return 0.5 * std::erfc(-x / std::sqrt(2.0)); }) < 3.3);
    double squares = 0, fourth = 0;
    for (const double x : values) {
        squares += x * x;
        fourth += x * x * x * x;
    }
    CHECK(std::abs(mean(values)) * std::sqrt(draws) < 6.2);
    CHECK(std::abs(squares / draws - 1) * std::sqrt(draws / 2.0) < 6.2);
    CHECK(std::abs(fourth / draws - 3) * std::sqrt(draws / 96.0) < 6.2); // variance of x^4: 105 - 9
}

TEST_CASE("gamma numbers follow the gamma distribution, above and below shape 1", "[statistical]")
{
    for (const int shape : {1, 2, 6, 30}) {
        INFO("shape " << shape);
        const auto values = sample(10 + static_cast<std::uint32_t>(shape), [&](Stream& s) { return s.gamma(shape); });
        CHECK(distance(values, [&](double x) { return erlang_cdf(shape, x); }) < 3.3);
        CHECK(std::abs(mean(values) - shape) * std::sqrt(draws / static_cast<double>(shape)) < 6.2);
    }
    const auto half = sample(50, [](Stream& s) { return s.gamma(0.5); }); // half a squared normal
    CHECK(distance(half, [](double x) { return std::erf(std::sqrt(x)); }) < 3.3);
    const auto one_and_half = sample(51, [](Stream& s) { return s.gamma(1.5); });
    CHECK(distance(one_and_half, [](double x) {
              return std::erf(std::sqrt(x)) - 2 * std::sqrt(x / 3.14159265358979323846) * std::exp(-x);
          }) < 3.3);
}

TEST_CASE("a gamma of a small shape has that mean", "[statistical]")
{
    const auto values = sample(52, [](Stream& s) { return s.gamma(0.1); });
    CHECK(values.front() >= 0);
    CHECK(std::abs(mean(values) - 0.1) * std::sqrt(draws / 0.1) < 6.2);
}

TEST_CASE("beta numbers follow the beta distribution", "[statistical]")
{
    std::uint32_t entity = 60;
    for (const auto [a, b] : {std::array{1, 1}, std::array{6, 2}, std::array{2, 5}, std::array{20, 30}}) {
        INFO("beta(" << a << ", " << b << ")");
        const auto values = sample(entity++, [a = a, b = b](Stream& s) { return s.beta(a, b); });
        CHECK(distance(values, [a = a, b = b](double x) { return beta_cdf(a, b, x); }) < 3.3);
    }
    const auto arcsine = sample(70, [](Stream& s) { return s.beta(0.5, 0.5); });
    CHECK(distance(arcsine, [](double x) { return 2 / 3.14159265358979323846 * std::asin(std::sqrt(x)); }) < 3.3);
}

TEST_CASE("a beta of tiny parameters is a number of the right mean", "[statistical]")
{
    const double a = 0.002, b = 0.003, expected = a / (a + b);
    const auto values = sample(71, [&](Stream& s) { return s.beta(a, b); });
    CHECK(values.front() >= 0);
    CHECK(values.back() <= 1);
    CHECK(std::abs(mean(values) - expected) * std::sqrt(draws / (expected * (1 - expected))) < 6.2);
}

TEST_CASE("whole numbers below a bound are equally likely", "[statistical]")
{
    // Chi-square with 6 degrees of freedom: P(X > 54) = exp(-27)(1 + 27 + 27^2/2) = 7e-10.
    std::array<int, 7> counts{};
    Stream stream(RunKey{3}, Purpose::test, 80, 0);
    for (int i = 0; i < 700'000; ++i)
        ++counts.at(stream.below(7));
    double chi_square = 0;
    for (const int count : counts)
        chi_square += (count - 1e5) * (count - 1e5) / 1e5;
    CHECK(chi_square < 54);
}

TEST_CASE("a bound near the generator's range leaves no value more likely", "[statistical]")
{
    // Without the rejection every third value would come twice as often. Chi-square, 2 degrees: P(X > 41.5) = 1e-9.
    std::array<int, 3> counts{};
    Stream stream(RunKey{3}, Purpose::test, 81, 0);
    for (int i = 0; i < 300'000; ++i)
        ++counts.at(stream.below(3U << 30) % 3);
    double chi_square = 0;
    for (const int count : counts)
        chi_square += (count - 1e5) * (count - 1e5) / 1e5;
    CHECK(chi_square < 41.5);
}

TEST_CASE("the only number below 1 is 0")
{
    Stream stream(RunKey{3}, Purpose::test, 82, 0);
    for (int i = 0; i < 100; ++i)
        REQUIRE(stream.below(1) == 0);
}
