// Which lever did it, from recorded values: which designs are refused, how runs are paired, what the intervals say.
#include "analysis/made_values.hpp"
#include "mutualise/analysis/attribution.hpp"
#include "mutualise/core/errors.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

const std::vector<MadeFactor> right_and_bond{{"right", {"off", "on"}}, {"bond", {"off", "on"}}};

/// Run r: 100 r without levers, the right adds 10 + r, both together 5 more.
double plain(std::size_t, std::size_t point, std::size_t r)
{
    const bool right = point / 2 == 1, bond = point % 2 == 1;
    const double run = static_cast<double>(r);
    return 100 * run + (right ? 10 + run : 0) + (right && bond ? 5 : 0);
}

std::string refusal(const StudyValues& values)
{
    try {
        factorials_of(values);
    } catch (const UsageError& error) {
        return error.what();
    }
    return {};
}

/// Takes a point away.
StudyValues without(StudyValues values, std::ptrdiff_t point)
{
    for (FactorColumn& factor : values.factors) {
        factor.texts.erase(factor.texts.begin() + point);
        factor.numbers.erase(factor.numbers.begin() + point);
    }
    values.variant_of_point.pop_back();
    values.seeds.erase(values.seeds.begin() + point);
    for (auto& outcome : values.values)
        outcome.erase(outcome.begin() + point);
    return values;
}

} // namespace

// Values of run r: right 10 + r + 5/2, bond 5/2; r = 0, 1, 2, 3.
TEST_CASE("values are those of each run, averaged, and luck that all points share cancels")
{
    const StudyValues values = made_grid(right_and_bond, 1, 4, plain);
    const Attribution a = attribute(values, factorials_of(values).front(), 0);
    CHECK(a.replicates == 4);
    CHECK(a.none.mean == Approx(150));
    CHECK(a.none.standard_error > 60);
    CHECK(a.value[0].mean == Approx(14));
    CHECK(a.value[1].mean == Approx(2.5));
    CHECK(a.value[0].standard_error == Approx(std::sqrt(5.0 / 3 / 4))); // of 0, 1, 2, 3
    CHECK(a.value[1].standard_error == Approx(0).margin(1e-9));
    CHECK(a.alone[0].mean == Approx(11.5));
    CHECK(a.last[0].mean == Approx(16.5));
    CHECK(a.interaction[1].mean == Approx(5));
    CHECK(a.joint.front().set == 3);
    CHECK(a.joint.front().dividend.mean == Approx(5));
    CHECK(a.total.mean == Approx(16.5));
    CHECK(a.residue == Approx(0).margin(1e-9));
    // Runs that agree leave no doubt of a number. Totals are 15 + r; Student's t of three degrees is 2.3534 at 95 %.
    CHECK(half_of(a, a.value[1], 0.9) == Approx(0).margin(1e-9));
    const double half = 2.3534 * std::sqrt(5.0 / 3 / 4);
    CHECK(half_of(a, a.total, 0.9) == Approx(half).epsilon(1e-4));
    CHECK(interval_of(a, a.total, 0.9).low == Approx(16.5 - half).epsilon(1e-4));
    CHECK(interval_of(a, a.total, 0.9).high == Approx(16.5 + half).epsilon(1e-4));
}

TEST_CASE("of a goal the chance is shared out")
{
    const StudyValues values = made_grid(right_and_bond, 1, 4, plain);
    const Goal goal = parse_goal("employees_in_mutuals@2015-12 >= 112");
    const Attribution a = attribute(values, factorials_of(values).front(), 0, &goal);
    // Without levers runs 2 and 3 meet it; the right brings nobody there, right and bond none either but run 1 (116).
    CHECK(a.none.mean == Approx(0.5));
    CHECK(a.all.mean == Approx(0.75));
    CHECK(a.value[0].mean + a.value[1].mean == Approx(0.25));
    CHECK(std::isfinite(half_of(a, a.none, 0.9))); // two meet it and two do not
    CHECK_THAT(attribution_text(a, 0.9),
               Contains("percentage points") && Contains("25.0 ±") && Contains("no lever 50.0 [9.8, 90.2]"));
}

TEST_CASE("the off value comes first, whichever order the design has, and two numbers are as good as off and on")
{
    const std::vector<MadeFactor> turned{{"right", {"on", "off"}}, {"strength", {"0.2", "0.9"}}};
    const StudyValues values = made_grid(turned, 1, 2, plain);
    const Factorial f = factorials_of(values).front();
    CHECK(f.off == std::vector<std::string>{"off", "0.2"});
    CHECK(f.on == std::vector<std::string>{"on", "0.9"});
    CHECK(f.point_of_set == std::vector<std::uint32_t>{2, 0, 3, 1});
}

