// Section 7: a month's stocks by hand, from two services in two regions with everything in some unit.
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <memory>
#include <span>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr std::size_t libraries = 0, health = 1, london = 0, north_east = 1;
constexpr std::size_t in_public = 0, in_mutual = 1, outsourced = 2;

/// Nine units of six: 0 to 2 are libraries in London, 3 to 5 in the north east, 6 to 8 are health in London.
Population two_services()
{
    Population people = tiny_population({.branches = 3, .units = 3});
    auto data = std::make_shared<SystemData>(*people.data);
    data->regions.push_back({.name = "north_east", .nation = Nation::england, .population_share = 0.5});
    people.data = data;
    people.branches[BranchId{1}].region = RegionId{1};
    people.branches[BranchId{2}].service = ServiceId{1};
    for (Unit& unit : people.units) {
        unit.service = people.branches[unit.branch].service;
        unit.region = people.branches[unit.branch].region;
    }
    people.units[UnitId{8}].stable = 101; // of every 101st unit the managers are asked
    return people;
}

struct Recorded : Workplace {
    Recorded() : Workplace(two_services())
    {
        trade_and_propose();
        lane.row = 5;
        lane.units[UnitId{3}].stage_since = 5; // this month's mutual: all six came over
        crowd.former[0] = 4;
        for (const UnitId u : people.units.ids()) {
            set_attitudes(u, 0.1 * (1 + u.value));
            crowd.interested[u.value] = u.value % 5;
            crowd.undecided[u.value] = u.value % 4;
            crowd.hired[u.value] = 1 + u.value;
            crowd.left[u.value] = 2 + u.value;
        }
        lane.log.snapshot_rows = {5};
        record_month(people, std::span(&lane, 1), crowd);
    }
    double at(Observable o, std::size_t first, std::size_t second = 0) const
    {
        return lane.trajectory.at(o, 5, first, second);
    }
    double cohort(Cohort c, std::size_t state) const
    {
        return at(Observable::cohorts, static_cast<std::size_t>(c), state);
    }

private:
    void trade_and_propose()
    {
        people.contractors.append({});
        Mutual& old = mutual(found(UnitId{0}));
        old.motivation = 0.8;
        old.quality = 0.6;
        old.equity_share = 0.5;
        old.contract_value = 1000;
        Mutual& young = mutual(found({UnitId{3}, 1}, Cohort::pathfinder));
        young.motivation = 0.4;
        young.quality = 0.9;
        young.equity_share = 0.49;
        young.contract_value = 500;
        young.counts_for_record = false;
        found({UnitId{4}, 1}, Cohort::rtr1);
        give_to_public(lane, std::array{UnitId{4}}, false); // it ends
        give_to_contractor(lane, std::array{UnitId{6}}, ContractorId{0}, 1e5, 1, 60);
        propose({UnitId{1}, 1}, Stage::building, Route::bottom_up, Cohort::supported);
        propose({UnitId{4}, 1}, Stage::review, Route::bottom_up, Cohort::rtr2);
        propose({UnitId{2}, 1}, Stage::procurement, Route::bottom_up, Cohort::rtr2);
        propose({UnitId{5}, 1}, Stage::mobilising, Route::bottom_up, Cohort::supported);
        const ProposalId lost = propose({UnitId{7}, 1}, Stage::review, Route::bottom_up, Cohort::right);
        end_proposal(lane, lost, ExitReason::vetoed_leadership);
        lane.units[UnitId{0}].extra_staff = 3;
        lane.units[UnitId{6}].extra_staff = 2;
        lane.units[UnitId{8}].extra_staff = 1;
    }
};

} // namespace

TEST_CASE("everyone is counted once, where they work and for whom")
{
    const Recorded work;
    using enum Observable;
    CHECK(work.at(employees_by_owner, libraries, in_public) == 24);
    CHECK(work.at(employees_by_owner, libraries, in_mutual) == 15);
    CHECK(work.at(employees_by_owner, libraries, outsourced) == 0);
    CHECK(work.at(employees_by_owner, health, in_public) == 13);
    CHECK(work.at(employees_by_owner, health, in_mutual) == 0);
    CHECK(work.at(employees_by_owner, health, outsourced) == 8);
    CHECK(work.at(employees_by_owner_region, london, in_public) == 25);
    CHECK(work.at(employees_by_owner_region, london, in_mutual) == 9);
    CHECK(work.at(employees_by_owner_region, london, outsourced) == 8);
    CHECK(work.at(employees_by_owner_region, north_east, in_public) == 12);
    CHECK(work.at(employees_by_owner_region, north_east, in_mutual) == 6);
    CHECK(work.at(employees_by_owner_region, north_east, outsourced) == 0);
    CHECK(work.at(employees_in_mutuals, libraries) == 15);
    CHECK(work.at(former_public_in_mutuals, libraries) == 4 + 6);
    CHECK(work.at(extra_staff, libraries) == 3);
    CHECK(work.at(extra_staff, health) == 0); // neither a contractor's nor a public body's
    CHECK(work.at(staff_hired, libraries) == 1 + 2 + 3 + 4 + 5 + 6);
    CHECK(work.at(staff_left, health) == 8 + 9 + 10);
}

TEST_CASE("units are counted by stage, and attitudes over the filled posts")
{
    const Recorded work;
    const std::array<double, 7> of_libraries{0, 1, 1, 1, 1, 2, 0}, of_health{2, 0, 0, 0, 0, 0, 1};
    for (std::size_t stage = 0; stage < 7; ++stage) {
        CHECK(work.at(Observable::units_by_stage, libraries, stage) == of_libraries[stage]);
        CHECK(work.at(Observable::units_by_stage, health, stage) == of_health[stage]);
    }
    CHECK(work.at(Observable::mean_attitude, libraries) == Approx(0.35).margin(1e-4));
    CHECK(work.at(Observable::mean_attitude, health) == Approx(0.8).margin(1e-4));
    CHECK(work.at(Observable::interested_share, libraries) == Approx((0 + 1 + 2 + 3 + 4 + 0) / 36.0));
    CHECK(work.at(Observable::undecided_share, libraries) == Approx((0 + 1 + 2 + 3 + 0 + 1) / 36.0));
}

