#include "scenario/support.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

const std::string below = "name = \"below\"\n"
                          "description = \"of the base\"\n"
                          "seed = 5\n"
                          "[horizon]\n"
                          "last = \"2013-12\"\n"
                          "[parameters.review]\n"
                          "quality_weight = 0.5\n"
                          "ballot_weight = 0.25\n"
                          "[lever.right]\n"
                          "name = \"right_to_mutualise\"\n"
                          "from = \"2012-01\"\n"
                          "nations = [\"wales\"]\n"
                          "strength = 0.5\n"
                          "[lever.bond_exemption]\n"
                          "from = \"2012-01\"\n";

ResolvedScenario over(const Folder& folder, const std::string& text, const std::vector<std::string>& settings = {})
{
    folder.write("below.toml", below);
    return read_scenario(folder.write("above.toml", "base = \"below.toml\"\n" + text), small_system(), settings);
}

std::string faults_over(const std::string& text, const std::vector<std::string>& settings = {})
{
    const Folder folder;
    folder.write("below.toml", below);
    return listed(problems_of(folder.write("above.toml", "base = \"below.toml\"\n" + text), settings));
}

} // namespace

TEST_CASE("an overlay changes the keys it names and keeps the rest")
{
    const Folder folder;
    const Scenario s =
        over(folder, "[parameters.review]\nquality_weight = 1.5\n[lever.right]\nstrength = 0.9\n").scenario;
    CHECK(s.parameters.review.quality_weight == 1.5);
    CHECK(s.parameters.review.ballot_weight == 0.25);
    CHECK(s.seed == 5);
    CHECK(s.horizon.last == Month::of(2013, 12));
    REQUIRE(s.levers.right.size() == 1);
    CHECK(s.levers.right[0].strength == 0.9);
    CHECK(s.levers.right[0].scope.from == Month::of(2012, 1));
}

TEST_CASE("name and description are an overlay's own")
{
    const Folder folder;
    CHECK(over(folder, "").scenario.name == "above");
    CHECK(over(folder, "").scenario.description.empty());
    CHECK(over(folder, "", {"name=other"}).scenario.name == "other");
}

TEST_CASE("remove takes inherited levers away, and a lever of the same id can be written anew")
{
    const Folder folder;
    CHECK(over(folder, "remove = [\"right\"]\n").scenario.levers.right.empty());
    CHECK(over(folder, "remove = [\"right\"]\n").scenario.levers.bond.size() == 1);
    CHECK(over(folder, "remove = [\"*\"]\n").scenario.levers == Levers{});
    const Scenario anew =
        over(folder, "remove = [\"*\"]\n[lever.right]\nname = \"pension_protection\"\nfrom = \"2012-01\"\n").scenario;
    CHECK(anew.levers.right.empty());
    CHECK(anew.levers.pension.size() == 1);
    CHECK(over(folder, "", {"remove=[\"right\"]"}).scenario.levers.right.empty());
    CHECK(over(folder, "", {"remove=*"}).scenario.levers == Levers{});
}

TEST_CASE("remove of a lever that the base has not is refused with the nearest id")
{
    CHECK(contains(faults_over("remove = [\"rihgt\"]\n"), "is no lever of the base; did you mean \"right\"?"));
}

TEST_CASE("regions of an overlay replace nations of the base, and the other way round")
{
    const Folder folder;
    CHECK(over(folder, "").scenario.levers.right[0].scope.regions == 0b0100U);
    CHECK(over(folder, "[lever.right]\nregions = [\"london\"]\n").scenario.levers.right[0].scope.regions == 0b0010U);
    CHECK(over(folder, "[lever.right]\nregions = [\"london\"]\n", {"lever.right.nations=[scotland]"})
              .scenario.levers.right[0]
              .scope.regions == 0b1000U);
}

