// Latest starts in studies made by hand: of each combination of the other factors, in the order of their months.
#include "analysis/made_targets.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

TEST_CASE("latest starts are asked of each combination of the other factors")
{
    const TargetQuestion plain = question();
    const StudyValues values = with_hits(starts, {40, 40, 34, 40, 3, 0}, {1, 1, 1, 1, 1, 1});
    TargetQuestion q = plain;
    q.latest = start_factor(values, "");
    CHECK(q.latest == "start");
    const TargetAnswer a = answer(values, q);
    REQUIRE(a.dates.size() == 2);
    CHECK(a.dates[0].setting == "base: none");
    CHECK(a.dates[1].setting == "base: bond");
    CHECK(a.dates[0].latest.certified == Month::of(2013, 7));
    CHECK(a.dates[0].latest.estimated == Month::of(2014, 7));
    CHECK(a.dates[0].latest.undecided_after == Month::of(2014, 7));
    CHECK(a.dates[1].latest.certified == Month::of(2012, 7));
    CHECK_THAT(target_text(a, values, 9), Contains("latest start that still meets the goal") && Contains("2013-07"));
    CHECK_THROWS_WITH(start_factor(values, "bond"), Contains("bond of made is no month, so it has no latest start"));
    CHECK_THROWS_WITH(start_factor(values, "strt"), Contains("did you mean \"start\"?"));
}

TEST_CASE("starts are asked in the order of their months, however the design lists them, and of equals as it does")
{
    const std::vector<MadeFactor> listed{{"start", {"2014-07", "2012-07", "2013-07", "2012-07"}, true}};
    const StudyValues values = with_hits(listed, {0, 40, 40, 40}, {1, 1, 1, 1});
    TargetQuestion q = question();
    q.latest = "start";
    const TargetAnswer a = answer(values, q);
    REQUIRE(a.dates.size() == 1);
    CHECK(a.dates[0].points == std::vector<std::uint32_t>{1, 3, 2, 0});
    CHECK(a.dates[0].latest.certified == Month::of(2013, 7));
    CHECK(a.dates[0].latest.warning.empty());
}

TEST_CASE("a factor that some points leave to their scenario has no month there, nor a number")
{
    StudyValues values = with_hits(starts, {40, 40, 34, 40, 3, 0}, {1, 1, 1, 1, 1, 1});
    for (FactorColumn& factor : values.factors)
        factor.numbers[2] = std::nan("");
    CHECK(start_factor(values, "").empty());
    CHECK_THROWS_WITH(start_factor(values, "start"),
                      Contains("made leaves factor start to its scenarios at some points"));
    CHECK_THROWS_WITH(start_factor(values, "bond"), Contains("bond of made is no month"));
}
