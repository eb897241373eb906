// A run is a pure function of population, scenario and seed: threads, packing and neighbours leave no trace (model
// section 3). What is compared is a digest of every recorded double.
#include "support/sanitized.hpp"
#include "support/whole_runs.hpp"

#include "mutualise/parallel/loops.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// Scenarios unlike one another in levers, parameters and diagnostics.
std::vector<Scenario> unlike_scenarios()
{
    std::vector<Scenario> scenarios{shipped("historical"), shipped("everything"), shipped("no-levers"),
                                    shipped("default-mutual"), shipped("taskforce")};
    scenarios.push_back(
        shipped("historical", {"parameters.attitudes.spread=0.35", "parameters.proposals.launch_rate=0.001",
                               "parameters.turnover.rate_factor=2"}));
    scenarios.push_back(
        shipped("taskforce", {"parameters.austerity.intensity=2", "parameters.trading.cost_ratio=1.02"}));
    scenarios.push_back(shipped("historical", {"diagnostic.remove=[vetoed_finance, failed_bond]"}));
    if (sanitized)
        for (Scenario& scenario : scenarios)
            scenario.horizon.last = Month::of(2012, 9);
    return scenarios;
}

/// `runs` requests: the scenarios in turn, each time with another seed.
std::vector<RunRequest> requests_of(const std::vector<Scenario>& scenarios, std::size_t runs)
{
    std::vector<RunRequest> requests;
    for (std::size_t i = 0; i < runs; ++i)
        requests.push_back(
            {&scenarios[i % scenarios.size()], run_key(7, static_cast<std::uint32_t>(i / scenarios.size()))});
    return requests;
}

std::vector<std::string> digests(const Population& people, const std::vector<RunRequest>& requests)
{
    std::vector<std::string> texts;
    for (const RunOutcome& outcome : run_batch(people, requests)) {
        REQUIRE_FALSE(outcome.failed);
        texts.push_back(digest(outcome.trajectory));
    }
    return texts;
}

} // namespace

TEST_CASE("a batch records the same bytes with 1, 2 and 4 threads")
{
    const std::vector<Scenario> scenarios = unlike_scenarios();
    const std::vector<RunRequest> requests = requests_of(scenarios, scenarios.size());
    std::vector<std::string> with_one;
    {
        const ThreadLimit limit(1);
        with_one = digests(small_population(), requests);
    }
    for (const int threads : {2, 4}) {
        const ThreadLimit limit(threads);
        CHECK(digests(small_population(), requests) == with_one);
    }
    std::ranges::sort(with_one);
    if (!sanitized) // over a short horizon some scenarios have had no case yet
        CHECK(std::ranges::adjacent_find(with_one) == with_one.end()); // the digest sees what differs
}

TEST_CASE("a run records the same bytes alone and in any packing, order and company")
{
    const std::vector<Scenario> scenarios = unlike_scenarios();
    const std::vector<RunRequest> requests = requests_of(scenarios, sanitized ? 8 : 32);
    const std::vector<std::string> full = digests(small_population(), requests);

    // Alone: one run of each scenario.
    for (std::size_t i = 0; i < scenarios.size(); ++i)
        CHECK(digests(small_population(), {requests[i]}) == std::vector{full[i]});

    // Elsewhere: every run in another column, with other neighbours; and in batches of five (8 wide, three idle).
    std::vector<std::size_t> order(requests.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::reverse(order);
    std::rotate(order.begin(), order.begin() + 3, order.end());
    std::vector<RunRequest> shuffled;
    for (const std::size_t i : order)
        shuffled.push_back(requests[i]);
    const std::vector<std::string> moved = digests(small_population(), shuffled);
    for (std::size_t i = 0; i < order.size(); ++i)
        CHECK(moved[i] == full[order[i]]);
    const std::vector<std::string> five = digests(small_population(), {shuffled.begin(), shuffled.begin() + 5});
    CHECK(std::equal(five.begin(), five.end(), moved.begin()));
}

TEST_CASE("the logs of a run are the same alone and among others")
{
    const Scenario scenario = shipped("everything", {"parameters.proposals.launch_rate=0.001"});
    const Scenario other = shipped("no-levers");
    BatchOptions options;
    options.log.proposals = options.log.decisions = true;
    options.log.snapshot_rows = {26};
    const std::vector<RunRequest> alone{{&scenario, run_key(3, 0)}},
        among{{&other, run_key(5, 0)}, {&scenario, run_key(4, 0)}, {&scenario, run_key(3, 0)}};
    const Trajectory a = run_batch(small_population(), alone, options).front().trajectory,
                     b = run_batch(small_population(), among, options).back().trajectory;
    const auto key = [](const ProposalRow& p) {
        return std::tuple(p.proposal, p.unit, p.launched, p.ended, p.reason, p.quality, p.flags);
    };
    const auto decision = [](const DecisionRow& d) {
        return std::tuple(d.proposal, d.row, d.decision, d.outcome, d.counterpart);
    };
    CHECK(a.proposals.size() > 20);
    CHECK(std::ranges::equal(a.proposals, b.proposals, {}, key, key));
    CHECK(std::ranges::equal(a.decisions, b.decisions, {}, decision, decision));
    REQUIRE(a.snapshots.size() == 1);
    CHECK(a.snapshots[0].headcount == b.snapshots[0].headcount);
    CHECK(a.snapshots[0].mean_attitude == b.snapshots[0].mean_attitude);
}
