// Section 6, the divestment deadline: what passes to another public body, what becomes a mutual, what is left alone.
#include "process/lever_makers.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

#include <array>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

const Month date = Month::of(2010, 5); ///< the month of a fresh lane

DivestmentDeadline due(int otherwise)
{
    auto lever = in_spell<DivestmentDeadline>(Month::of(2010, 1), date);
    lever.deadline = date;
    lever.otherwise = otherwise;
    return lever;
}

void meet(Workplace& work)
{
    apply_policy(work.lane);
    meet_deadlines(work.lane);
}

/// Units of the tiny population that have left state control.
std::size_t mutual_units(const Workplace& work)
{
    std::size_t units = 0;
    for (const UnitState& unit : work.lane.units)
        units += unit.owner == OwnerKind::mutual;
    return units;
}

} // namespace

TEST_CASE("what is not approved passes to another public body, what is approved, gone or out to tender lives on")
{
    Workplace work({.units = 10}, scenario_with(due(default_public_body)));
    work.people.contractors.append({});
    const ProposalId building = work.propose(UnitId{1}, Stage::building);
    const ProposalId review = work.propose({UnitId{2}, 2}, Stage::review);
    const ProposalId procurement = work.propose(UnitId{4}, Stage::procurement);
    const ProposalId mobilising = work.propose(UnitId{5}, Stage::mobilising);
    work.found(UnitId{6});
    give_to_contractor(work.lane, std::array{UnitId{7}}, ContractorId{0}, 1e5, 1, 12);
    work.lane.units[UnitId{8}].tender = TenderId{0};
    meet(work);
    CHECK_FALSE(work.proposal(building).in_hand);
    CHECK_FALSE(work.proposal(review).in_hand);
    CHECK(work.proposal(procurement).in_hand);
    CHECK(work.proposal(mobilising).in_hand);
    CHECK(work.exits(ExitReason::transferred_public) == 2);
    CHECK(work.all_exits() == 2);
    for (const UnitId u : work.people.units.ids()) {
        const bool passes = u.value <= 3 || u.value == 9;
        CHECK(work.lane.units[u].divested == passes);
        if (passes)
            CHECK(work.lane.units[u].stage == Stage::public_body);
    }
    CHECK(work.lane.units[UnitId{6}].owner == OwnerKind::mutual);
    CHECK(work.lane.units[UnitId{7}].owner == OwnerKind::contractor);
    CHECK(mutual_units(work) == 1);
}

TEST_CASE("nothing happens in another month, or where the deadline was withdrawn before")
{
    auto lever = due(GENERATE(0, 1));
    SECTION("a month early") { lever.deadline = date + 1; }
    SECTION("a month late") { lever.deadline = date - 1; }
    SECTION("withdrawn") { lever.scope.until = date - 1; }
    SECTION("no body covered") { lever.coverage = 0; }
    SECTION("another service") { lever.scope.services = 0b10; }
    SECTION("another region") { lever.scope.regions = 0b10; }
    Workplace work({.units = 5}, scenario_with(lever));
    work.propose(UnitId{1}, Stage::building);
    meet(work);
    CHECK(work.all_exits() == 0);
    CHECK(work.cost_of_lever(7) == 0);
    CHECK(mutual_units(work) == 0);
    for (const UnitState& unit : work.lane.units)
        CHECK_FALSE(unit.divested);
}

TEST_CASE("a share of the bodies is covered, each as a whole, and paid for once",
          "[statistical]") // false alarm about 1e-10
{
    auto lever = due(default_public_body);
    lever.coverage = 0.3;
    Workplace work({.branches = 4000, .units = 2, .team_posts = 2, .ties_each = 1}, scenario_with(lever));
    meet(work);
    double covered = 0;
    for (const Branch& branch : work.people.branches) {
        const bool first = work.lane.units[branch.units.first].divested;
        REQUIRE(work.lane.units[UnitId{branch.units.first.value + 1}].divested == first);
        covered += first;
    }
    CHECK(std::abs(covered - 4000 * 0.3) < binomial_tolerance(4000, 0.3));
    CHECK(work.cost_of_lever(7) == Approx(covered * work.parameters().trading.divestment_cost));
}