TEST_CASE("a design that is no full factorial is refused, and what it lacks is named")
{
    const StudyValues whole = made_grid(right_and_bond, 1, 2, plain);
    CHECK(refusal(whole).empty());
    CHECK_THAT(refusal(without(whole, 1)), Contains("1 of 4 settings are missing") && Contains("right=off bond=on"));
    StudyValues twice = whole;
    twice.factors[1].texts[3] = "off";
    CHECK_THAT(refusal(twice),
               Contains("stand twice") && Contains("right=on bond=off") && Contains("right=on bond=on"));
    CHECK_THAT(refusal(made_grid({{"right", {"off", "half", "on"}}, {"bond", {"on"}}}, 1, 2, plain)),
               Contains("right takes 3 values") && Contains("bond takes 1 value,"));
    CHECK_THAT(refusal(made_grid({}, 1, 2, plain)), Contains("no factor"));
    StudyValues bare = whole;
    bare.variants.emplace_back("t");
    CHECK_THAT(refusal(bare), Contains("t: has no design point"));
    const std::vector<MadeFactor> eleven(11, {"f", {"off", "on"}});
    CHECK_THAT(refusal(made_grid(eleven, 1, 1, plain)), Contains("11 factors") && Contains("at most 10"));
}

TEST_CASE("only runs that every point has are compared, and independent luck is refused")
{
    StudyValues values = made_grid(right_and_bond, 1, 4, plain);
    values.seeds[2].erase(values.seeds[2].begin() + 1); // run 1 failed there
    values.values[0][2].erase(values.values[0][2].begin() + 1);
    const Factorial f = factorials_of(values).front();
    const auto rows = paired_values(values, f, 0);
    REQUIRE(rows.size() == 3);
    CHECK(rows[1] == std::vector<double>{200, 212, 200, 217}); // of run 2
    CHECK(attribute(values, f, 0).value[0].mean == Approx(10 + 5.0 / 3 + 2.5));
    values.common_seeds = false;
    CHECK_THROWS_AS(paired_values(values, f, 0), UsageError);
    values.common_seeds = true;
    values.people[2] = "half of them";
    CHECK_THROWS_WITH(paired_values(values, f, 0), Contains("points 0 and 2 simulate different people"));
}

TEST_CASE("each variant and outcome has its values in the result, which sum to the total")
{
    StudyValues values = made_grid(right_and_bond, 2, 3, [](std::size_t o, std::size_t point, std::size_t r) {
        return plain(0, point, r) * (o == 0 ? 1 : -2);
    });
    values.outcomes[0].text = "one";
    values.outcomes[1].text = "two";
    std::vector<Attribution> each;
    for (std::size_t o = 0; o < 2; ++o)
        each.push_back(attribute(values, factorials_of(values).front(), o));
    const Result result = attribution_result(each, values, 0.9);
    const std::vector<double>& phi = result.numbers("shapley_value");
    REQUIRE(phi.size() == 4);
    CHECK(phi[0] + phi[1] == Approx(result.numbers("total")[0]));
    CHECK(phi[2] == Approx(-2 * phi[0]));
    CHECK(result.numbers("shapley_interaction")[1] == Approx(5));
    CHECK(result.numbers("joint_dividend") == std::vector<double>{5, -10});
    CHECK(std::get<std::vector<std::string>>(result.variable("joint_levers").values)[1] == "right + bond");
}

TEST_CASE("where every replicate agrees on a chance it is said that the runs cannot tell an error")
{
    const StudyValues values = made_grid(
        right_and_bond, 1, 3, [](std::size_t, std::size_t point, std::size_t) { return point == 3 ? 1.0 : 0.0; });
    const Goal goal = parse_goal("employees_in_mutuals@2015-12 >= 1");
    const Attribution a = attribute(values, factorials_of(values).front(), 0, &goal);
    CHECK(std::isinf(half_of(a, a.total, 0.9)));
    CHECK_THAT(attribution_text(a, 0.9), Contains("50.0 ± ?") && Contains("every replicate agrees") &&
                                             Contains("every lever 100.0 [36.8, 100.0]") &&
                                             !Contains("more together than apart"));
}
