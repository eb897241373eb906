/// \file The studies shipped ask what their heads say they ask.
#include "mutualise/study/salib.hpp"
#include "scenario/support.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

const std::filesystem::path source = MUTUALISE_SOURCE_DIR;

const SystemData& data()
{
    static const SystemData loaded = load_system_data(source / "scenarios/data");
    return loaded;
}

Study shipped(const std::string& name) { return read_study(source / "scenarios/studies" / (name + ".toml"), data()); }

/// A shipped scenario as a study's point would hold it.
Scenario scenario(const std::string& name, const Scenario& point)
{
    Scenario read = read_scenario(source / "scenarios" / (name + ".toml"), data()).scenario;
    read.name = point.name;
    read.description = point.description;
    return read;
}

} // namespace

TEST_CASE("every study shipped is valid, without notices, and its head gives the command that runs it")
{
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(source / "scenarios/studies")) {
        CAPTURE(entry.path().string());
        const Study study = read_study(entry.path(), data());
        for (const std::string& notice : study.notices) // what an experiment settles is not drawn
            CHECK(contains(notice, "not drawn from the posterior"));
        CHECK(!study.description.empty());
        const std::string text = text_of(entry.path());
        CHECK(contains(text, "\n#   mutualise sweep scenarios/studies/" + study.name + ".toml -o "));
        ++count;
    }
    CHECK(count == 12);
}

TEST_CASE("the levers study holds every combination of the eight levers: 8,192 runs")
{
    const Study study = shipped("levers-2015");
    CHECK(study.factors.size() == 8);
    CHECK(study.points.size() == 256);
    CHECK(run_count(study) == 8192);
    const Scenario none = scenario_of(study, study.points[0], data());
    CHECK(none == scenario("historical", none));
    std::size_t kinds = 0;
    const Levers all = scenario_of(study, study.points[255], data()).levers;
    for_each_lever_kind([&](auto kind) { kinds += (all.*kind).empty() ? 0 : 1; });
    CHECK(kinds == 8);
}

TEST_CASE("a lever alone in the levers study is the scenario that holds it alone")
{
    const Study study = shipped("levers-2015");
    const std::map<std::string, std::string> scenarios{{"right", "right-to-mutualise"},
                                                       {"bond", "bond-exemption"},
                                                       {"preference", "contract-preference"},
                                                       {"pqq", "pqq-proportionality"},
                                                       {"deadline", "default-mutual"}};
    std::size_t compared = 0;
    for (std::size_t f = 0; f < study.factors.size(); ++f) {
        DesignPoint point{0, std::vector<double>(8, 0)};
        point.values[f] = 1;
        const Scenario alone = scenario_of(study, point, data());
        if (const auto found = scenarios.find(study.factors[f].id); found != scenarios.end()) {
            CHECK(alone.levers == scenario(found->second, alone).levers);
            ++compared;
        }
    }
    CHECK(compared == scenarios.size());
}

TEST_CASE("the timing study starts the taskforce's package in each quarter from July 2012")
{
    const Study study = shipped("timing");
    REQUIRE(study.points.size() == 13);
    const Scenario first = scenario_of(study, study.points[0], data());
    CHECK(first == scenario("taskforce", first));
    for (int q = 0; q < 13; ++q) {
        const Levers levers = scenario_of(study, study.points[static_cast<std::size_t>(q)], data()).levers;
        const Month start = Month::of(2012, 7) + 3 * q;
        CHECK(levers.bond.at(0).scope.from == start);
        CHECK(levers.preference.at(0).scope.from == start);
        for (const RightToMutualise& right : levers.right) {
            if (right.scope.id == "right")
                CHECK(right.scope.from == start);
            else if (right.scope.id != "right_to_request")
                CHECK(right.scope.until == start);
        }
    }
}

TEST_CASE(
    "the strength study spreads evenly over each strength, and the uncertainty study is the same under each package")
{
    const Study strength = shipped("strength");
    for (std::size_t f = 0; f < strength.factors.size(); ++f) {
        double sum = 0;
        for (const DesignPoint& point : strength.points)
            sum += point.values[f];
        const Distribution& d = strength.factors[f].distribution;
        CHECK(sum / static_cast<double>(strength.points.size()) ==
              Approx((d.lower + d.upper) / 2).margin((d.upper - d.lower) / 100));
    }
    const Study uncertainty = shipped("uncertainty");
    CHECK(uncertainty.variants.size() == 4);
    REQUIRE(uncertainty.points.size() == 256);
    for (std::size_t p = 0; p < 64; ++p)
        for (std::uint32_t v = 0; v < 4; ++v) {
            CHECK(uncertainty.points[v * 64 + p].values == uncertainty.points[p].values);
            CHECK(uncertainty.points[v * 64 + p].variant == v);
        }
}

TEST_CASE("the example in docs/studies.md is a study of the points it prints")
{
    const std::string text = text_of(source / "docs/studies.md");
    const auto block = [&](const std::string& language) {
        const std::size_t start = text.find("```" + language + "\n") + language.size() + 4;
        return text.substr(start, text.find("```", start) - start);
    };
    std::string study = block("toml");
    study.replace(study.find("scenarios/"), 0, source.string() + "/");
    const Folder folder;
    CHECK(design_csv(read_study(folder.write("my-study.toml", study), data())) == block("csv"));
}
