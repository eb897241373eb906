// Section 7: identities hold in every month of every run (run_batch checks them), and a broken one names month, service
// and figures.
#include "support/regions.hpp"
#include "support/sanitized.hpp"
#include "support/tiny_population.hpp"
#include "support/whole_runs.hpp"

#include "mutualise/core/errors.hpp"
#include "mutualise/process/schedule.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// One lane after a month recorded, and the ledger of the month before.
struct Month1 {
    Month1() : people(tiny_population({.branches = 2, .units = 5, .teams = 2})), crowd(make_crowd(people, 1))
    {
        lanes.push_back(make_lane(people, scenario, crowd));
        lane().month = scenario.horizon.first - 1;
        lane().row = 0;
        start_attitudes(people, lanes, crowd);
        record_month(people, lanes, crowd);
        check_identities(lane(), ledger);
        next_month(lane());
        renew_staff(people, lanes, crowd);
        update_attitudes(people, lanes, crowd);
        const ProposalId first = add_proposal(lane(), {UnitId{0}, 1}, Route::bottom_up, Cohort::none);
        const ProposalId second = add_proposal(lane(), {UnitId{6}, 2}, Route::sponsored, Cohort::none);
        lane().count(Observable::launches, 0, 0, 2);
        end_proposal(lane(), first, ExitReason::lost_ballot);
        CHECK(second.exists());
        record_month(people, lanes, crowd);
    }
    Month1(const Month1&) = delete;
    Month1& operator=(const Month1&) = delete;
    Lane& lane() { return lanes.front(); }

    Population people;
    Scenario scenario;
    Crowd crowd;
    std::vector<Lane> lanes;
    Ledger ledger;
};

