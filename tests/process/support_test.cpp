// Submodel 5.4 and section 6, support programmes: who applies, who is granted, what it does, when the money ends.
#include "process/lever_makers.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

SupportProgramme programme()
{
    auto lever = in_spell<SupportProgramme>(Month::of(2009, 1));
    lever.budget = 1e9;
    lever.grant = 1000;
    lever.quality_gain = 0.2;
    lever.time_factor = 0.5;
    return lever;
}

/// Everyone applies and every employer consents, but for what a test changes; nobody launches or gives up.
Scenario generous(const SupportProgramme& lever)
{
    Scenario scenario = scenario_with(lever);
    ProposalParameters& p = scenario.parameters.proposals;
    p.launch_rate = p.sponsor_rate = p.building_abandonment = 0;
    p.apply_chance = 1;
    p.consent_weight = 600; // consent or none, by the leadership quantile
    return scenario;
}

/// A proposal in each unit, ten months from its ballot.
struct Supported : Workplace {
    Supported(const TinyShape& shape, const Scenario& chosen, double leadership, Cohort cohort = Cohort::none)
        : Workplace(shape, chosen)
    {
        for (Organisation& body : people.organisations)
            body.leadership = static_cast<float>(leadership);
        apply_policy(lane);
        for (const UnitId u : people.units.ids()) {
            Proposal& p = proposal(propose({u, 1}, Stage::building, Route::bottom_up, cohort));
            p.stage_ends = lane.row + 10;
            p.gives_up = 1000;
        }
    }
    double granted() const
    {
        double proposals = 0;
        for (const Proposal& p : lane.proposals)
            proposals += p.supported;
        return proposals;
    }
};

const TinyShape many{.branches = 4000, .team_posts = 2, .ties_each = 1};

} // namespace

TEST_CASE("a grant improves the case, shortens what is left of its building, and marks it supported")
{
    Supported work(TinyShape{}, generous(programme()), 1);
    make_proposals(work.lane);
    const Proposal& p = work.lane.proposals[0];
    CHECK(p.quality == Approx(0.5 + 0.2 * 0.5));
    CHECK(p.stage_ends == work.lane.row + 5);
    CHECK(p.grant == 1000);
    CHECK(p.cohort == Cohort::supported);
    CHECK(work.cost_of_lever(4) == 1000);
    make_proposals(work.lane); // once only
    CHECK(work.lane.proposals[0].grant == 1000);
    CHECK(work.over_time(Observable::support_applications) == 1);
    CHECK(work.over_time(Observable::support_grants) == 1);
}

TEST_CASE("a budget runs out exactly, at the scale of the population")
{
    auto lever = programme();
    const double scale = GENERATE(1.0, 0.25);
    lever.budget = 40'999 / scale; // forty grants and change
    Population people = tiny_population({.units = 60});
    people.settings.scale = scale;
    people.organisations[OrganisationId{0}].leadership = 1;
    Workplace work(std::move(people), generous(lever));
    apply_policy(work.lane);
    for (const UnitId u : work.people.units.ids())
        work.proposal(work.propose(u, Stage::building)).stage_ends = 30;
    for (const ProposalId id : work.lane.in_hand)
        work.proposal(id).gives_up = 1000;
    work.run_months(3, make_proposals);
    for (std::uint32_t i = 0; i < 60; ++i)
        CHECK(work.lane.proposals[i].supported == (i < 40));
    CHECK(work.over_time(Observable::support_grants) == 40);
    CHECK(work.over_time(Observable::support_applications) == 60);
    CHECK(work.lane.support_spent[0] == 40'000);
    CHECK(work.cost_of_lever(4) == 40'000);
}

TEST_CASE("only cases good enough are granted")
{
    auto lever = programme();
    lever.entry_quality = 0.6;
    Supported work({.units = 11}, generous(lever), 1);
    for (std::uint32_t i = 0; i < 11; ++i)
        work.lane.proposals[i].quality = i / 10.0;
    make_proposals(work.lane);
    for (std::uint32_t i = 0; i < 11; ++i)
        CHECK(work.lane.proposals[i].supported == (i >= 6));
}

TEST_CASE("without the employer's consent there is no grant, and consent comes with leadership",
          "[statistical]") // 1e-10
{
    Supported refused({.units = 20}, generous(programme()), 0);
    make_proposals(refused.lane);
    CHECK(refused.granted() == 0);
    CHECK(refused.over_time(Observable::support_applications) == 20);
    Scenario scenario = generous(programme());
    scenario.parameters.proposals.consent_weight = 2;
    Supported work(many, scenario, 0.3);
    make_proposals(work.lane);
    const double consent = libm_logistic(1 + 2 * (2 * static_cast<double>(0.3F) - 1));
    CHECK(std::abs(work.granted() - 4000 * consent) < binomial_tolerance(4000, consent));
}

TEST_CASE("groups apply with their chance, once", "[statistical]") // false alarm about 1e-10
{
    Scenario scenario = generous(programme());
    scenario.parameters.proposals.apply_chance = 0.6;
    Supported work(many, scenario, 1);
    work.run_months(4, make_proposals);
    CHECK(std::abs(work.granted() - 4000 * 0.6) < binomial_tolerance(4000, 0.6));
    CHECK(work.over_time(Observable::support_applications) == work.granted());
}

TEST_CASE("a pathfinder has its mentors without a programme, and keeps its cohort")
{
    Scenario scenario = generous(programme());
    scenario.levers = {};
    scenario.parameters.proposals.pathfinder_quality_gain = 0.4;
    scenario.parameters.proposals.pathfinder_time_factor = 0.7;
    Supported work(TinyShape{}, scenario, 0, Cohort::pathfinder);
    make_proposals(work.lane);
    const Proposal& p = work.lane.proposals[0];
    CHECK(p.quality == Approx(0.7));
    CHECK(p.stage_ends == work.lane.row + 7);
    CHECK(p.supported);
    CHECK(p.grant == 0);
    CHECK(p.cohort == Cohort::pathfinder);
}

TEST_CASE("a grant in the month of the ballot does not put it off, and mentors shorten no review")
{
    Supported work(TinyShape{}, generous(programme()), 1);
    work.proposal(ProposalId{0}).stage_ends = work.lane.row;
    make_proposals(work.lane);
    CHECK(work.proposal(ProposalId{0}).supported);
    CHECK(work.proposal(ProposalId{0}).decided == work.lane.row);

    Supported reviewed(TinyShape{}, generous(programme()), 1, Cohort::pathfinder);
    enter_stage(reviewed.lane, ProposalId{0}, Stage::review);
    make_proposals(reviewed.lane);
    CHECK(reviewed.proposal(ProposalId{0}).supported);
    CHECK(reviewed.proposal(ProposalId{0}).stage_ends == reviewed.lane.row + 10);
}
