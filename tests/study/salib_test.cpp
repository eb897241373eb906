/// \file Files of SALib and CSV: a design written out is the same study when it is read back.
#include "mutualise/study/salib.hpp"

#include "../../sim/study/csv_field.hpp"
#include "study/support.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

const std::string factors = R"(
[factor.strength]
key = "lever.right.strength"
range = [0.25, 1]
[factor.months]
key = "lever.right.response_months"
range = [1, 12]
[factor.from]
key = "lever.right.from"
range = ["2012-01", "2012-12"]
[factor.bond]
lever = "bond_exemption"
)";

std::string table_of(const char* file)
{
    return study_of_base(std::string("[design]\nkind = \"table\"\nfile = \"") + file + "\"\n" + factors);
}

} // namespace

TEST_CASE("a problem file has a factor a line: name, lowest, highest")
{
    const StudyFolder folder;
    const Study study = folder.read(study_of_base("[design]\nkind = \"sobol\"\npoints = 4\n" + factors));
    CHECK(salib_problem(study) == "strength 0.25 1\nmonths 1 12\nfrom 24 35\nbond 0 1\n");
    // The first point is the origin; the second lies in the middle of every range.
    CHECK(salib_sample(study).starts_with("0.25 1 24 0\n0.625 7 30 1\n"));
}

TEST_CASE("a design written as SALib's sample or as CSV reads back as the same points")
{
    const StudyFolder folder;
    for (const char* kind : {"kind = \"saltelli\"\npoints = 4\n", "kind = \"morris\"\ntrajectories = 3\n"}) {
        const Study study = folder.read(study_of_base(std::string("[design]\n") + kind + factors));
        folder.write("sample.txt", salib_sample(study));
        folder.write("design.csv", design_csv(study));
        CHECK(folder.read(table_of("sample.txt")).points == study.points);
        CHECK(folder.read(table_of("design.csv")).points == study.points);
    }
}

TEST_CASE("a CSV field is quoted where it holds a comma, a quote, a blank or the end of a line")
{
    for (const auto& [text, field] : {std::pair("plain-1", "plain-1"), std::pair("", ""), std::pair("a,b", "\"a,b\""),
                                      std::pair("a\"b", "\"a\"\"b\""), std::pair("a b", "\"a b\""),
                                      std::pair("a\nb", "\"a\nb\""), std::pair("a\rb", "\"a\rb\"")})
        CHECK(csv_field(text) == field);
    CHECK(csv_field("plain", true) == "\"plain\"");
}

TEST_CASE("a problem file does not make a factor of another distribution uniform in silence")
{
    const StudyFolder folder;
    for (const char* spread : {"\"loguniform\"", "\"triangular\"\nmode = 0.5",
                               "\"normal\"\nmean = 0.5\ndeviation = 0.1", "\"beta\"\nalpha = 2\nbeta = 3"}) {
        const std::string text = "[design]\nkind = \"sobol\"\npoints = 4\n[factor.strength]\nkey = "
                                 "\"lever.right.strength\"\nrange = [0.25, 1]\ndistribution = ";
        INFO(spread);
        const Study study = folder.read(study_of_base(text + spread + "\n"));
        const std::string name(spread + 1, std::string_view(spread + 1).find('"'));
        CHECK_THROWS_WITH(salib_problem(study), Catch::Contains("factor.strength is " + name));
    }
}

TEST_CASE("a CSV names its columns in any order, may leave factors at rest, and rows may belong to one variant")
{
    const StudyFolder folder;
    folder.write("design.csv", "# by hand\nbond,variant,strength\noff,base,\n,base,0.5\n");
    const Study study = folder.read(table_of("design.csv"));
    REQUIRE(study.points.size() == 2);
    CHECK(scenario_at(study, 0).levers.bond.empty());
    CHECK(scenario_at(study, 0).levers.right[0].strength == 0.8);
    CHECK(scenario_at(study, 1).levers.bond.size() == 1);
    CHECK(scenario_at(study, 1).levers.right[0].strength == 0.5);
}

TEST_CASE("a problem file gives ranges, and names keys of the scenario directly")
{
    const StudyFolder folder;
    folder.write("problem.txt", "# SALib\nlever.bond_exemption.share 0.1 0.9 NA unif\nstrength, 0, 0.5, strength\n");
    folder.write("sample.txt", "0.3 0.1\n0.6 0.2\n");
    const std::string factor = "[factor.strength]\nkey = \"lever.right.strength\"\n";
    const Study study = folder.read(
        study_of_base("problem = \"problem.txt\"\n[design]\nkind = \"table\"\nfile = \"sample.txt\"\n" + factor));
    REQUIRE(study.factors.size() == 2);
    CHECK(study.factors[0].id == "lever.bond_exemption.share"); // the order of the problem, as in the sample's columns
    CHECK(scenario_at(study, 1).levers.bond[0].share == 0.6);
    CHECK(scenario_at(study, 1).levers.right[0].strength == 0.2);
    CHECK(study.factors[1].distribution.upper == 0.5);
}

TEST_CASE("faults of tables are refused at their lines")
{
    const StudyFolder folder;
    const auto faults = [&](const std::string& table) {
        folder.write("t.csv", table);
        return folder.problems(table_of("t.csv"));
    };
    CHECK(holds(faults("strenth\n0.5\n"), 1, "column \"strenth\"   is no factor; did you mean \"strength\"?"));
    CHECK(holds(faults("strength\n0.5\nx\n"), 3, "strength = \"x\"   is no value of this factor"));
    CHECK(holds(faults("bond\nonn\n"), 2, "did you mean \"on\"?"));
    CHECK(holds(faults("strength,bond\n0.5\n"), 2, "has 1 cells; there are 2 columns"));
    CHECK(holds(faults("0.5 3.5 24 1\n"), 1, "months = 3.5   must be a whole number"));
    CHECK(holds(faults("0.5 3 24 2\n"), 1, "bond = 2   is no level"));
    CHECK(holds(faults("strength\n1.5\n"), 8, "point 0: lever.right.strength = 1.5   must lie in [0, 1]"));
    CHECK(holds(faults(""), 4, "is empty or cannot be read"));
    folder.write("problem.txt", "strength 0.5\n");
    CHECK(
        holds(folder.problems("problem = \"problem.txt\"\n" + table_of("t.csv")), 1, "must be a name, a lower bound"));
    folder.write("problem.txt", "strength 0 0.5 policy\nmonths 1 12 NA triang\nx 1 2 3 4 5\n");
    const auto problems = folder.problems("problem = \"problem.txt\"\n" + table_of("t.csv"));
    CHECK(holds(problems, 1, "column 4, the group \"policy\""));
    CHECK(holds(problems, 2, "column 5, the distribution \"triang\""));
    CHECK(holds(problems, 3, "must be a name, a lower bound"));
}
