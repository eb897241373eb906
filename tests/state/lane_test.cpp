// What every process does to a lane: proposals begin, move and end; decisions are drawn and logged; times are drawn.
#include "mutualise/random/portable.hpp"
#include "support/tiny_population.hpp"

#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

struct World {
    explicit World(const TinyShape& shape = {.branches = 2, .units = 6, .teams = 2}, RunKey key = RunKey{1})
        : people(tiny_population(shape)), crowd(make_crowd(people, 1)), lane(make_lane(people, scenario, crowd, 0, key))
    {
        lane.log.proposals = lane.log.decisions = true;
    }
    World(const World&) = delete;
    World& operator=(const World&) = delete;

    Population people;
    Scenario scenario;
    Crowd crowd;
    Lane lane;
};

} // namespace

TEST_CASE("a new proposal takes its units, their posts and value, and draws a quality of its own")
{
    World world;
    Lane& lane = world.lane;
    const ProposalId id = add_proposal(lane, {UnitId{2}, 3}, Route::sponsored, Cohort::pathfinder);
    const Proposal& p = lane.proposals[id.value];
    CHECK(p.staff == 3 * 12);
    CHECK(p.value == Approx(36 * 38000.0));
    CHECK(p.stage == Stage::building);
    CHECK(p.attempt == 0);
    CHECK(p.launched == 1);
    CHECK((p.quality > 0 && p.quality < 1));
    CHECK(lane.in_hand == std::vector{id});
    for (const UnitId u : world.people.units.ids()) {
        const bool taken = u.value >= 2 && u.value < 5;
        CHECK(lane.units[u].proposal == (taken ? id : ProposalId::none()));
        CHECK(lane.units[u].stage == (taken ? Stage::building : Stage::public_body));
        CHECK(lane.units[u].attempts == (taken ? 1 : 0));
    }
    const ProposalId other = add_proposal(lane, {UnitId{0}, 1}, Route::bottom_up, Cohort::none);
    CHECK(lane.proposals[other.value].quality != lane.proposals[id.value].quality);
}

TEST_CASE("quality belongs to the unit and the attempt: not to the month, the order or the length of the branch")
{
    World a, b;
    b.lane.month = b.lane.month + 7;
    b.lane.row += 7;
    add_proposal(b.lane, {UnitId{9}, 1}, Route::bottom_up, Cohort::none);
    const double alone =
        a.lane.proposals[add_proposal(a.lane, {UnitId{4}, 1}, Route::bottom_up, Cohort::none).value].quality;
    const ProposalId second = add_proposal(b.lane, {UnitId{4}, 1}, Route::bottom_up, Cohort::none);
    CHECK(b.lane.proposals[second.value].quality == alone);
    end_proposal(b.lane, second, ExitReason::lost_ballot);
    CHECK(b.lane.proposals[add_proposal(b.lane, {UnitId{4}, 1}, Route::bottom_up, Cohort::none).value].quality !=
          alone);
}

TEST_CASE("a proposal that ends frees its units with a cooling-off, is counted, remembered and logged")
{
    World world;
    Lane& lane = world.lane;
    const ProposalId id = add_proposal(lane, {UnitId{6}, 2}, Route::bottom_up, Cohort::none);
    enter_stage(lane, id, Stage::review);
    CHECK(lane.units[UnitId{7}].stage == Stage::review);
    next_month(lane);
    end_proposal(lane, id, ExitReason::outbid);
    const auto cooling = static_cast<int>(world.scenario.parameters.proposals.cooling_off_months);
    for (const UnitId u : {UnitId{6}, UnitId{7}}) {
        CHECK(lane.units[u].stage == Stage::public_body);
        CHECK_FALSE(lane.units[u].proposal.exists());
        CHECK(lane.units[u].cooling_until == 2 + cooling);
        CHECK(lane.units[u].stage_since == 2);
    }
    CHECK_FALSE(lane.proposals[id.value].in_hand);
    CHECK(lane.trajectory.at(Observable::exits, 2, 0, static_cast<std::size_t>(ExitReason::outbid)) == 1);
    CHECK(lane.trajectory.total(Observable::exits, 2) == 1);
    REQUIRE(lane.trajectory.proposals.size() == 1);
    const ProposalRow& row = lane.trajectory.proposals.front();
    CHECK(row.unit == 6);
    CHECK(row.units == 2);
    CHECK(row.staff == 24);
    CHECK(row.reason == static_cast<int>(ExitReason::outbid));
    CHECK(row.stage == static_cast<int>(Stage::review));
    CHECK(row.launched == 1);
    CHECK(row.ended == 2);
    CHECK(std::isnan(row.ballot));
}

