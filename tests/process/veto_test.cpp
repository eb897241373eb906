// Submodel 5.5: the chances of a veto, by hand.
#include "../../sim/process/veto.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr ReviewParameters hand = [] {
    ReviewParameters p;
    p.resistance_weight = 1.2;
    p.quality_weight = 0.8;
    p.ballot_weight = 0.5;
    p.cuts_weight = 0.6;
    p.sponsor_weight = 1.5;
    p.finance_veto = -1.8;
    p.finance_strictness = 1;
    p.finance_reserves = 0.5;
    p.leadership_veto = -1.6;
    p.leadership_weight = 1.2;
    return p;
}();

/// Probability logged with the latest decision of this kind; -1 if there was none.
double logged(const Lane& lane, Decision decision, std::uint32_t counterpart)
{
    double probability = -1;
    for (const DecisionRow& row : lane.trajectory.decisions)
        if (row.decision == static_cast<std::uint8_t>(decision) && row.counterpart == counterpart)
            probability = row.probability;
    return probability;
}

} // namespace

TEST_CASE("a manager's veto is the logistic of its terms")
{
    // -1 + 1.2 (2*0.75 - 1) - 0.8 (2*0.7 - 1) - 0.5*0.4 - 0.6*0.5 - 1.5 = -1 + 0.6 - 0.32 - 0.2 - 0.3 - 1.5
    CHECK(veto_chance(hand, -1, 0.75, 0.7, 0.4, 0.5, true) == Approx(libm_logistic(-2.72)).epsilon(1e-13));
    CHECK(veto_chance(hand, -1, 0.75, 0.7, 0.4, 0.5, false) == Approx(libm_logistic(-1.22)).epsilon(1e-13));
    CHECK(veto_chance(hand, -1, 0.5, 0.5, 0, 0, false) == Approx(libm_logistic(-1)).epsilon(1e-13));
}

TEST_CASE("resistance makes a manager's veto likelier, quality, votes, cuts and a sponsor less likely")
{
    const double base = veto_chance(hand, -0.6, 0.5, 0.5, 0.2, 0.3, false);
    CHECK(veto_chance(hand, -0.5, 0.5, 0.5, 0.2, 0.3, false) > base);
    CHECK(veto_chance(hand, -0.6, 0.6, 0.5, 0.2, 0.3, false) > base);
    CHECK(veto_chance(hand, -0.6, 0.5, 0.6, 0.2, 0.3, false) < base);
    CHECK(veto_chance(hand, -0.6, 0.5, 0.5, 0.3, 0.3, false) < base);
    CHECK(veto_chance(hand, -0.6, 0.5, 0.5, 0.2, 0.4, false) < base);
    CHECK(veto_chance(hand, -0.6, 0.5, 0.5, 0.2, 0.3, true) < base);
}

TEST_CASE(
    "finance vetoes where it is strict, less where reserves and quality are good, reserves beyond a year's value apart")
{
    // -1.8 + (2*0.8 - 1) - 0.5*0.2 - 0.8 (2*0.6 - 1) = -1.8 + 0.6 - 0.1 - 0.16
    CHECK(finance_veto_chance(hand, 0.8, 0.2, 0.6) == Approx(libm_logistic(-1.46)).epsilon(1e-13));
    CHECK(finance_veto_chance(hand, 0.9, 0.2, 0.6) > finance_veto_chance(hand, 0.8, 0.2, 0.6));
    CHECK(finance_veto_chance(hand, 0.8, 0.3, 0.6) < finance_veto_chance(hand, 0.8, 0.2, 0.6));
    CHECK(finance_veto_chance(hand, 0.8, 0.2, 0.7) < finance_veto_chance(hand, 0.8, 0.2, 0.6));
    CHECK(finance_veto_chance(hand, 0.8, 7, 0.6) == finance_veto_chance(hand, 0.8, 1, 0.6));
}

TEST_CASE("leadership vetoes less where it leads and where cuts press")
{
    // -1.6 - 1.2 (2*0.75 - 1) - 0.6*0.5 = -1.6 - 0.6 - 0.3
    CHECK(leadership_veto_chance(hand, 0.75, 0.5) == Approx(libm_logistic(-2.5)).epsilon(1e-13));
    CHECK(leadership_veto_chance(hand, 0.8, 0.5) < leadership_veto_chance(hand, 0.75, 0.5));
    CHECK(leadership_veto_chance(hand, 0.75, 0.6) < leadership_veto_chance(hand, 0.75, 0.5));
}

