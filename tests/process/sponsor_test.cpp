// Submodel 5.4, the sponsored route: when a sponsor acts, and what is taken.
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

Scenario sponsored(double rate, double whole_branch)
{
    Scenario scenario;
    ProposalParameters& p = scenario.parameters.proposals;
    p.launch_rate = 0;
    p.sponsor_rate = rate;
    p.whole_branch_chance = whole_branch;
    p.building_months = 36;
    p.building_abandonment = 0;
    return scenario;
}

} // namespace

TEST_CASE("a sponsor acts exactly when the branch's luck is below 1 - exp(-eta logistic(s0 + ...) A)")
{
    Scenario scenario = sponsored(0.05, 0);
    ProposalParameters& p = scenario.parameters.proposals;
    p.sponsor_base = -1;
    p.sponsor_leadership = 2;
    p.sponsor_pressure = 1.5;
    p.expectation_weight = 6;
    p.believed_veto = 0.5;
    p.believed_win = 0.2;
    p.drive_ceiling = GENERATE(1.2, 40.0); // the first binds
    Workplace work({.branches = 200, .units = 8}, scenario);
    work.lane.policy[0].believed_win = 0.4;
    work.lane.policy[0].expected_right = 0.6;
    work.lane.policy[0].expected_direct = 0.5;
    work.lane.policy[0].plain_direct = 0.3;
    for (const OrganisationId o : work.people.organisations.ids()) {
        work.people.organisations[o].leadership = static_cast<float>(o.value % 10) / 10;
        work.lane.pressure[BranchId{o.value}] = o.value % 7 / 4.0;
    }
    // Only the head stands above a whole branch: one level.
    const double expected = (1 - 0.5 * 0.4) * (0.5 + 0.5 * 0.4), without = (1 - 0.5) * (0.3 + 0.7 * 0.2);
    const double drive = std::min(p.drive_ceiling, std::exp(6 * (expected - without)));
    std::size_t acted = 0;
    for (int month = 0; month < 6; ++month) {
        const std::size_t before = work.lane.proposals.size();
        make_proposals(work.lane);
        std::vector<bool> launched(200);
        for (std::size_t i = before; i < work.lane.proposals.size(); ++i)
            launched[work.people.units[work.lane.proposals[i].units.first].branch.value] = true;
        for (const Branch& branch : work.people.branches) {
            const double leadership = work.people.organisations[branch.organisation].leadership;
            const double willing =
                libm_logistic(-1 + 2 * (2 * leadership - 1) + 1.5 * work.lane.pressure[BranchId{branch.stable}]);
            const double luck = uniform(work.lane.key, Purpose::sponsor, branch.stable,
                                        static_cast<std::uint32_t>(work.lane.month.value));
            const bool acts = luck < 1 - std::exp(-0.05 * willing * drive);
            REQUIRE(launched[branch.stable] == acts);
            acted += acts;
        }
        next_month(work.lane);
    }
    CHECK(acted > 5);
    CHECK(work.over_time(Observable::launches, 1) == static_cast<double>(acted));
}

TEST_CASE("a sponsor takes the whole branch, or else one unit of it", "[statistical]")
{
    const bool whole = GENERATE(true, false);
    Workplace work({.branches = 120, .units = 6}, sponsored(1e9, whole ? 1 : 0));
    make_proposals(work.lane);
    REQUIRE(work.lane.proposals.size() == 120);
    std::size_t first_units = 0;
    for (const Proposal& p : work.lane.proposals) {
        CHECK(p.route == Route::sponsored);
        CHECK(p.units.count == (whole ? 6 : 1));
        CHECK(p.staff == p.units.count * 6);
        first_units += p.units.first.value % 6 == 0;
    }
    // One unit is chosen by lot: all 120 the first, or none, has a chance of 6^-120 or (5/6)^120 = 3e-10.
    CHECK((whole ? first_units == 120 : first_units > 0 && first_units < 120));
}

TEST_CASE("a whole branch is taken with its probability", "[statistical]") // false alarm about 1e-10
{
    double whole = 0;
    for (std::uint32_t run = 0; run < 10; ++run) {
        Workplace work(tiny_population({.branches = 400, .units = 2, .team_posts = 2}), sponsored(1e9, 0.6),
                       run_key(5, run));
        make_proposals(work.lane);
        for (const Proposal& p : work.lane.proposals)
            whole += p.units.count == 2;
    }
    CHECK(std::abs(whole - 4000 * 0.6) < binomial_tolerance(4000, 0.6));
}

TEST_CASE(
    "where part of the branch is at work on a proposal, to tender or gone, a sponsor takes the longest free stretch")
{
    Workplace work({.units = 7}, sponsored(1e9, 1)); // 0 1 | 3 4 5 6
    SECTION("at work") { work.propose(UnitId{2}, Stage::review); }
    SECTION("put to tender") { work.lane.units[UnitId{2}].tender = TenderId{0}; }
    SECTION("gone") { work.found(UnitId{2}); }
    const std::size_t before = work.lane.proposals.size();
    make_proposals(work.lane);
    REQUIRE(work.lane.proposals.size() == before + 1);
    const Proposal& p = work.lane.proposals.back();
    CHECK(p.units.count == 4);
    CHECK(p.units.first == UnitId{3});
}

TEST_CASE("where the first unit may not propose, a sponsor takes the others, where none may, nobody")
{
    Workplace work({.units = 3}, sponsored(1e9, 1));
    work.lane.units[UnitId{0}].cooling_until = 10;
    SECTION("the others may")
    {
        make_proposals(work.lane);
        REQUIRE(work.lane.proposals.size() == 1);
        CHECK(work.lane.proposals[0].units.count == 2);
        CHECK(work.lane.proposals[0].units.first == UnitId{1});
    }
    SECTION("all are in their cooling-off")
    {
        work.lane.units[UnitId{1}].cooling_until = work.lane.units[UnitId{2}].cooling_until = 10;
        for (; work.lane.row < 10; next_month(work.lane)) {
            make_proposals(work.lane);
            CHECK(work.lane.proposals.empty());
        }
        make_proposals(work.lane);
        CHECK(work.lane.proposals.size() == 1);
    }
}
