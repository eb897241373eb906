/// \file A factor's value at a probability, against closed forms.
#include "mutualise/core/month.hpp"
#include "mutualise/study/factor.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

using namespace mutualise;

namespace
{

Factor spread(Spread kind, double lower, double upper)
{
    Factor factor;
    factor.distribution.spread = kind;
    factor.distribution.lower = lower;
    factor.distribution.upper = upper;
    return factor;
}

constexpr std::initializer_list<double> probabilities{1e-9, 0.01, 0.2, 0.5, 0.7, 0.999};

} // namespace

TEST_CASE("every distribution runs from the lowest value to the highest")
{
    for (const Spread kind : {Spread::uniform, Spread::loguniform, Spread::normal, Spread::triangular, Spread::beta}) {
        Factor factor = spread(kind, 0.3, 2.7);
        factor.distribution.mode = 1;
        factor.distribution.alpha = 2;
        CHECK(value_at(factor, 0) == 0.3);
        CHECK(value_at(factor, 1) == 2.7);
        double last = 0.3;
        for (int i = 1; i < 1000; ++i) {
            const double value = value_at(factor, i / 1000.0);
            CHECK(value > last);
            CHECK(value < 2.7);
            last = value;
        }
    }
}

TEST_CASE("quantiles follow their closed forms")
{
    Factor triangular = spread(Spread::triangular, 0, 4);
    triangular.distribution.mode = 1;
    Factor rising = spread(Spread::beta, 0, 1), falling = rising, skewed = rising;
    rising.distribution.alpha = 2; // P(x) = x^2
    falling.distribution.beta = 4; // P(x) = 1 - (1 - x)^4
    skewed.distribution.alpha = 2;
    skewed.distribution.beta = 4;
    Factor normal = spread(Spread::normal, -1, 3);
    normal.distribution.mean = 1;
    normal.distribution.deviation = 2;
    for (const double u : probabilities) {
        CAPTURE(u);
        CHECK(value_at(spread(Spread::uniform, 2, 6), u) == Approx(2 + 4 * u).epsilon(1e-15));
        CHECK(value_at(spread(Spread::loguniform, 0.5, 50), u) == Approx(0.5 * std::pow(100, u)).epsilon(1e-14));
        const double t = value_at(triangular, u);
        CHECK((t < 1 ? t * t / 4 : 1 - (4 - t) * (4 - t) / 12) == Approx(u).epsilon(1e-12));
        CHECK(value_at(rising, u) == Approx(std::sqrt(u)).epsilon(1e-11));
        CHECK(value_at(falling, u) == Approx(1 - std::pow(1 - u, 0.25)).epsilon(1e-6)); // the closed form cancels
        const double x = value_at(skewed, u);                                           // P(x) = P(Binomial(5, x) >= 2)
        CHECK(1 - std::pow(1 - x, 5) - 5 * x * std::pow(1 - x, 4) == Approx(u).epsilon(1e-11).margin(1e-15));
        const auto cdf = [](double z) { return 0.5 * std::erfc(-z / std::sqrt(2.0)); };
        const double z = (value_at(normal, u) - 1) / 2; // cut off one deviation below and above
        CHECK((cdf(z) - cdf(-1)) / (cdf(1) - cdf(-1)) == Approx(u).epsilon(1e-9).margin(1e-14));
    }
}

TEST_CASE("whole numbers and months are equally likely, both ends included")
{
    Factor whole = spread(Spread::uniform, 1, 12);
    whole.kind = FactorKind::whole;
    Factor month = spread(Spread::uniform, Month::of(2012, 7).value, Month::of(2013, 6).value);
    month.kind = FactorKind::month;
    std::map<double, int> counts;
    for (int i = 0; i < 1200; ++i) {
        const double u = (i + 0.5) / 1200;
        ++counts[value_at(whole, u)];
        CHECK(value_at(month, u) - Month::of(2012, 7).value == value_at(whole, u) - 1);
    }
    CHECK(counts.size() == 12);
    for (const auto& [value, count] : counts)
        CHECK(count == 100);
}

TEST_CASE("listed values and levels are equally likely")
{
    Factor listed;
    listed.values = {3, 1, 2, 5};
    Factor levels;
    levels.kind = FactorKind::level;
    levels.levels = {{"off", {}, {}}, {"on", {}, {}}};
    CHECK(value_at(listed, 0) == 3);
    CHECK(value_at(listed, 0.25) == 1);
    CHECK(value_at(listed, 0.7499) == 2);
    CHECK(value_at(listed, 1) == 5);
    CHECK(value_at(levels, 0.4999) == 0);
    CHECK(value_at(levels, 0.5) == 1);
    CHECK(value_at(levels, 1) == 1);
}

TEST_CASE("a value reads back from its text")
{
    Factor number, month, level;
    month.kind = FactorKind::month;
    level.kind = FactorKind::level;
    level.levels = {{"off", {}, {}}, {"on", {}, {}}};
    CHECK(value_text(number, 0.1) == "0.1");
    CHECK(value_of_text(number, "0.1") == 0.1);
    CHECK(value_text(month, Month::of(2012, 7).value) == "2012-07");
    CHECK(value_of_text(month, "2012-07") == Month::of(2012, 7).value);
    CHECK(value_text(month, value_of_text(month, "never")) == "never");
    CHECK(value_text(level, 1) == "on");
    CHECK(value_of_text(level, "on") == 1);
    CHECK(std::isnan(value_of_text(level, "onn")));
    CHECK(std::isnan(value_of_text(number, "0.1x")));
    CHECK(std::isnan(value_of_text(number, "inf")));
}
