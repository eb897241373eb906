/// \file The points of a study: grids, one at a time and lists, in each variant; and what is recorded of them.
#include "study/support.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("a grid goes through every combination, the last factor fastest")
{
    const StudyFolder folder;
    const Study study = folder.read(study_of_base(R"(
[design]
kind = "grid"
[factor.z_first]
key = "lever.right.strength"
range = [0, 1]
steps = 3
[factor.a_second]
key = "lever.right.response_months"
range = [2, 8]
step = 3
)"));
    CHECK(study.factors[0].id == "z_first"); // the order of the file, not of the alphabet
    CHECK(values_of(study) ==
          std::vector<std::vector<double>>{{0, 2}, {0, 5}, {0, 8}, {.5, 2}, {.5, 5}, {.5, 8}, {1, 2}, {1, 5}, {1, 8}});
    CHECK(scenario_at(study, 5).levers.right[0].response_months == 8);
}

TEST_CASE("one at a time starts from the scenario as it is and moves each factor from there")
{
    const StudyFolder folder;
    const Study study = folder.read(study_of_base(R"(
[design]
kind = "one_at_a_time"
[factor.strength]
key = "lever.right.strength"
values = [0, 0.8, 1]
[factor.bond]
lever = "bond_exemption"
[factor.contract]
key = "lever.right.contract"
)"));
    CHECK(values_of(study) ==
          std::vector<std::vector<double>>{{.8, 1, 0}, {0, 1, 0}, {1, 1, 0}, {.8, 0, 0}, {.8, 1, 1}, {.8, 1, 2}});
    Scenario base = read_scenario(folder.path("base.toml"), small_system()).scenario;
    CHECK(scenario_at(study, 0) == base);
}

TEST_CASE("a list says what each point is, and leaves at rest what it does not name")
{
    const StudyFolder folder;
    const Study study = folder.read(study_of_base(R"(
[design]
kind = "list"
rows = [
    { strength = 0.5 },
    { from = "2012-09", bond = "off", arbiter = false },
]
[factor.strength]
key = "lever.right.strength"
[factor.from]
key = "lever.right.from"
[factor.bond]
lever = "bond_exemption"
[factor.arbiter]
key = "lever.right.arbiter"
)"));
    CHECK(values_of(study) == std::vector<std::vector<double>>{{.5, double(Month::of(2012, 7).value), 1, 1},
                                                               {.8, double(Month::of(2012, 9).value), 0, 0}});
}

TEST_CASE("a row may belong to one variant, the others are for all")
{
    const StudyFolder folder;
    const Study study = folder.read(study_of_base(R"(
[variant.a]
[variant.b]
[design]
kind = "list"
rows = [{ variant = "b", strength = 0.1 }, { strength = 0.2 }]
[factor.strength]
key = "lever.right.strength"
)"));
    CHECK(study.points == std::vector<DesignPoint>{{0, {0.2}}, {1, {0.1}}, {1, {0.2}}});
}

TEST_CASE("every variant carries out the design, with the settings of study, variant and command line laid over it")
{
    const StudyFolder folder;
    const Study study = folder.read(R"(
base = "base.toml"
[settings]
horizon.last = "2013-06"
population.scale = 0.25
[variant.b]
[variant.a]
scenario = "base.toml"
settings = { lever.right.arbiter = false, lever.right.response_months = 4 }
[design]
kind = "grid"
[factor.strength]
key = "lever.right.strength"
values = [0, 1]
)",
                                    {{"population.scale=0.125"}, {}, {}});
    REQUIRE(study.variants.size() == 2);
    CHECK(study.variants[0].id == "b");
    REQUIRE(study.points.size() == 4);
    CHECK(study.points[2].variant == 1);
    CHECK(scenario_at(study, 0).horizon.last == Month::of(2013, 6));
    CHECK(scenario_at(study, 2).horizon.last == Month::of(2013, 6));
    CHECK(scenario_at(study, 0).levers.right[0].response_months != 4);
    CHECK(scenario_at(study, 2).levers.right[0].response_months == 4);
    CHECK_FALSE(scenario_at(study, 3).levers.right[0].arbiter);
    CHECK(scenario_at(study, 3).population.scale == 0.125);
    CHECK(scenario_at(study, 3).name == "a");
}

TEST_CASE("a study without factors runs each scenario as it is")
{
    const StudyFolder folder;
    const Study study = folder.read(study_of_base("replicates = 3\nseed = 5\n"));
    CHECK(study.points.size() == 1);
    CHECK(run_count(study) == 3);
    Scenario base = read_scenario(folder.path("base.toml"), small_system()).scenario;
    base.seed = 5;
    CHECK(scenario_at(study, 0) == base);
}

TEST_CASE("a factor added to a study changes no value of the others")
{
    const StudyFolder folder;
    const std::string one = "[factor.strength]\nkey = \"lever.right.strength\"\nrange = [0, 1]\n";
    const std::string two = "[factor.share]\nkey = \"lever.bond_exemption.share\"\nrange = [0, 1]\n";
    for (const char* kind : {"kind = \"latin_hypercube\"\npoints = 9\n", "kind = \"sobol\"\npoints = 9\n",
                             "kind = \"sobol\"\npoints = 9\nscramble = \"owen\"\n"}) {
        const std::string design = std::string("[design]\n") + kind;
        const Study small = folder.read(study_of_base(design + one));
        const Study large = folder.read(study_of_base(design + one + two));
        for (std::size_t p = 0; p < 9; ++p)
            CHECK(small.points[p].values[0] == large.points[p].values[0]);
    }
}

TEST_CASE("outputs are all there is, or the observables and months wanted")
{
    const StudyFolder folder;
    const Study all = folder.read(study_of_base(""));
    CHECK(all.outputs.observables.size() == observable_count);
    CHECK(all.outputs.months.empty());
    const Study some = folder.read(
        study_of_base("[outputs]\nobservables = [\"exits\", \"mutuals_live\"]\nmonths = [\"2013-12\", \"2010-04\"]\n"));
    CHECK(some.outputs.observables == std::vector<Observable>{Observable::mutuals_live, Observable::exits});
    CHECK(some.outputs.months == std::vector<Month>{Month::of(2010, 4), Month::of(2013, 12)});
}
