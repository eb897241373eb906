// Section 2, the initial state, in the model's own words: 9 mutuals live, wave 1 of the Right to Request mobilising (20
// approved less those live), wave 2 (15) in review until August 2010, pathfinders 12 in August 2010 and 9 in February
// 2011.
#include "support/sanitized.hpp"
#include "support/whole_runs.hpp"

#include "mutualise/process/schedule.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// A lane at row 0 with its initial state, and no attitudes yet.
struct Start {
    Start(const Population& population, const Scenario& settings) : scenario(settings), crowd(make_crowd(population, 1))
    {
        lane = start_lane(population, scenario, run_key(1, 0), crowd, 0, levels_above_units(population));
        apply_policy(lane);
        apply_austerity(lane);
        place_initial_state(lane);
    }
    Start(const Start&) = delete;
    Start& operator=(const Start&) = delete;
    void admit(Month month)
    {
        lane.month = month;
        lane.row = scenario.horizon.row(month);
        apply_policy(lane);
        admit_initial_proposals(lane);
    }

    Scenario scenario;
    Crowd crowd;
    Lane lane;
};

std::map<std::pair<Cohort, Stage>, int> proposals_in_hand(const Lane& lane)
{
    std::map<std::pair<Cohort, Stage>, int> counts;
    for (const Proposal& p : lane.proposals)
        counts[{p.cohort, p.stage}] += p.in_hand ? 1 : 0;
    return counts;
}

int of_cohort(const Lane& lane, Cohort cohort)
{
    return static_cast<int>(
        std::ranges::count_if(lane.proposals, [&](const Proposal& p) { return p.cohort == cohort; }));
}

double posts(const Lane& lane, OwnerKind owner)
{
    double all = 0;
    for (const UnitId u : lane.people->units.ids())
        all += lane.units[u].owner == owner ? lane.people->units[u].posts : 0;
    return all;
}

double outsourced_in_data()
{
    double all = 0;
    for (const Service& service : data()->services)
        all += service.outsourced_employees;
    return all;
}

/// The rule of thinning, said again: row i of initial.csv is there iff its keyed uniform lies below the scale.
bool kept(std::uint32_t row, double scale)
{
    return uniform(RunKey{PopulationSettings{}.seed}, Purpose::initial_state, row, 1) < scale;
}

} // namespace

TEST_CASE("at full scale the initial state is the record's", sanitized ? "[.][full]" : "[full]")
{
    const Population people = synthesise(data(), PopulationSettings{});
    Start start(people, shipped("historical", {"population.scale=1"}));
    Lane& lane = start.lane;

    CHECK(lane.mutuals.size() == 9);
    CHECK(std::ranges::count_if(lane.mutuals, [](const Mutual& m) { return m.cohort == Cohort::rtr1; }) <= 4);
    const auto counts = proposals_in_hand(lane);
    CHECK(counts.at({Cohort::rtr1, Stage::mobilising}) == 16);
    CHECK(counts.at({Cohort::rtr2, Stage::review}) == 15);
    CHECK(counts.size() == 2);
    for (const Proposal& p : lane.proposals)
        CHECK((p.cohort == Cohort::rtr1 || p.forced_row == start.scenario.horizon.row(Month::of(2010, 8))));

    // Staff: 770 + 60 + 25 + 12 of the Right to Request and the others, as nearly as whole units allow.
    const double expected = 867 + start.scenario.initial.other_employees;
    CHECK(posts(lane, OwnerKind::mutual) > 0.85 * expected);
    CHECK(posts(lane, OwnerKind::mutual) < 1.15 * expected);
    CHECK(std::abs(posts(lane, OwnerKind::contractor) - outsourced_in_data()) < 0.02 * outsourced_in_data());

    start.admit(Month::of(2010, 8));
    CHECK(of_cohort(lane, Cohort::pathfinder) == 12);
    start.admit(Month::of(2011, 2));
    CHECK(of_cohort(lane, Cohort::pathfinder) == 12 + 9);
    start.admit(Month::of(2011, 3));
    CHECK(of_cohort(lane, Cohort::pathfinder) == 12 + 9);
}

TEST_CASE("a thinned population keeps the rows whose keyed draw lies below its scale")
{
    const double scale = 0.1;
    const Population people = synthesise(data(), PopulationSettings{.scale = scale});
    Start start(people, shipped("historical", {"population.scale=0.1"}));
    std::map<std::pair<Cohort, Stage>, int> expected;
    int mutuals = 0, pathfinders = 0;
    for (std::uint32_t i = 0; i < data()->initial.size(); ++i) {
        const InitialProposal& row = data()->initial[i];
        if (!kept(i, scale))
            continue;
        if (row.cohort == Cohort::pathfinder)
            ++pathfinders;
        else if (row.stage == Stage::mutual)
            ++mutuals;
        else
            ++expected[{row.cohort, row.stage}];
    }
    CHECK(static_cast<int>(start.lane.mutuals.size()) == mutuals);
    CHECK(proposals_in_hand(start.lane) == expected);
    start.admit(Month::of(2010, 8));
    start.admit(Month::of(2011, 2));
    CHECK(of_cohort(start.lane, Cohort::pathfinder) == pathfinders);
    CHECK(pathfinders + mutuals > 0);
}