TEST_CASE("what is lost in a tender or a court is seen by others, what is lost in silence is not")
{
    World world({.branches = 1, .units = 30, .teams = 1});
    Lane& lane = world.lane;
    using enum ExitReason;
    std::uint32_t unit = 0;
    for (const ExitReason reason :
         {failed_pqq_turnover, failed_pqq_accounts, failed_pqq_balance_sheet, failed_pqq_track_record, failed_bond,
          outbid, tender_abandoned, legal_challenge, lost_ballot, vetoed_level_1, vetoed_level_8, vetoed_finance,
          vetoed_leadership, abandoned_building, abandoned_mobilising, transferred_public})
        end_proposal(lane, add_proposal(lane, {UnitId{unit++}, 1}, Route::bottom_up, Cohort::none), reason);
    REQUIRE(lane.precedents.failures.size() == 16);
    for (std::size_t i = 0; i < 16; ++i) {
        CHECK(lane.precedents.failures[i].visible == (i < 8));
        CHECK(lane.precedents.failures[i].weight == world.scenario.parameters.precedents.public_loss_weight);
    }
}

TEST_CASE("decisions are yes with their probability, the same whatever the month, and nested as it grows",
          "[statistical]")
{
    World world({.branches = 1, .units = 4000, .teams = 1});
    Lane& lane = world.lane;
    int yes = 0, more = 0;
    for (std::uint32_t u = 0; u < 4000; ++u) {
        const ProposalId id = add_proposal(lane, {UnitId{u}, 1}, Route::bottom_up, Cohort::none);
        const bool at_30 = decide(lane, id, Decision::appeal, Purpose::appeal, 0.3, 4);
        lane.month = lane.month + 1;
        CHECK(decide(lane, id, Decision::appeal, Purpose::appeal, 0.3, 4) == at_30);
        const bool at_60 = decide(lane, id, Decision::appeal, Purpose::appeal, 0.6, 4);
        CHECK((at_60 || !at_30));
        yes += at_30 ? 1 : 0;
        more += at_60 ? 1 : 0;
    }
    // Seven standard deviations of a binomial: a false alarm of about 3e-12 each.
    CHECK(std::abs(yes - 1200) < 7 * std::sqrt(4000 * 0.3 * 0.7));
    CHECK(std::abs(more - 2400) < 7 * std::sqrt(4000 * 0.6 * 0.4));
    const ProposalId any{0};
    CHECK(decide(lane, any, Decision::appeal, Purpose::appeal, 1));
    CHECK_FALSE(decide(lane, any, Decision::appeal, Purpose::appeal, 0));
}

TEST_CASE("a logged decision carries its probability, a certain test carries none")
{
    World world;
    Lane& lane = world.lane;
    const ProposalId id = add_proposal(lane, {UnitId{1}, 1}, Route::bottom_up, Cohort::none);
    const bool vetoed = decide(lane, id, Decision::manager_veto, Purpose::manager_veto, 0.25, 3);
    log_test(lane, id, Decision::ballot, true);
    REQUIRE(lane.trajectory.decisions.size() == 2);
    const DecisionRow &veto = lane.trajectory.decisions[0], &ballot = lane.trajectory.decisions[1];
    CHECK(veto.proposal == id.value);
    CHECK(veto.row == 1);
    CHECK(veto.decision == static_cast<int>(Decision::manager_veto));
    CHECK(veto.counterpart == 3);
    CHECK(veto.outcome == (vetoed ? 1 : 0));
    CHECK(veto.probability == 0.25F);
    CHECK(std::isnan(ballot.probability));
    CHECK(ballot.outcome == 1);
}

TEST_CASE("geometric months have their hazard's distribution", "[statistical]")
{
    World world({.branches = 1, .units = 5000, .teams = 1});
    Lane& lane = world.lane;
    constexpr double hazard = 0.2;
    double sum = 0;
    int first_month = 0;
    for (std::uint32_t u = 0; u < 5000; ++u) {
        const Proposal& p = lane.proposals[add_proposal(lane, {UnitId{u}, 1}, Route::bottom_up, Cohort::none).value];
        const int months = draw_geometric_months(lane, p, Purpose::building_survival, hazard);
        REQUIRE(months >= 1);
        CHECK(draw_geometric_months(lane, p, Purpose::building_survival, hazard) == months);
        CHECK(draw_geometric_months(lane, p, Purpose::building_survival, hazard / 2) >=
              months); // a smaller hazard never kills sooner
        sum += months;
        first_month += months == 1 ? 1 : 0;
    }
    // Mean 1/h, variance (1 - h)/h²; seven standard deviations: a false alarm of about 3e-12 each.
    CHECK(std::abs(sum / 5000 - 5) < 7 * std::sqrt(20 / 5000.0));
    CHECK(std::abs(first_month - 1000) < 7 * std::sqrt(5000 * 0.2 * 0.8));
    const Proposal& any = lane.proposals.front();
    CHECK(draw_geometric_months(lane, any, Purpose::building_survival, 1) == 1);
    for (const double none : {0.0, 1e-300, 1e-17})
        CHECK(draw_geometric_months(lane, any, Purpose::building_survival, none) > 10000);
}

