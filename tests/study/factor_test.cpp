/// \file What factors do to a scenario: numbers, dates, switches, services; several keys at once; whole settings.
#include "study/support.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("a factor puts its value at its key and leaves the rest of the scenario alone")
{
    const StudyFolder folder;
    const Study study = folder.read(study_of_base(R"(
seed = 77
[design]
kind = "grid"
[factor.strength]
key = "lever.right.strength"
values = [0.25, 1]
)"));
    REQUIRE(study.points.size() == 2);
    Scenario expected = read_scenario(folder.path("base.toml"), small_system()).scenario;
    expected.seed = 77;
    expected.levers.right[0].strength = 0.25;
    CHECK(scenario_at(study, 0) == expected);
    expected.levers.right[0].strength = 1;
    CHECK(scenario_at(study, 1) == expected);
}

TEST_CASE("a lever is switched off and on, and a lever that is off has no strength to move")
{
    const StudyFolder folder;
    const Study study = folder.read(study_of_base(R"(
[design]
kind = "grid"
[factor.bond]
lever = "bond_exemption"
[factor.share]
key = "lever.bond_exemption.share"
values = [0.1, 0.9]
)"));
    REQUIRE(study.points.size() == 4);
    CHECK(value_text(study.factors[0], 0) == "off");
    CHECK(scenario_at(study, 0).levers.bond.empty());
    CHECK(scenario_at(study, 1).levers.bond.empty());
    CHECK(scenario_at(study, 2).levers.bond.at(0).share == 0.1);
    CHECK(scenario_at(study, 3).levers.bond.at(0).share == 0.9);
    CHECK(scenario_at(study, 0).levers.right.size() == 1);
}

TEST_CASE("one factor moves several dates together, each with its own distance")
{
    const StudyFolder folder;
    const Study study = folder.read(study_of_base(R"(
[design]
kind = "grid"
[factor.start]
keys = { "lever.right.from" = 0, "lever.bond_exemption.from" = 2, "lever.bond_exemption.announced" = -1 }
range = ["2011-11", "2012-05"]
step = 3
)"));
    REQUIRE(study.points.size() == 3);
    const Scenario second = scenario_at(study, 1);
    CHECK(second.levers.right[0].scope.from == Month::of(2012, 2));
    CHECK(second.levers.bond[0].scope.from == Month::of(2012, 4));
    CHECK(second.levers.bond[0].scope.announced == Month::of(2012, 1));
    CHECK(scenario_at(study, 2).levers.right[0].scope.from == Month::of(2012, 5));
}

TEST_CASE("choices, truths, services and open ends are levels and months like any other")
{
    const StudyFolder folder;
    const Study study = folder.read(study_of_base(R"(
[design]
kind = "factorial"
[factor.contract]
key = "lever.right.contract"
values = ["none", "direct"]
[factor.arbiter]
key = "lever.right.arbiter"
[factor.services]
key = "lever.bond_exemption.services"
values = [["libraries"], ["libraries", "leisure"]]
[factor.until]
key = "lever.bond_exemption.until"
values = ["2013-01", "never"]
)"));
    REQUIRE(study.points.size() == 16);
    const Scenario first = scenario_at(study, 0), last = scenario_at(study, 15);
    CHECK(first.levers.right[0].contract == right_brings_no_contract);
    CHECK(last.levers.right[0].contract == right_brings_direct);
    CHECK_FALSE(first.levers.right[0].arbiter);
    CHECK(last.levers.right[0].arbiter);
    CHECK(first.levers.bond[0].scope.services == 0b00010);
    CHECK(last.levers.bond[0].scope.services == 0b00110);
    CHECK(first.levers.bond[0].scope.until == Month::of(2013, 1));
    CHECK(last.levers.bond[0].scope.until == never);
    CHECK(value_text(study.factors[2], 1) == "libraries+leisure");
    CHECK(value_text(study.factors[3], study.points[15].values[3]) == "never");
}

TEST_CASE("a level lays settings or a file over the scenario, and may bring a lever that another factor moves")
{
    const StudyFolder folder;
    folder.write("overlay.toml", "base = \"nowhere.toml\"\ndescription = \"x\"\n[lever.pension_protection]\nfrom = "
                                 "\"2012-01\"\nshare = 0.3\n");
    const Study study = folder.read(study_of_base(R"(
[design]
kind = "grid"
[factor.package]
levels.none = {}
levels.pension = "overlay.toml"
levels.alone = { remove = ["right", "bond_exemption"], parameters.review.appeal_chance = 0.9 }
[factor.share]
key = "lever.pension_protection.share"
values = [0.6]
)"));
    REQUIRE(study.points.size() == 3);
    CHECK(scenario_at(study, 0).levers.pension.empty());
    CHECK(scenario_at(study, 1).levers.pension.at(0).share == 0.6);
    CHECK(scenario_at(study, 1).levers.right.size() == 1);
    CHECK(scenario_at(study, 2).levers.right.empty());
    CHECK(scenario_at(study, 2).parameters.review.appeal_chance == 0.9);
}
