// What patient rule induction is given of a study, and its boxes in words.
#include "mutualise/analysis/discovery.hpp"

#include "analysis/made_values.hpp"
#include "mutualise/core/errors.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

using Numbers = std::vector<double>;

/// Numbers of levels are their places, of other texts themselves.
void number_factors(StudyValues& study)
{
    for (FactorColumn& factor : study.factors) {
        const std::vector<std::string> levels = levels_of(factor);
        for (std::size_t p = 0; p < study.points() && !factor.months; ++p)
            factor.numbers[p] =
                factor.texts[p].find_first_of("0123456789") == 0
                    ? std::stod(factor.texts[p])
                    : static_cast<double>(std::find(levels.begin(), levels.end(), factor.texts[p]) - levels.begin());
    }
}

/// Two packages, three starts, two rates, two runs each. "bold" reaches 100 until 2013-01, and in 2014-01 at the lower
/// rate in its first run; the second outcome is 0 at point 6 and 1 elsewhere.
StudyValues small_study()
{
    StudyValues study = made_grid(
        {{"package", {"mild", "bold"}}, {"start", {"2012-07", "2013-01", "2014-01"}, true}, {"rate", {"0.1", "0.2"}}},
        2, 2, [](std::size_t o, std::size_t p, std::size_t r) {
            if (o == 1)
                return p == 6 ? 0.0 : 1.0;
            return p < 6 ? 50.0 : p < 10 ? 200.0 : p == 10 && r == 0 ? 100.0 : 99.0;
        });
    number_factors(study);
    return study;
}

Question reaching_100() { return {{parse_goal("employees_in_mutuals@2015-12 >= 100")}, false}; }

} // namespace

TEST_CASE("points have the hits and runs of the goals, or of failing them")
{
    const StudyValues study = small_study();
    Question question = reaching_100();
    CHECK(prim_points(study, question).hits == Numbers{0, 0, 0, 0, 0, 0, 2, 2, 2, 2, 1, 0});
    CHECK(prim_points(study, question).runs == Numbers(12, 2));
    question.fails = true;
    CHECK(prim_points(study, question).hits == Numbers{2, 2, 2, 2, 2, 2, 0, 0, 0, 0, 1, 2});
    question.fails = false;
    question.goals.push_back(parse_goal("mutuals_live@2015-12 >= 1")); // all goals at once
    CHECK(prim_points(study, question).hits == Numbers{0, 0, 0, 0, 0, 0, 0, 2, 2, 2, 1, 0});
    StudyValues lost = study;
    lost.seeds[0].clear();
    CHECK(prim_points(lost, reaching_100()).count() == 11);
    CHECK(prim_points(lost, reaching_100()).hits[5] == 2);
}

TEST_CASE("names are levels, months and numbers have an order, and what never differs is no dimension")
{
    const PrimPoints points = prim_points(small_study(), reaching_100());
    REQUIRE(points.dimensions.size() == 3); // there is one variant
    CHECK_FALSE(points.dimensions[0].ordered);
    CHECK(points.dimensions[0].levels == std::vector<std::string>{"mild", "bold"});
    CHECK((points.dimensions[1].ordered && points.dimensions[1].months));
    CHECK((points.dimensions[2].ordered && !points.dimensions[2].months));
    CHECK(points.dimensions[2].distinct == Numbers{0.1, 0.2});
    StudyValues two = small_study();
    two.variants = {"base", "bare"};
    two.variant_of_point[3] = 1;
    const PrimPoints with_variants = prim_points(two, reaching_100());
    REQUIRE(with_variants.dimensions.size() == 4);
    CHECK(with_variants.dimensions[3].name == "variant");
    CHECK_FALSE(with_variants.dimensions[3].ordered);
    CHECK(with_variants.dimensions[3].levels == two.variants);
    StudyValues open = small_study();
    open.factors[2].texts[3].clear();
    CHECK_THROWS_WITH(prim_points(open, reaching_100()), Contains("own value at 1 of 12 points"));
    StudyValues alike = small_study();
    alike.factors.clear();
    CHECK_THROWS_WITH(prim_points(alike, reaching_100()), Contains("nothing to tell runs by"));
}

TEST_CASE("a box is told by its levels, by the months and by values that it keeps")
{
    const PrimPoints points = prim_points(small_study(), reaching_100());
    const auto text = [&](std::vector<bool> package, std::vector<bool> start, std::vector<bool> rate) {
        return box_text(points, {{std::move(package), std::move(start), std::move(rate)}});
    };
    const std::vector<bool> all{true, true}, every{true, true, true};
    CHECK(text({false, true}, {true, true, false}, all) == "package is bold and start is 2013-01 or earlier");
    CHECK(text(all, {false, true, true}, all) == "start is 2013-01 or later");
    CHECK(text(all, {false, true, false}, all) == "start is from 2013-01 to 2013-01");
    CHECK(text(all, every, {false, true}) == "rate is at least 0.2 [-]");
    CHECK(text({true, false}, every, {true, false}) == "package is mild and rate is at most 0.1 [-]");
}