std::string complaint(Month1& month)
{
    try {
        check_identities(month.lane(), month.ledger);
    } catch (const RunError& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST_CASE("an untouched month passes, and the ledger is carried on")
{
    Month1 month;
    CHECK(complaint(month).empty());
    CHECK(month.ledger.in_hand[0] == 1);
    CHECK(static_cast<double>(month.ledger.employees[0]) ==
          month.lane().trajectory.at(Observable::employees_by_owner, 1, 0, 0));
    CHECK(month.ledger.in_hand[1] == 0);
}

TEST_CASE("a tampered figure is found, with month, service, identity and both figures named")
{
    struct Case {
        Observable observable;
        std::size_t second;
        double amount;
        std::string identity, figures;
    };
    // 10 units; in the pipeline: 0 before + 2 launched = 1 left + 1 exit.
    const Case tampered = GENERATE(
        Case{Observable::units_by_stage, 0, 1, "stage counts sum to units", "11 is not 10"},
        Case{Observable::launches, 0, 1, "in the pipeline before + launched = in the pipeline + exits + founded",
             "3 is not 2"},
        Case{Observable::exits, 3, 1, "in the pipeline before + launched = in the pipeline + exits + founded",
             "2 is not 3"},
        Case{Observable::mutuals_founded, 0, 1, "in the pipeline before + launched", "2 is not 3"},
        Case{Observable::awards, 2, 1, "awards + abandoned = tenders cleared", "1 is not 0"},
        Case{Observable::tenders_abandoned, 0, 2, "awards + abandoned = tenders cleared", "2 is not 0"},
        Case{Observable::tenders_cleared, 1, 1, "awards + abandoned = tenders cleared", "0 is not 1"},
        Case{Observable::staff_hired, 0, 5, "employees before + hired - left = public + mutual + outsourced", ""},
        Case{Observable::staff_left, 0, 1, "employees before + hired - left = public + mutual + outsourced", ""},
        Case{Observable::employees_by_owner, 1, 1, "employees before + hired - left = public + mutual + outsourced",
             ""},
        Case{Observable::mean_attitude, 0, 1, "mean_attitude", "has left [0, 1]"},
        Case{Observable::interested_share, 0, -1.5, "interested_share", "has left [0, 1]"});
    Month1 month;
    month.lane().count(tampered.observable, 0, tampered.second, tampered.amount);
    const std::string text = complaint(month);
    CHECK_THAT(text, Catch::Contains("2010-05") && Catch::Contains("row 1") && Catch::Contains("libraries"));
    CHECK_THAT(text, Catch::Contains(tampered.identity) && Catch::Contains(tampered.figures));
}

TEST_CASE("the service named is the one whose figures do not agree")
{
    Month1 month;
    month.lane().count(Observable::awards, 1, 0, 3);
    CHECK_THAT(complaint(month), Catch::Contains("community_health") && Catch::Contains("3 is not 0"));
}

TEST_CASE("a proposal that vanished without an exit is found against last month's ledger")
{
    Month1 month;
    month.ledger.in_hand[0] = 4;
    CHECK_THAT(complaint(month), Catch::Contains("6 is not 2"));
}

TEST_CASE("identities hold in every month of every shipped scenario, under raised hazards")
{
    std::vector<Scenario> scenarios;
    for (const char* name : {"historical", "everything", "default-mutual", "taskforce", "no-levers"}) {
        scenarios.push_back(shipped(name));
        scenarios.push_back(
            shipped(name, {"parameters.proposals.launch_rate=0.001", "parameters.proposals.sponsor_rate=0.02",
                           "parameters.procurement.outsourcing_factor=5", "parameters.trading.cost_ratio=1.1",
                           "parameters.trading.extension_chance=0.1", "parameters.proposals.cooling_off_months=0",
                           "parameters.procurement.mutual_chance=0.8", "parameters.turnover.rate_factor=2"}));
    }
    std::vector<RunRequest> requests;
    for (const Scenario& scenario : scenarios)
        requests.push_back({&scenario, run_key(11, 0)});
    double failed = 0, awards = 0;
    for (const RunOutcome& outcome : run(small_population(), requests)) {
        INFO(outcome.failure);
        REQUIRE_FALSE(outcome.failed);
        failed += sum_over_run(outcome.trajectory, Observable::mutuals_failed);
        awards += sum_over_run(outcome.trajectory, Observable::awards);
    }
    CHECK(failed > 20); // the accounts are of something
    CHECK(awards > 200);
}

TEST_CASE("a lane that fails is frozen and reported, the others do not notice")
{
    const Scenario scenario = shipped("historical", {"horizon.last=2012-06"});
    Scenario impossible = scenario;
    CaseSettings nowhere;
    nowhere.id = "nowhere";
    nowhere.service = *data()->find_service("libraries");
    nowhere.region = region_named(*data(), "scotland"); // initial proposals and cases are England's
    nowhere.month = Month::of(2011, 3);
    impossible.cases = {nowhere};
    const std::vector<RunRequest> among{
        {&scenario, run_key(1, 0)}, {&impossible, run_key(1, 0)}, {&scenario, run_key(1, 1)}};
    const std::vector<RunOutcome> outcomes = run(small_population(), among);
    CHECK(outcomes[1].failed);
    CHECK_THAT(outcomes[1].failure,
               Catch::Contains("nowhere") && Catch::Contains("libraries") && Catch::Contains("scotland"));
    for (const std::size_t i : {0U, 2U}) {
        CHECK_FALSE(outcomes[i].failed);
        CHECK(outcomes[i].failure.empty());
        CHECK(digest(run(small_population(), {among[i]}).front().trajectory) == digest(outcomes[i].trajectory));
    }
}

TEST_CASE("a batch refuses no runs, too many, and runs of unlike horizons")
{
    const Scenario scenario = shipped("historical");
    Scenario shorter = scenario;
    shorter.horizon.last = Month::of(2012, 6);
    CHECK_THROWS_AS(run(small_population(), {}), std::invalid_argument);
    CHECK_THROWS_AS(run(small_population(), std::vector<RunRequest>(33, {&scenario, RunKey{1}})),
                    std::invalid_argument);
    CHECK_THROWS_AS(run(small_population(), {{&scenario, RunKey{1}}, {&shorter, RunKey{1}}}), std::invalid_argument);
}

TEST_CASE("progress is told after every month and may stop the batch")
{
    const Scenario scenario = shipped("historical", {"horizon.last=2010-12"});
    const RunRequest request{&scenario, RunKey{1}};
    std::vector<int> months;
    BatchOptions options;
    options.progress = [&](int month, int of) {
        months.push_back(month);
        CHECK(of == 8);
        if (month == 5)
            throw std::runtime_error("enough");
    };
    CHECK_THROWS_WITH(run_batch(small_population(), {&request, 1}, options), "enough");
    CHECK(months == std::vector{1, 2, 3, 4, 5});
}
