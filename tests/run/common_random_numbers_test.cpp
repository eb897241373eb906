// Runs of one seed share their luck (model section 3): a lever leaves no trace before it is announced, and none at all
// where it asks for nothing.
#include "support/sanitized.hpp"
#include "support/whole_runs.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

TEST_CASE("before a lever is announced, a run is its base's to the byte")
{
    constexpr Month announced = Month::of(2012, 7); // in each of the shipped overlays
    const std::vector<std::string> names{"historical",          "right-to-mutualise",  "bond-exemption",
                                         "contract-preference", "pqq-proportionality", "taskforce",
                                         "everything",          "default-mutual"};
    std::vector<Scenario> scenarios;
    for (const std::string& name : names) {
        scenarios.push_back(shipped(name));
        scenarios.back().parameters.proposals.launch_rate = 0.02; // far beyond its bound: every lever has its case
    }
    std::vector<RunRequest> requests;
    for (const Scenario& scenario : scenarios)
        requests.push_back({&scenario, run_key(1, 0)});
    const std::vector<RunOutcome> outcomes = run(small_population(), requests);
    const int row = scenarios.front().horizon.row(announced);
    const std::string before = digest_of_first_rows(outcomes.front().trajectory, row);
    const std::string whole = digest(outcomes.front().trajectory);
    for (std::size_t i = 1; i < outcomes.size(); ++i) {
        INFO(names[i]);
        CHECK(digest_of_first_rows(outcomes[i].trajectory, row) == before);
        CHECK(digest(outcomes[i].trajectory) != whole);
    }
}

TEST_CASE("expectations move when a lever is announced, not before, and decisions when it comes into force")
{
    const Scenario base = shipped("no-levers", {"parameters.proposals.launch_rate=0.001"});
    Scenario early = base;
    RightToMutualise right;
    right.scope.id = "right";
    right.scope.announced = Month::of(2012, 1);
    right.scope.from = Month::of(2013, 1);
    early.levers.right = {right};
    Scenario late = early;
    late.levers.right.front().scope.announced = Month::of(2013, 1);
    std::vector<RunRequest> requests;
    for (const Scenario* scenario : std::initializer_list<const Scenario*>{&base, &early, &late})
        requests.push_back({scenario, run_key(2, 0)});
    const std::vector<RunOutcome> outcomes = run(small_population(), requests);
    const Horizon& horizon = base.horizon;
    const auto first_rows = [&](std::size_t i, Month before) {
        return digest_of_first_rows(outcomes[i].trajectory, horizon.row(before));
    };
    CHECK(first_rows(1, Month::of(2012, 1)) == first_rows(0, Month::of(2012, 1)));
    CHECK(first_rows(2, Month::of(2013, 1)) == first_rows(0, Month::of(2013, 1)));
    CHECK(first_rows(1, Month::of(2013, 1)) != first_rows(0, Month::of(2013, 1)));
    for (int row = 0; row < horizon.row(Month::of(2013, 1)); ++row)
        REQUIRE(outcomes[1].trajectory.total(Observable::overrides, row) == 0);
    CHECK(sum_over_run(outcomes[1].trajectory, Observable::overrides) > 0);
}

TEST_CASE("a lever that asks for nothing changes nothing")
{
    Scenario base = shipped("no-levers");
    base.parameters.proposals.launch_rate = 0.02; // far beyond its bound: many proposals
    Scenario idle = base;
    LeverScope scope;
    scope.id = "idle";
    scope.from = scope.announced = Month::of(2010, 5);
    idle.levers.right = {{.scope = scope, .strength = 0, .response_months = 1000}};
    idle.levers.bond = {{.scope = scope, .months = 0, .share = 0}};
    idle.levers.preference = {{.scope = scope}};
    idle.levers.pqq = {{.scope = scope}};
    idle.levers.pension = {{.scope = scope, .share = 0}};
    idle.levers.campaign = {{.scope = scope, .intensity = 0}};
    const std::vector<RunRequest> requests{{&base, run_key(2, 0)}, {&idle, run_key(2, 0)}};
    const std::vector<RunOutcome> outcomes = run(small_population(), requests);
    // All but the tags: a group that invokes a right in vain is of its cohort.
    for (const Observable o :
         {Observable::launches, Observable::exits, Observable::mutuals_founded, Observable::ballots_carried,
          Observable::employees_by_owner, Observable::lever_cost, Observable::savings, Observable::awards})
        CHECK(std::ranges::equal(outcomes[0].trajectory.values(o), outcomes[1].trajectory.values(o)));
    CHECK(sum_over_run(outcomes[0].trajectory, Observable::launches) > 50);
}

TEST_CASE("different seeds make different runs, and different base seeds different ensembles")
{
    Scenario scenario = shipped("historical");
    if (sanitized)
        scenario.horizon.last = Month::of(2011, 6);
    const std::vector<RunRequest> requests{
        {&scenario, run_key(1, 0)}, {&scenario, run_key(1, 1)}, {&scenario, run_key(2, 0)}, {&scenario, run_key(1, 0)}};
    const std::vector<RunOutcome> outcomes = run(small_population(), requests);
    CHECK(digest(outcomes[0].trajectory) != digest(outcomes[1].trajectory));
    CHECK(digest(outcomes[0].trajectory) != digest(outcomes[2].trajectory));
    CHECK(digest(outcomes[1].trajectory) != digest(outcomes[2].trajectory));
    CHECK(digest(outcomes[0].trajectory) == digest(outcomes[3].trajectory));
}