TEST_CASE("the ballot's margin is its way from the quorum to everyone, within [-1, 1]")
{
    CHECK(ballot_margin(0.8, 0.6) == Approx(0.5));
    CHECK(ballot_margin(0.6, 0.6) == 0);
    CHECK(ballot_margin(1, 0.6) == 1);
    CHECK(ballot_margin(0.5, 0.6) == Approx(-0.25)); // imposed by a sponsor
    CHECK(ballot_margin(0, 0.6) == -1);
    CHECK(ballot_margin(1, 1) == 0);
}

TEST_CASE("each manager on the way to the head decides by its own level, resistance and seniority")
{
    Scenario scenario;
    scenario.parameters.review = hand;
    ReviewParameters& review = scenario.parameters.review;
    review.unit_manager_veto = -9; // passed nearly always: the climb goes on
    review.middle_manager_veto = -10;
    review.head_veto = -11;
    review.finance_veto = -10;
    review.leadership_veto = -12;
    review.answer_chance = 1;
    review.resistance_mean = 0.3;
    review.resistance_spread = 0.8;
    scenario.parameters.proposals.quorum = 0.6;
    Population people = tiny_population({.units = 30}); // own managers, five above them, the branch's head
    const ManagerId branch_head = people.branches[BranchId{0}].head;
    const ManagerId head = people.managers.append({.organisation = OrganisationId{0}, .level = 4, .resistance = 0.5F});
    people.managers[branch_head].superior = head; // over other branches, too
    people.organisations[OrganisationId{0}].finance = 0.75F;
    people.organisations[OrganisationId{0}].leadership = 0.25F;
    Workplace work(std::move(people), scenario);
    Lane& lane = work.lane;
    lane.log.decisions = true;
    const double pressure = GENERATE(0.4, 1.7); // beyond 1 counts as 1
    lane.pressure[BranchId{0}] = pressure;
    const bool sponsored = GENERATE(false, true);
    const ProposalId id = work.propose({UnitId{17}, 1}, Stage::review, sponsored ? Route::sponsored : Route::bottom_up);
    work.proposal(id).quality = 0.7;
    work.proposal(id).ballot = 0.8; // a margin of one half
    work.proposal(id).grant = 0.3 * work.proposal(id).value;
    for (int month = 0; month < 6; ++month) {
        review_proposals(lane);
        next_month(lane);
    }
    REQUIRE(work.proposal(id).stage == Stage::procurement);

    const double cuts = 0.6 * std::min(1.0, pressure), common = -0.8 * 0.4 - 0.5 * 0.5 - (sponsored ? 1.5 : 0);
    const auto veto = [&](double intercept, ManagerId m, double senior_cuts) {
        const double rho = libm_logistic(0.3 + 0.8 * static_cast<double>(work.people.managers[m].resistance));
        return Approx(libm_logistic(intercept + 1.2 * (2 * rho - 1) + common - senior_cuts)).epsilon(1e-6);
    };
    const ManagerId own{17}, middle = work.people.managers[own].superior;
    REQUIRE(work.people.managers[middle].superior == branch_head);
    CHECK(logged(lane, Decision::manager_veto, 1) == veto(-9, own, 0));
    CHECK(logged(lane, Decision::manager_veto, 2) == veto(-10, middle, 0));
    CHECK(logged(lane, Decision::manager_veto, 3) == veto(-10, branch_head, cuts));
    CHECK(logged(lane, Decision::manager_veto, 4) == veto(-11, head, cuts));
    CHECK(logged(lane, Decision::finance_veto, 0) ==
          Approx(libm_logistic(-10 + 0.5 - 0.5 * 0.3 - 0.8 * 0.4)).epsilon(1e-6));
    CHECK(logged(lane, Decision::leadership_veto, 0) == Approx(libm_logistic(-12 + 1.2 * 0.5 - cuts)).epsilon(1e-6));
}