TEST_CASE("live mutuals are counted by service and region, those of the record apart, and averaged")
{
    const Recorded work;
    using enum Observable;
    CHECK(work.at(mutuals_live_all, libraries) == 2);
    CHECK(work.at(mutuals_live, libraries) == 1);
    CHECK(work.at(mutuals_live_region, london) == 1);
    CHECK(work.at(mutuals_live_region, north_east) == 0);
    CHECK(work.at(mutuals_majority_owned, libraries) == 1); // from a half on
    CHECK(work.at(contract_value_mutuals, libraries) == 1500);
    CHECK(work.at(motivation, libraries) == Approx(0.6));
    CHECK(work.at(service_quality, libraries) == Approx(0.75));
    CHECK(std::isnan(work.at(motivation, health)));
    CHECK(std::isnan(work.at(service_quality, health)));
    CHECK(work.at(services_active, 0) == 1);
}

TEST_CASE("each cohort's proposals are at their stage, live or ended, and known from the review on")
{
    const Recorded work;
    double all = 0;
    for (std::size_t c = 0; c < cohort_names.size(); ++c)
        for (std::size_t state = 0; state < cohort_state_names.size(); ++state)
            all += work.at(Observable::cohorts, c, state);
    CHECK(all == 8);
    CHECK(work.cohort(Cohort::supported, 0) == 1);
    CHECK(work.cohort(Cohort::rtr2, 1) == 1);
    CHECK(work.cohort(Cohort::rtr2, 2) == 1);
    CHECK(work.cohort(Cohort::supported, 3) == 1);
    CHECK(work.cohort(Cohort::none, 4) == 1);
    CHECK(work.cohort(Cohort::pathfinder, 4) == 1);
    CHECK(work.cohort(Cohort::rtr1, 5) == 1);
    CHECK(work.cohort(Cohort::right, 5) == 1);
    CHECK(work.at(Observable::pipeline_known, libraries) == 3);
    CHECK(work.at(Observable::pipeline_known, health) == 0);
}

TEST_CASE("managers' resistance is that above every 101st unit, by level")
{
    const Recorded work;
    const auto resists = [&](ManagerId m) {
        return libm_logistic(static_cast<double>(work.people.managers[m].resistance));
    };
    const ManagerId first = work.people.manager_of(UnitId{0}), last = work.people.manager_of(UnitId{8});
    const ManagerId first_head = work.people.branches[BranchId{0}].head,
                    last_head = work.people.branches[BranchId{2}].head;
    CHECK(work.at(Observable::manager_resistance, 0) == Approx((resists(first) + resists(last)) / 2));
    CHECK(work.at(Observable::manager_resistance, 1) == Approx((resists(first_head) + resists(last_head)) / 2));
    for (std::size_t level = 2; level < 8; ++level)
        CHECK(std::isnan(work.at(Observable::manager_resistance, level)));
}

TEST_CASE("a snapshot is taken in its month alone, of every unit")
{
    const Recorded work;
    REQUIRE(work.lane.trajectory.snapshots.size() == 1);
    const UnitSnapshot& snapshot = work.lane.trajectory.snapshots[0];
    CHECK(snapshot.row == 5);
    CHECK(snapshot.headcount == std::vector<std::uint32_t>{9, 6, 6, 6, 6, 6, 8, 6, 7});
    for (const UnitId u : work.people.units.ids()) {
        CHECK(snapshot.stage[u.value] == static_cast<std::uint8_t>(work.lane.units[u].stage));
        CHECK(snapshot.owner[u.value] == static_cast<std::uint8_t>(work.lane.units[u].owner));
        CHECK(static_cast<double>(snapshot.mean_attitude[u.value]) == Approx(0.1 * (1 + u.value)).margin(1e-4));
    }
    Workplace later(two_services());
    later.lane.log.snapshot_rows = {2};
    record_month(later.people, std::span(&later.lane, 1), later.crowd);
    CHECK(later.lane.trajectory.snapshots.empty());
}

TEST_CASE("budgets are averaged over posts, prices over awards, and what there is none of is not a number")
{
    Workplace work(TinyShape{.branches = 2});
    work.people.branches[BranchId{1}].posts = 18; // of 24
    work.lane.budget[BranchId{0}] = 0.9;
    work.lane.budget[BranchId{1}] = 0.7;
    work.lane.count(Observable::awards, 0, static_cast<std::size_t>(Winner::contractor), 2);
    work.lane.count(Observable::awards, 0, static_cast<std::size_t>(Winner::public_body));
    work.lane.count(Observable::award_price, 0, 0, 2.7);
    record_month(work.people, std::span(&work.lane, 1), work.crowd);
    const auto at = [&](Observable o, std::size_t service) {
        return work.lane.trajectory.at(o, work.lane.row, service);
    };
    CHECK(at(Observable::budget_index, 0) == Approx(0.75));
    CHECK(at(Observable::award_price, 0) == Approx(0.9));
    for (const Observable o : {Observable::budget_index, Observable::award_price, Observable::mean_attitude,
                               Observable::interested_share, Observable::undecided_share, Observable::motivation})
        CHECK(std::isnan(at(o, 1)));
    CHECK(at(Observable::services_active, 0) == 0);
}
