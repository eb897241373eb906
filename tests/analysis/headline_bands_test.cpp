// The lines and charts that `run` and `compare` end with, character by character.
#include "mutualise/analysis/headline_bands.hpp"

#include "record/synthetic.hpp"
#include "support/lines.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

/// Medians by month from January 2011: so many mutuals, a hundred times as many employees; half and twice around them.
HeadlineBands bands(const std::string& name, const std::vector<double>& medians)
{
    HeadlineBands made;
    made.name = name;
    for (const double median : medians) {
        made.months.push_back(Month::of(2011, 1) + static_cast<int>(made.months.size()));
        for (auto& [band, times] : {std::pair{&made.mutuals, 1.0}, {&made.employees, 100.0}}) {
            band->low.push_back(median * times / 2);
            band->median.push_back(median * times);
            band->high.push_back(median * times * 2);
        }
    }
    return made;
}

constexpr ChartStyle plain{false, false, 80};

} // namespace

TEST_CASE("headline lines align names and sparklines of the quarters, of full height for the highest of all")
{
    // Of seven months the first, the fourth and the seventh; of four the first and the last; of six the third and last.
    const std::vector<HeadlineBands> made{bands("short", {0, 9, 9, 20, 9, 9, 40}), bands("a longer", {8, 0, 0, 16}),
                                          bands("six", {0, 0, 20, 0, 0, 40})};
    const std::vector<std::string> lines = lines_of(headline_text(made, plain));
    REQUIRE(lines.size() > 9);
    CHECK(lines[0] == "median by quarter, and the last month's median [5 to 95 % of runs]");
    CHECK(lines[1] == "mutuals");
    CHECK(lines[2] == "  short      =@  40 [20, 80]");
    CHECK(lines[3] == "  a longer  :-   16 [8, 32]");
    CHECK(lines[4] == "  six       =@   40 [20, 80]");
    CHECK(lines[5] == "employees in them");
    CHECK(lines[6] == "  short      =@  4,000 [2,000, 8,000]");
    CHECK(lines[7] == "  a longer  :-   1,600 [800, 3,200]");
    const std::vector<std::string> bare = lines_of(headline_text(made, std::nullopt));
    REQUIRE(bare.size() == 9);
    CHECK(bare[0] == "last month's median [5 to 95 % of runs]");
    CHECK(bare[2] == "  short     40 [20, 80]");
    CHECK(bare[7] == "  a longer  1,600 [800, 3,200]");
    CHECK(headline_text({}, plain).empty());
}

TEST_CASE("a sparkline of nothing is empty, and stands in blocks where the terminal has them")
{
    const std::vector<HeadlineBands> nothing{bands("none", {0, 0, 0, 0})};
    CHECK(lines_of(headline_text(nothing, plain)).at(2) == "  none      0 [0, 0]");
    const std::vector<HeadlineBands> half{bands("half", {4, 0, 0, 8})};
    CHECK(lines_of(headline_text(half, ChartStyle{true, false, 80})).at(2) == "  half  ▄█  8 [4, 16]");
}

TEST_CASE("sparklines are drawn where name, quarters and interval have room on the line")
{
    // 2 for the margin, 4 for the name, 2, 2 quarters, 2, and 32 of the widest interval.
    const std::vector<HeadlineBands> made{bands("half", {4, 0, 0, 8})};
    CHECK_THAT(headline_text(made, ChartStyle{false, false, 44}), Contains("  half  =@  8 [4, 16]"));
    CHECK_THAT(headline_text(made, ChartStyle{false, false, 43}), Contains("  half  8 [4, 16]"));
    const std::vector<HeadlineBands> six{bands("six", {0, 0, 20, 0, 0, 40})};
    CHECK_THAT(headline_text(six, ChartStyle{false, false, 43}), Contains("  six  =@  40 [20, 80]"));
    CHECK_THAT(headline_text(six, ChartStyle{false, false, 42}), Contains("  six  40 [20, 80]"));
}

TEST_CASE("one scenario has a chart of mutuals and one of employees, up to four share one of employees")
{
    const HeadlineBands one = bands("one", {4, 5, 6, 8});
    HeadlineBands part = one, other = bands("other", {3, 2});
    part.share = 0.25;
    const auto text = [](const std::vector<HeadlineBands>& made) { return headline_text(made, plain); };
    CHECK_THAT(text({one}), Contains("\nmutuals by month\n") && Contains("\nemployees in mutuals by month\n"));
    CHECK_THAT(text({part}), Contains("\nmutuals by month, at scale 0.25\n") &&
                                 Contains("\nemployees in mutuals by month, at scale 0.25\n"));
    const std::vector<HeadlineBands> four(4, one), five(5, one);
    CHECK_THAT(text(four), Contains("\nemployees in mutuals by month\n") && !Contains("\nmutuals by month"));
    CHECK_THAT(text(five), !Contains("by month"));
    // One of other months has no panel.
    const std::string mixed = text({one, other});
    CHECK_THAT(mixed, Contains("  one\n") && !Contains("  other\n"));
}

TEST_CASE("charts show what the record and the ambition name, at the scale that was simulated")
{
    HeadlineBands whole = bands("whole", std::vector<double>(60, 100)); // to December 2015
    CHECK_THAT(headline_text(std::vector{whole}, plain), Contains("o recorded 58") &&
                                                             Contains("o recorded 20,000 to 50,000") &&
                                                             Contains("target 1,000,000 by 2015-12"));
    whole.share = 0.5;
    CHECK_THAT(headline_text(std::vector{whole}, plain), Contains("o recorded 29") &&
                                                             Contains("o recorded 10,000 to 25,000") &&
                                                             Contains("target 500,000 by 2015-12"));
}

TEST_CASE("headline bands are of every month of the runs, as simulated")
{
    Ensemble e = synthetic_ensemble(3);
    for (int r = 0; r < 3; ++r)
        for (int row = 0; row < 5; ++row)
            for (std::size_t s = 0; s < 3; ++s) {
                Trajectory& t = e.runs[static_cast<std::size_t>(r)].trajectory;
                t.at(Observable::mutuals_live, row, s) = row + (s == 2 ? 10 * (1 + r) : 0);
                t.at(Observable::employees_in_mutuals, row, s) = 100 * row + (s == 0 ? 7 * r : 0);
            }
    const HeadlineBands found = headline_bands(e);
    CHECK(found.name == "synthetic");
    CHECK(found.share == 0.125);
    REQUIRE(found.months.size() == 5);
    CHECK(found.months.front() == Month::of(2011, 12)); // the month before the first is the first row
    CHECK(found.months.back() == Month::of(2012, 4));
    CHECK(found.mutuals.median == std::vector<double>{20, 23, 26, 29, 32});
    CHECK(found.employees.median == std::vector<double>{7, 307, 607, 907, 1207});
    CHECK(found.mutuals.low.front() == Approx(11));
    CHECK(found.mutuals.high.front() == Approx(29));
}
