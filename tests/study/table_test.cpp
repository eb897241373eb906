#include "mutualise/study/table.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/study/rounds.hpp"
#include "study/small_study.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <fmt/format.h>
#include <sstream>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

using Lines = std::vector<std::string>;

template <class PrintTable>
Lines lines_of(PrintTable print_table, const RecordedFile& file, const TableChoice& choice)
{
    std::string text;
    print_table(file, choice, [&](const std::string& piece) { text += piece; });
    Lines lines;
    std::istringstream in(text);
    for (std::string line; std::getline(in, line);)
        lines.push_back(line);
    return lines;
}

} // namespace

TEST_CASE("a tidy table has one value a row, with the run's place in the design")
{
    const Folder folder;
    const RecordedFile file(sweep(small_study(folder, 2), real_data(), into(folder.path("s"))).merged);
    const TableChoice choice{{Observable::launches, Observable::services_active}, {Month::of(2010, 7)}};
    const Lines lines = lines_of(print_tidy, file, choice);
    const std::size_t cells = real_data()->services.size() * route_names.size();
    REQUIRE(lines.size() == 1 + 10 * (cells + 1));
    CHECK(lines[0] == "run,seed,point,replicate,variant,launch_rate,start,month,observable,category,subcategory,value");
    // Run 7 is replicate 1 of point 2; its launches of the first service, first route.
    const double value = file.values(Observable::launches, 7, 1).at(3 * cells);
    CHECK(lines[1 + 7 * (cells + 1)] ==
          fmt::format("7,{:016x},2,1,historical,0.0008,2010-08,2010-07,launches,{},bottom_up,{}", run_key(1, 1).seed,
                      real_data()->services[0].name, value));
    CHECK(lines.back().find(",services_active,,,") != std::string::npos);
    CHECK_THROWS_AS(lines_of(print_tidy, file, TableChoice{{}, {Month::of(2031, 1)}}), UsageError);
}

TEST_CASE("tables of a round count its replicates from the study's first")
{
    const Folder folder;
    const std::vector<std::uint32_t> points{0, 3};
    const Study round = round_of(small_study(folder, 2), points, 2, 1);
    const RecordedFile file(sweep(round, real_data(), into(folder.path("round"))).merged);
    const TableChoice choice{{Observable::services_active}, {Month::of(2010, 7)}};
    const std::string seed = fmt::format("{:016x}", run_key(1, 2).seed);
    const Lines tidy = lines_of(print_tidy, file, choice);
    REQUIRE(tidy.size() == 3);
    CHECK(tidy[2].starts_with("1," + seed + ",1,2,historical,0.0004,2010-08,"));
    const Lines behaviorspace = lines_of(print_behaviorspace, file, choice);
    REQUIRE(behaviorspace.size() == 9);
    CHECK(behaviorspace[8].starts_with("\"2\",\"" + seed + "\",\"1\",\"2\",\"historical\","));
}

TEST_CASE("a BehaviorSpace table has six lines of head, every field quoted, runs from 1 and totals")
{
    const Folder folder;
    const RecordedFile file(sweep(small_study(folder, 2), real_data(), into(folder.path("s"))).merged);
    const TableChoice choice{{Observable::launches, Observable::mean_attitude}, {}};
    const Lines lines = lines_of(print_behaviorspace, file, choice);
    const std::size_t services = real_data()->services.size();
    REQUIRE(lines.size() == 7 + 10 * 6);
    CHECK(lines[6].starts_with(
        "\"[run "
        "number]\",\"seed\",\"point\",\"replicate\",\"variant\",\"launch_rate\",\"start\",\"[step]\",\"launches\","
        "\"mean_attitude [" +
        real_data()->services[0].name + "]\""));
    double launches = 0;
    for (std::size_t cell = 0; cell < services * route_names.size(); ++cell)
        launches += file.values(Observable::launches, 7, 1).at(5 * services * route_names.size() + cell);
    CHECK(lines[7 + 7 * 6 + 5].starts_with(
        fmt::format("\"8\",\"{:016x}\",\"2\",\"1\",\"historical\",\"0.0008\",\"2010-08\",\"5\",\"{}\",\"",
                    run_key(1, 1).seed, launches)));
    for (std::size_t i = 6; i < lines.size(); ++i)
        CHECK(std::count(lines[i].begin(), lines[i].end(), '"') == static_cast<long>(2 * (9 + services)));
}

TEST_CASE("a real that does not exist is an empty field")
{
    const Folder folder;
    const RecordedFile file(sweep(small_study(folder, 1), real_data(), into(folder.path("s"))).merged);
    const std::vector<double> prices = file.values(Observable::award_price, 0, 1);
    const Lines lines = lines_of(print_tidy, file, TableChoice{{Observable::award_price}, {}});
    REQUIRE(std::any_of(prices.begin(), prices.end(), [](double x) { return std::isnan(x); }));
    for (std::size_t cell = 0; cell < prices.size(); ++cell)
        CHECK(lines[1 + cell].ends_with(",") == std::isnan(prices[cell]));
}