// A step of 1/16 from 1/16 on.
TEST_CASE("a limit is named by one of the values where these are twelve or fewer, or whole numbers")
{
    const auto named = [](int values, double step) {
        std::vector<std::string> levels;
        for (int k = 1; k <= values; ++k)
            levels.push_back(std::to_string(k * step));
        StudyValues study =
            made_grid({{"rate", levels}}, 1, 1, [](std::size_t, std::size_t, std::size_t) { return 100.0; });
        number_factors(study);
        return prim_points(study, reaching_100()).dimensions.at(0).whole;
    };
    CHECK(named(12, 0.0625));
    CHECK_FALSE(named(13, 0.0625));
    CHECK(named(13, 1));
}

// Values k / 13: between 4/13 = .308 and 5/13 = .385, and between .385 and 6/13 = .462.
TEST_CASE("a limit among many values is the shortest decimal that parts those kept from the others")
{
    PrimPoints points;
    points.dimensions.resize(1);
    points.dimensions[0].name = "rate";
    points.dimensions[0].unit = "a year";
    for (int k = 0; k < 14; ++k) {
        points.dimensions[0].values.push_back(k / 13.0);
        points.hits.push_back(0);
        points.runs.push_back(1);
    }
    rank_values(points);
    std::vector<bool> low(14, true), high(14, true);
    for (std::size_t k = 0; k < 14; ++k) {
        high[k] = k >= 5;
        low[k] = k <= 5;
    }
    CHECK(box_text(points, {{high}}) == "rate is at least 0.38 [a year]");
    CHECK(box_text(points, {{low}}) == "rate is at most 0.4 [a year]");
}

// The points of "levels are peeled one at a time": a box of 24 of 128 points holds every hit and nothing else.
TEST_CASE("what was found is said in one sentence a box and stands in the result")
{
    std::vector<std::string> starts;
    for (const char* year : {"2012", "2013", "2014", "2015"})
        for (const char* month : {"-01", "-07"})
            starts.push_back(std::string(year) + month);
    StudyValues study = made_grid(
        {{"repeat", {"1", "2", "3", "4"}}, {"package", {"mild", "bold", "right", "wild"}}, {"start", starts, true}}, 1,
        8, [](std::size_t, std::size_t p, std::size_t) { return p / 8 % 2 == 1 && p % 8 < 3 ? 100.0 : 50.0; });
    study.factors.erase(study.factors.begin()); // points that only luck tells apart
    number_factors(study);
    const Question question = reaching_100();
    const PrimPoints points = prim_points(study, question);
    const Discovery found = discover(points, {});
    const std::string text = discovery_text(points, found, question, {});
    CHECK_THAT(text,
               Contains("employees_in_mutuals@2015-12 >= 100: met in 19 % of 1,024 runs at 128 design points.\n"));
    CHECK_THAT(text,
               Contains("1. The goal is met in 100 % of the runs where package is bold or wild and start is "
                        "2013-01 or earlier; that is 100 % of all runs that meet it (24 of 128 design points).\n"));
    CHECK_THAT(text, Contains("Elsewhere 0 % of runs.") && Contains("No further box was found."));
    const Result result = discovery_result(points, found, question, {});
    CHECK(result.numbers("runs") == Numbers{1024});
    CHECK(result.numbers("hits") == Numbers{192});
    CHECK(result.numbers("points") == Numbers{128});
    CHECK(result.numbers("density") == Numbers{1});
    CHECK(result.numbers("coverage") == Numbers{1});
    CHECK(result.numbers("mass") == Numbers{24.0 / 128});
    CHECK(result.numbers("box_points") == Numbers{24});
    using Texts = std::vector<std::string>;
    const auto texts = [&](const char* name) { return std::get<Texts>(result.variable(name).values); };
    CHECK(texts("lower") == Texts{"", ""});
    CHECK(texts("upper") == Texts{"", "2013-01"});
    CHECK(texts("levels") == Texts{"bold or wild", ""});
    Question fails = question;
    fails.fails = true;
    CHECK_THAT(discovery_text(points, found, fails, {}), Contains("The goal is not met in 100 % of the runs"));
    Discovery none;
    none.all = found.all;
    CHECK_THAT(discovery_text(points, none, question, {}), Contains("No box was found."));
    none.rest_points = 7;
    none.rest_density = 0.5;
    none.rest_p_value = 0.25;
    CHECK_THAT(discovery_text(points, none, question, {}),
               Contains("the best (50 % in 7 points) is matched in 25 % of shuffles"));
}