TEST_CASE("levers reach England and every service unless they say otherwise")
{
    const Folder folder;
    const LeverScope scope = over(folder, "").scenario.levers.bond[0].scope;
    CHECK(scope.regions == 0b0011U);
    CHECK(scope.services == ~std::uint64_t{0});
    CHECK(scope.until == never);
    CHECK(scope.announced == scope.from);
    const std::string all = "[lever.bond_exemption]\nnations = [\"england\", \"wales\", \"scotland\"]\n";
    CHECK(over(folder, all).scenario.levers.bond[0].scope.regions == ~std::uint64_t{0});
}

TEST_CASE("origins say where each value came from")
{
    const Folder folder;
    const ResolvedScenario r =
        over(folder, "[parameters.review]\nquality_weight = 1.5\n", {"lever.right.strength=0.7"});
    CHECK(r.scenario.levers.right[0].strength == 0.7);
    CHECK(r.origins.at("parameters.review.quality_weight").ends_with("above.toml:3"));
    CHECK(r.origins.at("parameters.review.ballot_weight").ends_with("below.toml:8"));
    CHECK(r.origins.at("lever.right.strength") == "--set");
    CHECK(r.origins.at("lever.right.regions").ends_with("below.toml:12"));
    CHECK(r.origins.count("parameters.review.head_veto") == 0);
    const std::string text = effective_text(r, small_system());
    CHECK(contains(text, "# --set\n"));
    CHECK(contains(text, "above.toml:3\n"));
    CHECK(contains(text, "head_veto = -1.61                        # default\n"));
}

TEST_CASE("a setting takes TOML, and bare words where they can only be texts")
{
    const Folder folder;
    const std::vector<std::string> settings{"lever.right.services=[libraries, leisure]",
                                            "lever.right.until=2013-02",
                                            "lever.right.contract=direct",
                                            "population.scale = 0.25",
                                            "population.reciprocal=true",
                                            "diagnostic.remove=failed_bond,outbid",
                                            "lever.bond_exemption.services=housing",
                                            "description=\"two words\""};
    const Scenario s = over(folder, "", settings).scenario;
    CHECK(s.levers.right[0].scope.services == 0b00110U);
    CHECK(s.levers.right[0].scope.until == Month::of(2013, 2));
    CHECK(s.levers.right[0].contract == right_brings_direct);
    CHECK(s.population.scale == 0.25);
    CHECK(s.population.reciprocal);
    CHECK(s.diagnostic.removed ==
          ((1U << static_cast<int>(ExitReason::failed_bond)) | (1U << static_cast<int>(ExitReason::outbid))));
    CHECK(s.levers.bond[0].scope.services == 0b10000U);
    CHECK(s.description == "two words");
}

TEST_CASE("a later setting wins over an earlier one")
{
    const Folder folder;
    CHECK(over(folder, "", {"seed=8", "seed=9"}).scenario.seed == 9);
}

TEST_CASE("a setting can bring a whole lever")
{
    const Folder folder;
    const Scenario s =
        over(folder, "", {"lever.more={name=\"awareness_campaign\", from=\"2012-02\", intensity=2}"}).scenario;
    REQUIRE(s.levers.campaign.size() == 1);
    CHECK(s.levers.campaign[0].intensity == 2);
}

TEST_CASE("settings that are none are refused, all at once with the rest")
{
    const std::string found =
        faults_over("seed = \"x\"\n", {"seed", "=3", "seed=", "a b=3", "base=other.toml", "description=two words",
                                       "parameters.review.head_vet=1", "population.scale=1,5", "seed=1\nname=2",
                                       "lever.right.services=[\"a\"b\"]"});
    INFO(found);
    for (const char* part :
         {"seed   ", "=3 ", "seed= ", "a b=3", "cannot be set", "description=two words", "did you mean \"head_veto\"?",
          "population.scale = [\"1\", \"5\"]", "a value is one line", "lever.right.services=[\"a\"b\"]"})
        CHECK(contains(found, part));
    CHECK(contains(found, "--set:0:0"));
    CHECK(contains(found, "above.toml:2"));
}
