// Golden runs: every compiler, optimisation and sanitizer records these bytes. A change that moves them changes
// results: it goes under "Changes results" in CHANGELOG.md, with golden.hpp printed anew by
//
//     test_run "[.golden]"
#include "run/golden.hpp"
#include "support/whole_runs.hpp"

#include <catch2/catch.hpp>
#include <cstdio>
#include <fmt/format.h>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// One digest over six runs of a shipped scenario at scale 0.02, over the whole horizon.
std::string digest_of(const std::string& scenario_name)
{
    const Scenario scenario = shipped(scenario_name);
    Sha256 sha;
    for (const RunOutcome& outcome : run_seeds(small_population(), scenario, 6)) {
        REQUIRE_FALSE(outcome.failed);
        sha.update(digest(outcome.trajectory));
    }
    return sha.hex();
}

} // namespace

TEST_CASE("shipped scenarios record their golden bytes")
{
    for (const Golden& golden : golden_runs) {
        INFO(golden.scenario);
        CHECK(digest_of(golden.scenario) == golden.digest);
    }
}

TEST_CASE("print golden.hpp's values", "[.golden]")
{
    for (const Golden& golden : golden_runs)
        fmt::print("    {{\"{}\", \"{}\"}},\n", golden.scenario, digest_of(golden.scenario));
}
