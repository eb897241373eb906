#include "mutualise/scenario/describe.hpp"
#include "scenario/support.hpp"

#include <catch2/catch.hpp>
#include <map>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

const std::filesystem::path source = MUTUALISE_SOURCE_DIR;

Scenario shipped(const std::string& name)
{
    static const SystemData data = load_system_data(source / "scenarios/data");
    const ResolvedScenario resolved = read_scenario(source / "scenarios" / (name + ".toml"), data);
    CHECK(resolved.notices.empty());
    return resolved.scenario;
}

std::size_t lever_count(const Levers& levers)
{
    std::size_t count = 0;
    for_each_lever_kind([&](auto kind) { count += (levers.*kind).size(); });
    return count;
}

} // namespace

TEST_CASE("every scenario shipped is valid, without notices, and reads back from its canonical text")
{
    const SystemData data = load_system_data(source / "scenarios/data");
    const Folder folder;
    std::map<std::string, int> count;
    for (const char* in : {".", "librarians", "ceilings", "experiments"})
        for (const auto& entry : std::filesystem::directory_iterator(source / "scenarios" / in)) {
            if (entry.path().extension() != ".toml")
                continue;
            CAPTURE(entry.path().string());
            const ResolvedScenario resolved = read_scenario(entry.path(), data);
            for (const std::string& notice : resolved.notices) { // what an experiment settles is not drawn
                CHECK(in == std::string("experiments"));
                CHECK_THAT(notice, Catch::Contains("not drawn from the posterior"));
            }
            CHECK(!resolved.scenario.description.empty());
            CHECK(read_scenario(folder.write("back.toml", canonical_text(resolved.scenario, data)), data).scenario ==
                  resolved.scenario);
            ++count[in];
        }
    CHECK(count == std::map<std::string, int>{{".", 10}, {"librarians", 9}, {"ceilings", 3}, {"experiments", 5}});
}

TEST_CASE("every experiment shipped says population, window, denominator and outcomes")
{
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(source / "scenarios/experiments")) {
        CAPTURE(entry.path().string());
        const std::string text = text_of(entry.path());
        for (const char* part : {"population", "window", "denominator", "outcomes"})
            CHECK(text.find(part) != std::string::npos);
        ++count;
    }
    CHECK(count == 5);
}

TEST_CASE("the scenarios without levers hold none, and the others differ from the record in levers alone")
{
    const Scenario record = shipped("historical");
    CHECK(lever_count(shipped("no-levers").levers) == 0);
    for (const char* name : {"right-to-mutualise", "bond-exemption", "contract-preference", "pqq-proportionality",
                             "taskforce", "everything", "default-mutual", "no-levers"}) {
        CAPTURE(name);
        Scenario other = shipped(name);
        CHECK(other.levers != record.levers);
        other.levers = record.levers;
        other.name = record.name;
        other.description = record.description;
        CHECK(other == record);
    }
}

TEST_CASE("overlays leave the record before July 2012 as it is")
{
    const Levers record = shipped("historical").levers;
    for (const char* name : {"right-to-mutualise", "bond-exemption", "contract-preference", "pqq-proportionality",
                             "taskforce", "everything", "default-mutual"}) {
        CAPTURE(name);
        const Levers levers = shipped(name).levers;
        for_each_lever_kind([&](auto kind) {
            for (Month m = Month::of(2008, 1); m < Month::of(2012, 7); ++m)
                for (std::uint32_t s = 0; s < 26; ++s) {
                    const auto* before = expected(record.*kind, m, ServiceId{s}, RegionId{0});
                    const auto* now = expected(levers.*kind, m, ServiceId{s}, RegionId{0});
                    CHECK((before == nullptr) == (now == nullptr));
                    if (before != nullptr && now != nullptr)
                        CHECK(before->scope.id == now->scope.id);
                }
        });
    }
}

TEST_CASE("the taskforce's package holds each of its levers as the scenario that holds it alone")
{
    const Levers package = shipped("taskforce").levers;
    CHECK(package.right == shipped("right-to-mutualise").levers.right);
    CHECK(package.bond == shipped("bond-exemption").levers.bond);
    CHECK(package.preference == shipped("contract-preference").levers.preference);
}

TEST_CASE("docs/parameters.md is fresh (write it with: mutualise parameters --markdown)")
{
    CHECK(text_of(source / "docs/parameters.md") == parameters_markdown());
}
