/// \file Months: text in, text out, days since 2010.
#include "mutualise/core/month.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;

TEST_CASE("a month is read from a month or from a day within it")
{
    CHECK(parse_month("2012-07") == Month::of(2012, 7));
    CHECK(parse_month("2012-07-01") == Month::of(2012, 7));
    CHECK(parse_month("2012-07-31") == Month::of(2012, 7));
    CHECK(parse_month("2010-05-11") == Month::of(2010, 5));
    CHECK(parse_month("9999-12") == never);
}

TEST_CASE("29 February is a day of leap years only")
{
    CHECK(parse_month("2012-02-29") == Month::of(2012, 2));
    CHECK(parse_month("2000-02-29") == Month::of(2000, 2));
    CHECK_FALSE(parse_month("2011-02-29"));
    CHECK_FALSE(parse_month("1900-02-29"));
}

TEST_CASE("text that is no date of the calendar is refused")
{
    for (const char* text :
         {"2012-13", "2012-00", "2012-02-30", "2012-04-31", "2012-07-00", "2012-07-32", "2012-31-07", "2013-25-12"}) {
        INFO(text);
        CHECK_FALSE(parse_month(text));
    }
}

TEST_CASE("text of another shape is refused")
{
    for (const char* text :
         {"",         "2012",       "2012-7",     "2012-7-1", "2012/07",   "2012-07/01", "201-207",     "+012-07",
          "2012-+7",  "2012- 7",    "12-07-2012", "07-2012",  "2012-07-1", "2012-07-",   "2012-07-011", " 2012-07",
          "2012-07 ", "2012-07-1x", "July 12",    "20120701", "2012-07T"}) {
        INFO(text);
        CHECK_FALSE(parse_month(text));
    }
}

TEST_CASE("a month is printed as it is read")
{
    CHECK(to_string(Month::of(2012, 7)) == "2012-07");
    CHECK(to_string(Month::of(2012, 12)) == "2012-12");
    CHECK(to_string(Month::of(987, 1)) == "0987-01");
    for (Month m = Month::of(1999, 1); m < Month::of(2031, 1); ++m)
        REQUIRE(parse_month(to_string(m)) == m);
}

TEST_CASE("months count on over the new year")
{
    const Month december = Month::of(2011, 12);
    CHECK((december + 1) == Month::of(2012, 1));
    CHECK((december + 1).year() == 2012);
    CHECK((december + 1).month() == 1);
    CHECK(Month::of(2012, 1) - december == 1);
    CHECK((Month::of(2012, 1) - 13) == Month::of(2010, 12));
}

TEST_CASE("the default horizon has 68 months and the row before them")
{
    const Horizon horizon;
    CHECK(horizon.months() == 68); // May 2010 to December 2015: 8 + 5 x 12
    CHECK(horizon.rows() == 69);
    CHECK(horizon.row(horizon.first) == 1);
    CHECK(horizon.row(horizon.last) == horizon.rows() - 1);
    CHECK(horizon.month_of_row(0) == Month::of(2010, 4));
    CHECK(horizon.month_of_row(horizon.row(Month::of(2013, 2))) == Month::of(2013, 2));
}

TEST_CASE("days run from 1 January 2010 to each month's last day")
{
    CHECK(last_day_since_2010(Month::of(2009, 12)) == -1);
    CHECK(last_day_since_2010(Month::of(2010, 1)) == 30);
    CHECK(last_day_since_2010(Month::of(2010, 2)) == 58);
    CHECK(last_day_since_2010(Month::of(2010, 4)) == 119);
    CHECK(last_day_since_2010(Month::of(2010, 12)) == 364);
    CHECK(last_day_since_2010(Month::of(2012, 2)) == 2 * 365 + 59);     // 29 February
    CHECK(last_day_since_2010(Month::of(2015, 12)) == 6 * 365 + 1 - 1); // one leap year, 2012
}
