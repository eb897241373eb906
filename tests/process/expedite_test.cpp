// Submodel 5.5 and section 6: reviews that are decided on a known date: a wave of requests, an expedited review.
#include "process/lever_makers.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// No manager minds, answers come slowly, building goes on and on.
Scenario slow(const DivestmentDeadline& deadline)
{
    Scenario scenario = scenario_with(deadline);
    ReviewParameters& review = scenario.parameters.review;
    review.unit_manager_veto = review.middle_manager_veto = review.head_veto = -700;
    review.finance_veto = review.leadership_veto = -700;
    review.answer_chance = 1e-9;
    ProposalParameters& proposals = scenario.parameters.proposals;
    proposals.launch_rate = proposals.sponsor_rate = proposals.building_abandonment = 0;
    proposals.building_months = 36;
    proposals.building_shape = 50;
    proposals.takeover_in_ballot = 0;
    return scenario;
}

/// Requests to before September 2010, decided in November 2010, divested in April 2011.
DivestmentDeadline wave()
{
    auto deadline = in_spell<DivestmentDeadline>(Month::of(2009, 6), Month::of(2011, 4));
    deadline.deadline = Month::of(2011, 4);
    deadline.requests_until = Month::of(2010, 9);
    deadline.decide_by = Month::of(2010, 11);
    return deadline;
}

void live_a_month(Lane& lane)
{
    apply_policy(lane);
    make_proposals(lane);
    review_proposals(lane);
}

} // namespace

TEST_CASE("a proposal with a known date is decided in that month at all levels, not before and not after")
{
    Workplace work({.units = 40}, slow(in_spell<DivestmentDeadline>(never))); // four levels
    work.parameters().review.answer_chance = 1;
    const ProposalId id = work.propose(UnitId{3}, Stage::review), plain = work.propose(UnitId{4}, Stage::review),
                     before = work.propose(UnitId{5}, Stage::review);
    work.proposal(id).forced_row = 9;
    work.proposal(before).forced_row = 0; // the month before the first
    for (int month = 0; month < 12; ++month) {
        review_proposals(work.lane);
        CHECK((work.proposal(id).stage == Stage::procurement) == (work.lane.row >= 9));
        next_month(work.lane);
    }
    CHECK(work.proposal(id).approved == 9);
    CHECK(work.proposal(before).approved == 1);
    CHECK(work.proposal(plain).approved == 5); // a month a level
}

TEST_CASE("an expedited review puts pending cases made in time to the vote and decides them in its month")
{
    Workplace work({.units = 40}, slow(wave())); // four levels
    for (const UnitId u : work.people.units.ids())
        work.set_attitudes(u, 1);
    apply_policy(work.lane);
    std::vector<ProposalId> made; // one a month from May to November, building; one in review since May
    const ProposalId pending = work.propose(UnitId{20}, Stage::review);
    for (std::uint32_t month = 0; month < 7; ++month) {
        made.push_back(launch_proposal(work.lane, {UnitId{month}, 1}, Route::bottom_up, Cohort::none));
        live_a_month(work.lane);
        const bool november = work.lane.month == Month::of(2010, 11);
        CHECK((work.proposal(pending).stage == Stage::procurement) == november);
        for (const ProposalId id : made) {
            const bool in_time = work.proposal(id).launched <= 4; // May is row 1, August row 4
            CHECK(work.proposal(id).stage == (november && in_time ? Stage::procurement : Stage::building));
        }
        next_month(work.lane);
    }
    for (const ProposalId id : made)
        CHECK(work.proposal(id).guaranteed == (work.proposal(id).stage == Stage::procurement));
}

TEST_CASE("a case in the window of an expedited review waits for its month, a later one for its managers only")
{
    auto deadline = wave();
    deadline.coverage = GENERATE(1.0, 0.0);          // a body not covered has no such review
    Workplace work({.branches = 2}, slow(deadline)); // one level each
    work.parameters().review.answer_chance = 1;
    apply_policy(work.lane);
    const ProposalId early = work.propose(UnitId{0}, Stage::review); // May 2010, row 1
    work.run_months(4, live_a_month);                                // to August
    const ProposalId late = work.propose(UnitId{1}, Stage::review);  // September, row 5
    work.run_months(4, live_a_month);
    CHECK(work.proposal(early).approved == (deadline.coverage == 1 ? 7 : 2));
    CHECK(work.proposal(late).approved == 6);
    CHECK(work.proposal(early).guaranteed == (deadline.coverage == 1));
    CHECK_FALSE(work.proposal(late).guaranteed);
}

TEST_CASE("requests under a right are a wave's, and keep the right they were made under")
{
    const Month until = GENERATE(Month::of(2010, 6), Month::of(2010, 9)); // the first request is of May
    auto right = in_spell<RightToMutualise>(Month::of(2008, 6), until);
    right.strength = 1;
    Scenario scenario = slow(wave());
    scenario.levers.right.push_back(right);
    scenario.parameters.review.unit_manager_veto = 700; // each is vetoed at once and must be overridden
    scenario.parameters.review.appeal_chance = 0;
    Workplace work({.units = 6}, scenario);
    for (const UnitId u : work.people.units.ids())
        work.set_attitudes(u, 1);
    apply_policy(work.lane);
    const ProposalId request = launch_proposal(work.lane, {UnitId{0}, 1}, Route::bottom_up, Cohort::none);
    CHECK(work.proposal(request).cohort == Cohort::rtr3);
    work.run_months(4, live_a_month); // to August
    apply_policy(work.lane);
    const ProposalId late = launch_proposal(work.lane, {UnitId{1}, 1}, Route::bottom_up, Cohort::none);
    CHECK(work.proposal(late).cohort == Cohort::none);
    work.run_months(3, live_a_month); // to November
    CHECK(work.proposal(request).stage == Stage::procurement);
    CHECK(work.proposal(request).overridden);
    CHECK(work.proposal(late).stage == Stage::building);
}

TEST_CASE("an approval brings a guaranteed contract where a deadline does, to the deadline's month and not after")
{
    auto deadline = wave();
    deadline.decide_by = deadline.requests_until = never;
    deadline.guaranteed_contract = GENERATE(true, false);
    Workplace work({.branches = 14}, slow(deadline));
    work.parameters().review.answer_chance = 1;
    std::vector<ProposalId> reviewed;
    for (std::uint32_t month = 0; month < 14; ++month) { // decided from June 2010 to July 2011
        reviewed.push_back(work.propose(UnitId{month}, Stage::review));
        live_a_month(work.lane);
        next_month(work.lane);
    }
    for (const ProposalId id : reviewed) {
        const Proposal& p = work.proposal(id);
        if (p.approved >= 0) {
            const bool in_time = work.scenario.horizon.month_of_row(p.approved) <= Month::of(2011, 4);
            CHECK(p.guaranteed == (deadline.guaranteed_contract && in_time));
        }
    }
    CHECK(work.proposal(reviewed.front()).approved == 2);
}
