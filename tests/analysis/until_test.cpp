#include "mutualise/analysis/until.hpp"

#include "mutualise/analysis/intervals.hpp"
#include "mutualise/core/errors.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

TEST_CASE("a condition names an outcome, a confidence and a half-width")
{
    const Until until = parse_until("halfwidth(employees_in_mutuals@2015-12) < 500");
    CHECK(until.outcome.observable == Observable::employees_in_mutuals);
    CHECK(until.confidence == 0.9);
    CHECK(until.threshold == 500);
    const Until surer = parse_until(" halfwidth(exits[libraries,failed_bond]@2012-06, 0.95) < 0.5");
    CHECK(surer.outcome.categories[1] == "failed_bond");
    CHECK(surer.confidence == 0.95);
    for (const char* wrong :
         {"width(mutuals_live@2012-06) < 5", "halfwidth(mutuals_live@2012-06)", "halfwidth(mutuals_live@2012-06) < 0",
          "halfwidth(mutuals_live@2012-06, 1) < 5", "halfwidth(mutuals_live@2012-06) / 2 < 5",
          "halfwidth(mutuals_live@2012-06) < few", "halfwidth(mutuals) < 5"})
        CHECK_THROWS_AS(parse_until(wrong), UsageError);
}

TEST_CASE("the widest point decides, and how many replicates it asks for grows with the square")
{
    StudyValues values;
    values.variant_of_point = {0, 0};
    values.seeds = {{1, 2, 3, 4}, {1, 2, 3, 4}};
    values.values = {{{1, 2, 3, 4}, {10, 20, 30, 40}}};
    Until until = parse_until("halfwidth(mutuals_live@2012-06) < 1");
    const double widest = half_width(mean_of(values.values[0][1]), 0.9);
    until.threshold = widest / 3.01;
    const Precision precision = precision_of(values, until);
    CHECK(precision.point == 1);
    CHECK(precision.widest == widest);
    CHECK(!precision.holds);
    CHECK(precision.needed == 37); // 4 * 3.01^2 = 36.2
    until.threshold = widest * 1.001;
    CHECK(!precision_of(values, until).holds); // four runs may be alike by chance
    for (std::size_t p = 0; p < 2; ++p) {
        values.seeds[p].insert(values.seeds[p].end(), {5, 6, 7, 8});
        values.values[0][p].insert(values.values[0][p].end(), {1, 2, 3, 4});
    }
    until.threshold = half_width(mean_of(values.values[0][1])) * 1.001;
    CHECK(precision_of(values, until).holds);
}

TEST_CASE("there are as many replicates as the point has that lost most runs")
{
    StudyValues values;
    values.variant_of_point = {0, 0, 0};
    values.seeds = {{1, 2, 3, 4}, {1, 2, 3, 4}, {1, 2, 3, 4}};
    values.values = {{{1, 2, 3, 4}, {1, 2, 3}, {1, 2, 3, 4}}};
    CHECK(precision_of(values, parse_until("halfwidth(mutuals_live@2012-06) < 1")).replicates == 3);
}

TEST_CASE("a round at most doubles the replicates, adds at least eight, and ends at the most allowed")
{
    Precision precision;
    precision.replicates = 32;
    precision.needed = 1000;
    CHECK(next_round(precision, 1024) == 32);
    precision.needed = 50;
    CHECK(next_round(precision, 1024) == 18);
    precision.needed = 33;
    CHECK(next_round(precision, 1024) == 8);
    CHECK(next_round(precision, 36) == 4);
    CHECK(next_round(precision, 32) == 0);
    precision.holds = true;
    CHECK(next_round(precision, 1024) == 0);
}
