// Submodel 5.4, the ballot: Granovetter's cascade, and what moves it.
#include "../../sim/process/ballot.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// b_i = 1 once the backing share >= theta_i, month-synchronously, until nothing changes: the slow transcription.
double slow_fixed_point(const std::vector<double>& thresholds)
{
    std::vector<bool> backs(thresholds.size());
    for (bool changed = true; changed;) {
        const double share =
            static_cast<double>(std::count(backs.begin(), backs.end(), true)) / static_cast<double>(thresholds.size());
        changed = false;
        for (std::size_t i = 0; i < thresholds.size(); ++i)
            if (!backs[i] && share >= thresholds[i])
                changed = backs[i] = true;
    }
    return static_cast<double>(std::count(backs.begin(), backs.end(), true)) / static_cast<double>(thresholds.size());
}

std::vector<double> granovetter(int people)
{
    std::vector<double> thresholds;
    for (int i = people - 1; i >= 0; --i)
        thresholds.push_back(static_cast<double>(i) / people);
    return thresholds;
}

/// Attitudes at random, one post in eight vacant.
void shuffle_attitudes(Workplace& work, TinyNumbers& numbers)
{
    for (std::uint32_t e = 0; e < work.people.employees.size(); ++e) {
        work.crowd.attitude[e] = to_fixed(numbers.uniform());
        work.crowd.vacant[e] = numbers.below(8) == 0;
    }
}

/// hold_ballot for these parameters and this shift, from the model's equations.
double slow_ballot(const Workplace& work, IdRange<UnitId> units, double shift)
{
    const ProposalParameters& p = work.scenario.parameters.proposals;
    std::vector<double> thresholds;
    for (const UnitId u : units)
        for (const EmployeeId e : work.people.employees_of(work.people.units[u]))
            if (work.crowd.vacant[e.value] == 0)
                thresholds.push_back(std::max(
                    0.0, 0.5 + (p.backing_attitude - (to_real(work.crowd.attitude[e.value]) + shift)) / p.conformity));
    return slow_fixed_point(thresholds);
}

} // namespace

TEST_CASE("thresholds 0, 1, ..., N - 1 give a full cascade, and without the person of threshold 1 it stops at one")
{
    const int people = GENERATE(2, 3, 7, 49, 100, 997);
    std::vector<double> thresholds = granovetter(people);
    CHECK(backing_share(thresholds) == 1);
    thresholds = granovetter(people);
    thresholds[static_cast<std::size_t>(people) - 2] = 2.0 / people; // who would have followed one follows two
    CHECK(backing_share(thresholds) == Approx(1.0 / people).epsilon(1e-14));
}

TEST_CASE("the backing share is the fixed point of the cascade, whatever the thresholds and their order")
{
    TinyNumbers numbers(3);
    for (int trial = 0; trial < 2000; ++trial) {
        std::vector<double> thresholds(1 + numbers.below(60));
        const double width = 0.2 + numbers.uniform();
        for (double& threshold : thresholds)
            threshold = std::max(0.0, width * (numbers.uniform() - 0.1));
        const double slow = slow_fixed_point(thresholds);
        REQUIRE(backing_share(thresholds) == slow);
    }
}

TEST_CASE("nobody is no backing, and a threshold of 1 or more is never met")
{
    std::vector<double> none, all_but_one{1.2, 0, 0, 0}, exactly_one{0, 1, 0};
    CHECK(backing_share(none) == 0);
    CHECK(backing_share(all_but_one) == 0.75);
    CHECK(backing_share(exactly_one) == Approx(2.0 / 3));
}

