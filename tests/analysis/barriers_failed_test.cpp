// Barriers where runs fail: which are left out, and that the rest is reckoned from the runs there are.
#include "mutualise/analysis/barriers.hpp"
#include "mutualise/core/errors.hpp"
#include "support/regions.hpp"
#include "support/whole_runs.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <numeric>

using namespace mutualise;
using namespace mutualise::testing;
using Catch::Contains;

namespace
{

/// Employment and skills in the West Midlands have two units here. Two cases take both; a third fails its run where it
/// finds neither free: in some runs always, in some with the barrier removed that the others died at.
Scenario crowded()
{
    Scenario scenario = shipped("taskforce", {"horizon.spin_up_months=1", "posterior=none", "horizon.last=2012-01"});
    for (const Month month : {Month::of(2010, 6), Month::of(2010, 6), Month::of(2012, 1)}) {
        CaseSettings& each = scenario.cases.emplace_back();
        each.id = "case " + std::to_string(scenario.cases.size());
        each.service = *data()->find_service("employment_and_skills");
        each.region = region_named(*data(), "west_midlands");
        each.month = month;
        each.staff = 1;
    }
    scenario.parameters.proposals.launch_rate = 0.005; // far beyond its bound: proposals die, and are founded
    return scenario;
}

double mean(const std::vector<double>& values)
{
    return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

constexpr std::uint32_t runs = 5;
constexpr double scale = 0.02; // of the small population

} // namespace

TEST_CASE("a run that fails takes its pairs with it and no others, and what is left is reckoned as if it were all")
{
    const Scenario scenario = crowded();
    const std::vector<Barrier> barriers{parse_barrier("lost_ballot"), parse_barrier("vetoed_level_1,vetoed_level_2")};
    std::vector<Scenario> cases(3, scenario);
    cases[1].diagnostic.removed = barriers[0].removed;
    cases[2].diagnostic.removed = barriers[1].removed;
    std::vector<RunRequest> requests;
    for (std::uint32_t r = 0; r < runs; ++r)
        for (const Scenario& each : cases)
            requests.push_back({&each, run_key(scenario.seed, r)});
    const std::vector<RunOutcome> alone = run(small_population(), requests);

    std::uint32_t failed = 0, left_out = 0, bases = 0, died = 0, founded = 0, bases_lost = 0, pairs_lost = 0;
    std::vector<Fates> fates(2);
    std::vector<std::vector<double>> deaths(2), live(2), mutuals(2), employees(2);
    for (std::size_t i = 0; i < alone.size(); ++i) {
        const RunOutcome &base = alone[i - i % 3], &one = alone[i];
        failed += one.failed ? 1 : 0;
        left_out += one.failed || base.failed ? 1 : 0;
        (i % 3 == 0 ? bases_lost : pairs_lost) += one.failed && (i % 3 == 0 || !base.failed) ? 1 : 0;
        if (one.failed || base.failed)
            continue;
        if (i % 3 == 0) {
            ++bases;
            for (const ProposalRow& row : base.trajectory.proposals) {
                died += row.reason == static_cast<int>(ExitReason::lost_ballot) ? 1 : 0;
                founded += row.reason < 0 && (row.flags & proposal_flag::founded) != 0 ? 1 : 0;
            }
            continue;
        }
        const std::size_t b = i % 3 - 1;
        const Fates of_run = match_fates(base.trajectory.proposals, one.trajectory.proposals, barriers[b]);
        fates[b] += of_run;
        deaths[b].push_back(static_cast<double>(of_run.deaths) / scale);
        live[b].push_back(static_cast<double>(of_run.live) / scale);
        const auto more = [&](Observable o) {
            const int last = one.trajectory.rows() - 1;
            return (one.trajectory.total(o, last) - base.trajectory.total(o, last)) / scale;
        };
        mutuals[b].push_back(more(Observable::mutuals_live_all));
        employees[b].push_back(more(Observable::employees_in_mutuals));
    }
    // All there is to be told apart. Where a change of the model leaves none of one kind, more runs have some.
    REQUIRE((bases_lost > 0 && pairs_lost > 0 && bases > 1 && died > 0 && founded > 0));

    Populations populations(data());
    const BarrierTable table = find_barriers(scenario, barriers, runs, true, populations, {});
    CHECK(table.scenario == "taskforce");
    CHECK(table.last == Month::of(2012, 1));
    CHECK(table.scale == scale);
    CHECK(table.failed == failed);
    CHECK(table.left_out == left_out);
    CHECK(table.runs == bases);
    CHECK(table.deaths[static_cast<std::size_t>(ExitReason::lost_ballot)] == Approx(died / scale / bases));
    CHECK(table.founded == Approx(founded / scale / bases));
    REQUIRE(table.lines.size() == 2);
    for (std::size_t b = 0; b < 2; ++b) {
        const BarrierLine& line = table.lines[b];
        CHECK(line.barrier.name == barriers[b].name);
        CHECK(line.runs == deaths[b].size());
        CHECK(line.fates.deaths == fates[b].deaths);
        CHECK(line.fates.live == fates[b].live);
        CHECK(line.deaths.mean == Approx(mean(deaths[b])));
        CHECK(line.live.mean == Approx(mean(live[b])));
        CHECK(line.more_mutuals.mean == Approx(mean(mutuals[b])).margin(1e-9));
        CHECK(line.more_employees.mean == Approx(mean(employees[b])).margin(1e-9));
    }
    const auto first_failed =
        std::count_if(alone.begin(), alone.begin() + 3, [](const auto& one) { return one.failed; });
    REQUIRE(first_failed > 0); // else take another seed
    CHECK_THROWS_WITH(
        find_barriers(scenario, barriers, 1, false, populations, {}),
        Contains(std::to_string(first_failed) + " of 3 runs failed (the first: case case 3: no free unit"));
}

TEST_CASE("barriers of a scenario of which every run fails are refused with the reason")
{
    Scenario scenario = crowded();
    scenario.cases[0].region = region_named(*data(), "scotland"); // cases are England's
    scenario.horizon.last = Month::of(2010, 6);
    Populations populations(data());
    const std::vector<Barrier> barriers{parse_barrier("lost_ballot")};
    CHECK_THROWS_WITH(find_barriers(scenario, barriers, 1, true, populations, {}),
                      Contains("every run of taskforce failed: case case 1: no free unit"));
}