TEST_CASE("every run starts from the same initial state, whatever its seed and levers")
{
    const Scenario historical = shipped("historical"), everything = shipped("everything");
    const std::vector<RunOutcome> outcomes =
        run(small_population(),
            {{&historical, run_key(1, 0)}, {&historical, run_key(99, 5)}, {&everything, run_key(1, 0)}});
    for (const Observable o : {Observable::employees_by_owner, Observable::mutuals_live_all, Observable::units_by_stage,
                               Observable::cohorts, Observable::employees_in_mutuals})
        for (const std::size_t i : {1U, 2U}) {
            const auto first = outcomes[0].trajectory.values(o), other = outcomes[i].trajectory.values(o);
            const std::size_t cells = first.size() / static_cast<std::size_t>(outcomes[0].trajectory.rows());
            CHECK(std::ranges::equal(first.first(cells), other.first(cells)));
        }
}

TEST_CASE("row 0 is the month before the horizon, everyone in post and every unit somewhere")
{
    const Scenario scenario = shipped("historical", {"horizon.last=2010-06"});
    CHECK(scenario.horizon.month_of_row(0) == Month::of(2010, 4));
    CHECK(scenario.horizon.row(Month::of(2010, 4)) == 0);
    CHECK(last_day_since_2010(scenario.horizon.month_of_row(0)) == 31 + 28 + 31 + 30 - 1);
    const Population& people = small_population();
    const Trajectory trajectory = run_seeds(people, scenario, 1).front().trajectory;
    CHECK(trajectory.rows() == 3);
    CHECK(trajectory.total(Observable::employees_by_owner, 0) == static_cast<double>(people.employees.size()));
    CHECK(trajectory.total(Observable::employees_by_owner_region, 0) == static_cast<double>(people.employees.size()));
    CHECK(trajectory.total(Observable::units_by_stage, 0) == static_cast<double>(people.units.size()));
    CHECK(trajectory.total(Observable::staff_left, 0) == 0);
    CHECK(trajectory.total(Observable::exits, 0) == 0);
    double outsourced = 0;
    for (std::size_t s = 0; s < data()->services.size(); ++s)
        outsourced += trajectory.at(Observable::units_by_stage, 0, s, static_cast<std::size_t>(Stage::outsourced));
    CHECK(outsourced == static_cast<double>(
                            std::ranges::count_if(people.units, [](const Unit& u) { return u.outsourced_at_start; })));
    CHECK(outsourced > 0);
}

/// Staff that the founders outside the Right to Request are to have in a population of this scale, and by how much
/// whole units may miss it: each founder by its service's largest unit.
std::pair<double, double> other_staff(const Population& people, double employees)
{
    double all = 0, there = 0, miss = 0;
    for (std::uint32_t i = 0; i < data()->initial.size(); ++i) {
        const InitialProposal& row = data()->initial[i];
        if (!row.counts_as_other)
            continue;
        all += row.staff;
        if (!kept(i, people.settings.scale))
            continue;
        there += row.staff;
        double largest = 0;
        for (const Unit& unit : people.units)
            if (people.service(unit).name == (*data())[row.service].name)
                largest = std::max(largest, static_cast<double>(unit.posts));
        miss += largest;
    }
    return {there / all * employees, miss};
}

TEST_CASE("the staff of the founders follow [initial] other_employees, those of the Right to Request do not")
{
    const Population people = synthesise(data(), PopulationSettings{.scale = 0.3});
    const auto staff = [&](double others) {
        Scenario scenario = shipped("historical", {"population.scale=0.3"});
        scenario.initial.other_employees = others;
        const Start start(people, scenario);
        std::map<bool, double> by_request;
        for (const Mutual& m : start.lane.mutuals)
            for (const UnitId u : m.units)
                by_request[m.cohort == Cohort::rtr1] += people.units[u].posts;
        return by_request;
    };
    auto few = staff(9000), many = staff(45000);
    CHECK(few[true] == many[true]);
    const auto [wanted_of_few, miss] = other_staff(people, 9000);
    const double wanted_of_many = other_staff(people, 45000).first;
    CHECK(std::abs(few[false] - wanted_of_few) <= miss);
    CHECK(std::abs(many[false] - wanted_of_many) <= miss);
    CHECK(many[false] > few[false]);
}
