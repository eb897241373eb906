// What a statistic makes of a run's outcomes, by hand.
#include "mutualise/analysis/calibration.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <vector>

using namespace mutualise;

namespace
{

const std::vector<double> outcomes{3, 7, 20};

SummaryStatistic statistic(FittedAs as, double pseudo, std::vector<SummaryStatistic::Term> over = {})
{
    SummaryStatistic made;
    made.of = {{1, 1}, {-1, 0}}; // 7 - 3
    made.over = std::move(over);
    made.pseudo = pseudo;
    made.as = as;
    return made;
}

} // namespace

TEST_CASE("a statistic is a sum of outcomes with their signs, or a share of another sum")
{
    CHECK(statistic(FittedAs::plain, 0).value(outcomes) == 4);
    CHECK(statistic(FittedAs::plain, 0, {{1, 2}, {-1, 1}, {-1, 0}}).value(outcomes) == 4 / 10.0);
}

TEST_CASE("a pseudo-count is added once to what is counted and twice to what it is a share of")
{
    CHECK(statistic(FittedAs::plain, 0.5).value(outcomes) == 4.5);
    CHECK(statistic(FittedAs::plain, 0.5, {{1, 2}}).value(outcomes) == 4.5 / 21);
    CHECK(statistic(FittedAs::logarithm, 0.5, {{1, 2}}).value(outcomes) == Approx(std::log(4.5 / 21)).epsilon(1e-14));
}

TEST_CASE("a share of nothing and the logarithm of nothing have no value, unless a pseudo-count gives one")
{
    const std::vector<SummaryStatistic::Term> nothing{{1, 0}, {-1, 0}};
    CHECK(std::isnan(statistic(FittedAs::plain, 0, nothing).value(outcomes)));
    CHECK(statistic(FittedAs::plain, 0.5, nothing).value(outcomes) == 4.5);
    SummaryStatistic none = statistic(FittedAs::logarithm, 0);
    none.of = nothing;
    CHECK(std::isnan(none.value(outcomes)));
    none.pseudo = 2;
    CHECK(none.value(outcomes) == Approx(std::log(2.0)).epsilon(1e-14));
}
