/// \file The order and the seeds of a study's runs.
#include "study/support.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <set>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

Study five_points(std::uint32_t replicates, const char* seeds)
{
    const StudyFolder folder;
    return folder.read(study_of_base("replicates = " + std::to_string(replicates) + "\nseeds = \"" + seeds + R"("
seed = 9
[design]
kind = "grid"
[factor.strength]
key = "lever.right.strength"
range = [0, 1]
steps = 5
)"));
}

} // namespace

TEST_CASE("any first part of a study is balanced over its points")
{
    const Study study = five_points(32, "common");
    REQUIRE(run_count(study) == 160);
    std::map<std::uint32_t, int> runs;
    for (std::uint32_t i = 0; i < run_count(study); ++i) {
        const StudyRun run = run_of(study, i);
        CHECK(run.index == i);
        CHECK(run.replicate == static_cast<std::uint32_t>(runs[run.point]++));
        for (std::uint32_t p = 0; p < 5; ++p)
            CHECK(std::abs(runs[p] - runs[0]) <= 1);
    }
}

TEST_CASE("under common seeds a replicate has the same luck at every point, and is that run of a single scenario")
{
    const Study study = five_points(32, "common");
    std::set<std::uint64_t> seeds;
    for (std::uint32_t i = 0; i < run_count(study); ++i) {
        CHECK(run_of(study, i).key == run_key(9, run_of(study, i).replicate));
        seeds.insert(run_of(study, i).key.seed);
    }
    CHECK(seeds.size() == 32);
}

TEST_CASE("under independent seeds every run has its own")
{
    const Study study = five_points(32, "independent");
    std::set<std::uint64_t> seeds;
    for (std::uint32_t i = 0; i < run_count(study); ++i)
        seeds.insert(run_of(study, i).key.seed);
    CHECK(seeds.size() == 160);
}

TEST_CASE("the first 16 of 32 replicates are the runs of a study of 16")
{
    for (const char* seeds : {"common", "independent"}) {
        const Study large = five_points(32, seeds), small = five_points(16, seeds);
        CHECK(small.points == large.points);
        for (std::uint32_t i = 0; i < run_count(small); ++i)
            CHECK(run_of(small, i) == run_of(large, i));
    }
}

TEST_CASE("the command line may give replicates and seed")
{
    const StudyFolder folder;
    StudyOptions options;
    options.replicates = 2;
    options.seed = 11;
    const Study study = folder.read(study_of_base("replicates = 32\n"), options);
    CHECK(run_count(study) == 2);
    CHECK(run_of(study, 1).key == run_key(11, 1));
    CHECK(scenario_at(study, 0).seed == 11);
}