TEST_CASE("gamma months keep their mean and variance when rounded, and are at least one", "[statistical]")
{
    World world({.branches = 1, .units = 5000, .teams = 1});
    Lane& lane = world.lane;
    double sum = 0, squares = 0;
    for (std::uint32_t u = 0; u < 5000; ++u) {
        const Proposal& p = lane.proposals[add_proposal(lane, {UnitId{u}, 1}, Route::bottom_up, Cohort::none).value];
        const int months = draw_months(lane, p, Purpose::tender_time, 8, 8);
        REQUIRE(months >= 1);
        sum += months;
        squares += months * months;
    }
    const double mean = sum / 5000, variance = squares / 5000 - mean * mean;
    // Mean 8, variance 8²/8 = 8, plus 1/12 by rounding; seven standard deviations (a normal's bound for the variance,
    // doubled for the Gamma's tail).
    CHECK(std::abs(mean - 8) < 7 * std::sqrt(8 / 5000.0));
    CHECK(std::abs(variance - 8 - 1.0 / 12) < 2 * 7 * 8 * std::sqrt(2 / 5000.0));
}

TEST_CASE("a headcount is filled posts and recruits")
{
    World world;
    Lane& lane = world.lane;
    world.crowd.filled[world.crowd.at(UnitId{3}, 0)] = 11;
    CHECK(headcount(lane, UnitId{3}) == 11);
    lane.units[UnitId{3}].extra_staff = 4;
    CHECK(headcount(lane, UnitId{3}) == 15);
}

TEST_CASE("a lane starts at row 0 with nothing in hand, its traits drawn from its seed alone")
{
    const Population people = tiny_population({.branches = 3, .units = 4});
    Scenario scenario;
    Crowd crowd = make_crowd(people, 2);
    const auto levels = levels_above_units(people);
    const Lane a = start_lane(people, scenario, RunKey{5}, crowd, 0, levels),
               b = start_lane(people, scenario, RunKey{5}, crowd, 1, levels),
               c = start_lane(people, scenario, RunKey{6}, crowd, 1, levels);
    CHECK(a.row == 0);
    CHECK(a.month == Month::of(2010, 4));
    CHECK(a.trajectory.rows() == 69);
    CHECK((a.proposals.empty() && a.mutuals.empty() && a.tenders.empty()));
    CHECK(a.service_mean == b.service_mean);
    CHECK(a.cut_factor == b.cut_factor);
    CHECK(a.service_mean != c.service_mean);
    CHECK_FALSE(a.cut_factor == c.cut_factor);
    const double spread = scenario.parameters.austerity.organisation_spread;
    for (const double factor : a.cut_factor)
        CHECK((factor > 1 - spread && factor < 1 + spread));
    // Managers' trees of span 6 over 4 units: the unit's own manager and one head.
    for (const std::uint8_t level : *levels)
        CHECK(level == 2);
}

TEST_CASE("units outside are listed in order while they are outside, whoever runs them")
{
    const Population people = tiny_population({.branches = 3, .units = 4});
    const Scenario scenario;
    Crowd crowd = make_crowd(people, 1);
    Lane lane = start_lane(people, scenario, RunKey{5}, crowd, 0, levels_above_units(people));
    for (const std::uint32_t u : {7U, 2U, 5U, 11U})
        change_owner(lane, UnitId{u}, OwnerKind::mutual, 3);
    change_owner(lane, UnitId{5}, OwnerKind::contractor, 1);
    change_owner(lane, UnitId{2}, OwnerKind::public_body);
    CHECK(lane.outside == std::vector{UnitId{5}, UnitId{7}, UnitId{11}});
    CHECK(lane.units[UnitId{5}].owner == OwnerKind::contractor);
    CHECK(lane.units[UnitId{5}].owner_id == 1);
    const std::span<const UnitId> second = outside_of(lane, people.branches[BranchId{1}].units);
    CHECK(std::vector<UnitId>(second.begin(), second.end()) == std::vector{UnitId{5}, UnitId{7}});
    CHECK(outside_of(lane, people.branches[BranchId{0}].units).empty());
}