TEST_CASE("a ballot of several units is one electorate, counted as the equations say")
{
    TinyNumbers numbers(8);
    Workplace work({.units = 5, .teams = 3, .team_posts = 10});
    ProposalParameters& p = work.parameters().proposals;
    p = {};
    p.quality_in_ballot = 0.2;
    p.takeover_in_ballot = 0.1;
    p.alternative_in_ballot = 0.15;
    work.lane.policy[0].expected_direct = 0.3;
    const DivestmentDeadline deadline;
    for (int trial = 0; trial < 300; ++trial) {
        shuffle_attitudes(work, numbers);
        p.conformity = 0.1 + numbers.uniform();
        p.backing_attitude = 0.2 + 0.4 * numbers.uniform();
        Proposal proposal;
        proposal.units = {UnitId{numbers.below(3)}, 1 + numbers.below(3)};
        proposal.quality = numbers.uniform();
        proposal.to_tender = trial % 4 == 1;
        work.lane.policy[0].deadline = trial % 4 == 2 ? &deadline : nullptr;
        work.lane.pressure[BranchId{0}] = trial % 4 == 3 ? 1.0 : 0.99;
        const double shift = 0.2 * (proposal.quality - 0.5) + (trial % 4 == 0 ? 0 : 0.15) - 0.1 * (1 - 0.3);
        CHECK(support_shift(work.lane, proposal) == Approx(shift).margin(1e-14));
        CHECK(hold_ballot(work.lane, proposal) ==
              slow_ballot(work, proposal.units, support_shift(work.lane, proposal)));
    }
}

TEST_CASE("only staff of a body that the deadline covers have it before them")
{
    DivestmentDeadline deadline;
    deadline.coverage = 0.5;
    Workplace work({.branches = 40});
    work.lane.policy[0].deadline = &deadline;
    work.lane.policy[0].expected_direct = 1;
    int before_it = 0;
    for (const OrganisationId o : work.people.organisations.ids()) {
        Proposal proposal;
        proposal.units = {UnitId{o.value}, 1};
        proposal.quality = 0.5;
        const double luck = uniform(work.lane.key, Purpose::deadline_coverage, o.value, 0);
        const double alternative = luck < 0.5 ? work.parameters().proposals.alternative_in_ballot : 0;
        CHECK(support_shift(work.lane, proposal) == alternative);
        before_it += luck < 0.5;
    }
    CHECK(before_it > 0);
    CHECK(before_it < 40);
}

TEST_CASE("vacant posts have no vote")
{
    Workplace work({.units = 1, .teams = 2, .team_posts = 5});
    work.parameters().proposals.takeover_in_ballot = 0;
    for (std::uint32_t e = 0; e < 10; ++e) {
        work.crowd.attitude[e] = to_fixed(e < 4 ? 0.0 : 1.0); // theta far above 1, or 0
        work.crowd.vacant[e] = 0;
    }
    Proposal proposal;
    proposal.units = {UnitId{0}, 1};
    proposal.quality = 0.5;
    CHECK(hold_ballot(work.lane, proposal) == 0.6);
    CHECK(share_against(work.lane, proposal.units, 0) == 0.4);
    work.crowd.vacant[0] = work.crowd.vacant[1] = work.crowd.vacant[2] = 1;
    CHECK(hold_ballot(work.lane, proposal) == Approx(6.0 / 7));
    CHECK(share_against(work.lane, proposal.units, 0) == Approx(1.0 / 7));
    work.crowd.vacant[3] = 1;
    CHECK(hold_ballot(work.lane, proposal) == 1);
    for (std::uint32_t e = 0; e < 10; ++e)
        work.crowd.vacant[e] = 1;
    CHECK(hold_ballot(work.lane, proposal) == 0);
    CHECK(share_against(work.lane, proposal.units, 0) == 0);
}

TEST_CASE("a better case, a surer contract or a threat never loses a vote")
{
    TinyNumbers numbers(21);
    Workplace work({.units = 1, .teams = 6, .team_posts = 10});
    Proposal proposal;
    proposal.units = {UnitId{0}, 1};
    for (int trial = 0; trial < 50; ++trial) {
        shuffle_attitudes(work, numbers);
        double before = 0;
        for (int step = 0; step <= 20; ++step) {
            proposal.quality = step / 20.0;
            const double now = hold_ballot(work.lane, proposal);
            CHECK(now >= before);
            before = now;
        }
        work.lane.policy[0].expected_direct = 1;
        CHECK(hold_ballot(work.lane, proposal) >= before);
        before = hold_ballot(work.lane, proposal);
        proposal.to_tender = true;
        CHECK(hold_ballot(work.lane, proposal) >= before);
        work.lane.policy[0].expected_direct = 0;
        proposal.to_tender = false;
    }
}
