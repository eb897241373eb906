#include "mutualise/analysis/text_table.hpp"

#include <catch2/catch.hpp>
#include <limits>

using namespace mutualise;

TEST_CASE("a table stands in columns, numbers to the right and words to the left")
{
    TextTable table({"service", "staff", "fate"});
    table.add({"libraries", "12", "founded"});
    table.add({"fire", "1,234", "died"});
    CHECK(table.text() == "service    staff  fate\n"
                          "-------------------------\n"
                          "libraries     12  founded\n"
                          "fire       1,234  died\n");
}

TEST_CASE("numbers are grouped by thousands and lose no sign but that of zero")
{
    CHECK(thousands(0) == "0");
    CHECK(thousands(999.4) == "999");
    CHECK(thousands(999.5) == "1,000");
    CHECK(thousands(-1234567.25, 1) == "-1,234,567.2");
    CHECK(thousands(-0.04, 1) == "0.0");
    CHECK(thousands(-999) == "-999");
    CHECK(thousands(std::numeric_limits<double>::quiet_NaN()) == "-");
    CHECK(with_interval(10, 5.4, 1e6) == "10 [5, 1,000,000]");
    CHECK(percent(0.5) == "50 %");
    CHECK(percent(0.035) == "3.5 %");
    CHECK(percent(0.995) == "99.5 %");
    CHECK(percent(1) == "100 %");
}

TEST_CASE("milestones are the record's and the ambition's month, and always the last")
{
    std::vector<Month> months;
    for (Month m = Month::of(2010, 4); m <= Month::of(2015, 12); ++m)
        months.push_back(m);
    CHECK(milestones(months) == std::vector<std::size_t>{26, 68});
    CHECK(milestones(std::vector<Month>{Month::of(2011, 1), Month::of(2012, 6), Month::of(2013, 1)}) ==
          std::vector<std::size_t>{1, 2});
    CHECK(milestones(std::vector<Month>{Month::of(2011, 1)}) == std::vector<std::size_t>{0});
}
