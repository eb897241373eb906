// Section 8: limits with known answers, of whole runs. Runs are deterministic, so an outcome that must not happen is
// checked to the last event; each test also checks that there was something to go wrong.
#include "support/sanitized.hpp"
#include "support/whole_runs.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// A world in which nobody stands at the start and nobody is put forward later.
const Population& nobody_at_the_start()
{
    static const Population people = synthesise(data_without_initial(), PopulationSettings{.scale = 0.02});
    return people;
}

/// Many proposals: hazards far beyond their bounds.
Scenario busy(const std::string& name)
{
    Scenario scenario = shipped(name);
    scenario.parameters.proposals.launch_rate = 0.01;
    scenario.parameters.proposals.sponsor_rate = 0.1;
    scenario.parameters.procurement.outsourcing_factor = 3;
    scenario.parameters.procurement.responsive_chance = 1;
    return scenario;
}

/// England and everywhere else, every service, from before the start: nothing of a run lies outside.
LeverScope always(const std::string& id)
{
    LeverScope scope;
    scope.id = id;
    scope.from = scope.announced = Month::of(2008, 1);
    return scope;
}

double sum(const std::vector<RunOutcome>& outcomes, Observable o)
{
    double all = 0;
    for (const RunOutcome& outcome : outcomes)
        all += sum_over_run(outcome.trajectory, o);
    return all;
}

double ends(const std::vector<RunOutcome>& outcomes, ExitReason from, ExitReason to)
{
    double all = 0;
    for (const RunOutcome& outcome : outcomes)
        for (int reason = static_cast<int>(from); reason <= static_cast<int>(to); ++reason)
            all += exits(outcome.trajectory, static_cast<ExitReason>(reason));
    return all;
}

constexpr std::uint32_t seeds = sanitized ? 1 : 4;

} // namespace

TEST_CASE("without champions, sponsors, a deadline and projects in hand, nothing happens")
{
    Scenario scenario = busy("no-levers");
    scenario.parameters.proposals.champion_share = 0;
    scenario.parameters.proposals.sponsor_rate = 0;
    const std::vector<RunOutcome> outcomes = run_seeds(nobody_at_the_start(), scenario, seeds);
    for (const Observable o :
         {Observable::launches, Observable::mutuals_founded, Observable::mutuals_live_all, Observable::exits,
          Observable::ballots, Observable::reviews, Observable::employees_in_mutuals, Observable::cohorts,
          Observable::pipeline_known, Observable::lever_cost, Observable::contract_value_mutuals})
        CHECK(sum(outcomes, o) == 0);
    CHECK(sum(outcomes, Observable::tenders_opened) > 0); // outsourcing goes on
    // Champions alone, or sponsors alone, are enough.
    Scenario with_champions = busy("no-levers"), with_sponsors = with_champions;
    with_champions.parameters.proposals.sponsor_rate = 0;
    with_sponsors.parameters.proposals.champion_share = 0;
    CHECK(sum(run_seeds(nobody_at_the_start(), with_champions, 1), Observable::launches) > 20);
    CHECK(sum(run_seeds(nobody_at_the_start(), with_sponsors, 1), Observable::launches) > 20);
}

TEST_CASE("with tests and bonds at 0, nobody fails one")
{
    Scenario scenario = busy("no-levers");
    ProcurementParameters& p = scenario.parameters.procurement;
    p.direct_health = p.direct_council = p.direct_central = 0; // everyone competes
    p.mutual_chance = 1;                                       // mutuals in the red among the bidders
    p.credit_chance = 0.7;                                     // enough staff get as far as the bond
    p.bond_base = 12;
    p.host_guarantee_chance = p.bank_chance = 0;
    scenario.parameters.trading.cost_ratio = 1.05;
    scenario.parameters.trading.extension_chance = 0;
    const std::vector<RunOutcome> as_usual = run_seeds(small_population(), scenario, seeds);
    CHECK(sum(as_usual, Observable::pqq_failures) > 5 * seeds);

    p.turnover_multiple = p.accounts_years = p.balance_share = p.track_record_chance = 0;
    const std::vector<RunOutcome> untested = run_seeds(small_population(), scenario, seeds);
    CHECK(sum(untested, Observable::pqq_failures) == 0);
    CHECK(ends(untested, ExitReason::failed_pqq_turnover, ExitReason::failed_pqq_track_record) == 0);
    CHECK(sum(untested, Observable::bonds_refused) > 5);
    CHECK(ends(untested, ExitReason::failed_bond, ExitReason::failed_bond) > 5);

    p.bond_share = scenario.parameters.mobilisation.pension_bond_share = 0;
    const std::vector<RunOutcome> none = run_seeds(small_population(), scenario, seeds);
    CHECK(sum(none, Observable::pqq_failures) == 0);
    CHECK(sum(none, Observable::bonds_refused) == 0);
    CHECK(ends(none, ExitReason::failed_pqq_turnover, ExitReason::failed_bond) == 0);
    CHECK(sum(none, Observable::tenders_cleared) > 25 * seeds);
}