TEST_CASE("where the default is a mutual, units found one each today unless their staff opt out")
{
    Workplace work({.units = 8}, scenario_with(due(default_mutual)));
    const ProposalParameters& p = work.parameters().proposals; // a certain contract: nobody fears a takeover
    const double indifferent = p.backing_attitude - p.alternative_in_ballot;
    for (const UnitId u : work.people.units.ids())
        work.set_attitudes(u, u.value < 3 ? indifferent - 0.01 : indifferent + 0.01);
    // Half against is enough to opt out: unit 3 has three of six, unit 4 two.
    for (const auto& [unit, against] : {std::pair{3U, 3U}, {4U, 2U}})
        for (std::uint32_t i = 0; i < against; ++i)
            work.crowd.attitude[unit * 6 + i] = 0;
    meet(work);
    for (const UnitId u : work.people.units.ids()) {
        CHECK((work.lane.units[u].owner == OwnerKind::mutual) == (u.value >= 4));
        CHECK(work.lane.units[u].divested == (u.value < 4));
    }
    CHECK(work.lane.mutuals.size() == 4);
    CHECK(work.over_time(Observable::mutuals_founded) == 4);
    CHECK(work.over_time(Observable::direct_awards) == 4);
    CHECK(work.over_time(Observable::launches, 1) == 4);
    for (const Proposal& proposal : work.lane.proposals) {
        CHECK_FALSE(proposal.in_hand);
        CHECK(proposal.direct_awarded);
        CHECK(proposal.guaranteed);
    }
}

TEST_CASE("a default mutual takes a proposal's units together, also where they opt out, and never the ineligible")
{
    Workplace work({.units = 6}, scenario_with(due(default_mutual)));
    const ProposalId together = work.propose({UnitId{0}, 2}, Stage::review);
    const ProposalId against = work.propose({UnitId{2}, 2}, Stage::review);
    for (const UnitId u : work.people.units.ids())
        work.set_attitudes(u, u == UnitId{2} ? 0 : 1);
    work.people.units[UnitId{5}].eligibility = 1;
    meet(work);
    CHECK(work.lane.mutuals.size() == 2);
    CHECK(work.lane.mutuals[0].units == std::vector{UnitId{0}, UnitId{1}});
    CHECK(work.lane.mutuals[1].units == std::vector{UnitId{4}});
    CHECK_FALSE(work.proposal(together).in_hand);
    CHECK_FALSE(work.proposal(against).in_hand);
    CHECK(work.exits(ExitReason::transferred_public) == 1);
    CHECK(work.lane.units[UnitId{2}].divested);
    CHECK(work.lane.units[UnitId{3}].divested); // all for it, but half of the group against
    CHECK_FALSE(work.lane.units[UnitId{5}].divested);
    CHECK(work.lane.units[UnitId{5}].stage == Stage::public_body);
}

TEST_CASE("above 1 nobody can opt out")
{
    auto lever = due(default_mutual);
    lever.opt_out = 1.01;
    Workplace work({.units = 5}, scenario_with(lever));
    for (const UnitId u : work.people.units.ids())
        work.set_attitudes(u, 0);
    meet(work);
    CHECK(mutual_units(work) == 5);
}

TEST_CASE("with the barrier removed a pending proposal is not cut off")
{
    Scenario scenario = scenario_with(due(default_public_body));
    scenario.diagnostic.removed = 1U << static_cast<int>(ExitReason::transferred_public);
    Workplace work({.units = 2}, scenario);
    const ProposalId id = work.propose(UnitId{0}, Stage::building);
    meet(work);
    CHECK(work.proposal(id).in_hand);
    CHECK_FALSE(work.lane.units[UnitId{0}].divested);
    CHECK(work.lane.units[UnitId{1}].divested);
}