TEST_CASE("under a right and a preference of strength 1, no veto is final and no first contract is contested")
{
    Scenario scenario = busy("no-levers");
    scenario.levers.right = {{.scope = always("right"), .strength = 1}};
    scenario.levers.preference = {{.scope = always("preference"), .strength = 1}};
    const std::vector<RunOutcome> outcomes = run_seeds(small_population(), scenario, seeds);
    CHECK(sum(outcomes, Observable::vetoes) > 25 * seeds);
    CHECK(sum(outcomes, Observable::overrides) > 25 * seeds);
    CHECK(ends(outcomes, ExitReason::vetoed_level_1, ExitReason::vetoed_leadership) == 0);
    CHECK(ends(outcomes, ExitReason::failed_pqq_turnover, ExitReason::failed_pqq_track_record) == 0);
    CHECK(ends(outcomes, ExitReason::outbid, ExitReason::tender_abandoned) == 0);
    std::size_t founded = 0;
    for (const RunOutcome& outcome : outcomes) {
        CHECK(sum_at(outcome.trajectory, Observable::tenders_opened,
                     static_cast<std::size_t>(TenderKind::staff_proposal)) == 0);
        CHECK(sum_at(outcome.trajectory, Observable::awards, static_cast<std::size_t>(Winner::staff_group)) == 0);
        for (const ProposalRow& row : outcome.trajectory.proposals)
            if ((row.flags & 16) != 0) { // founded
                ++founded;
                CHECK((row.flags & 8) != 0); // by a direct award
            }
    }
    CHECK(founded > 12 * seeds);
}

TEST_CASE("a barrier switched off stops nobody, and none but it is switched off")
{
    std::vector<Scenario> scenarios(reason_names.size() + 1, busy("historical"));
    for (std::size_t reason = 0; reason < reason_names.size(); ++reason)
        scenarios[reason].diagnostic.removed = 1U << reason;
    std::vector<RunRequest> requests;
    for (const Scenario& scenario : scenarios)
        requests.push_back({&scenario, run_key(1, 0)});
    const std::vector<RunOutcome> outcomes = run(small_population(), requests);
    for (std::size_t reason = 0; reason < reason_names.size(); ++reason) {
        const auto one = static_cast<ExitReason>(reason);
        INFO(reason_names[reason]);
        CHECK(exits(outcomes[reason].trajectory, one) == 0);
        CHECK(sum_over_run(outcomes[reason].trajectory, Observable::exits) > 0); // by the other barriers
    }
    for (const ExitReason common :
         {ExitReason::lost_ballot, ExitReason::vetoed_level_1, ExitReason::failed_pqq_turnover,
          ExitReason::abandoned_building, ExitReason::abandoned_mobilising})
        CHECK(exits(outcomes.back().trajectory, common) > 0);
}

TEST_CASE("with every barrier switched off, every proposal that had the time is founded")
{
    Scenario scenario = busy("no-levers");
    scenario.diagnostic.removed = (1U << reason_names.size()) - 1;
    const std::vector<RunOutcome> outcomes = run_seeds(small_population(), scenario, 1);
    CHECK(sum(outcomes, Observable::exits) == 0);
    std::size_t founded = 0;
    for (const ProposalRow& row : outcomes.front().trajectory.proposals) {
        CHECK(row.reason == -1);
        founded += (row.flags & 16) != 0 ? 1U : 0U;
    }
    CHECK(founded > 50);
}

TEST_CASE("without austerity, turnover and influence of policy, attitudes stand still once settled")
{
    Scenario scenario = shipped("no-levers", {"horizon.spin_up_months=200", "horizon.last=2012-12"});
    scenario.parameters.austerity.intensity = 0;
    scenario.parameters.turnover.rate_factor = 0;
    scenario.parameters.attitudes.ownership_signal = 0;
    const Trajectory trajectory = run_seeds(small_population(), scenario, 1).front().trajectory;
    for (int row = 1; row < trajectory.rows(); ++row)
        for (std::size_t s = 0; s < trajectory.lengths().services; ++s)
            if (const double mean = trajectory.at(Observable::mean_attitude, 0, s);
                mean == mean) // none where nobody is
                REQUIRE(trajectory.at(Observable::mean_attitude, row, s) == mean);
}
