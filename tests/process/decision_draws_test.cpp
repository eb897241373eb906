// Submodels 5.4 to 5.7: every decision about a proposal is yes where the draw of its own key lies below its chance, the
// month whatever it is (model section 3). The decision log says which decisions there were.
#include "process/lever_makers.hpp"
#include "process/market.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cmath>
#include <map>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

const std::map<Decision, Purpose> purposes{{Decision::support_application, Purpose::support_application},
                                           {Decision::support_consent, Purpose::support_consent},
                                           {Decision::ballot_imposed, Purpose::ballot_imposed},
                                           {Decision::manager_veto, Purpose::manager_veto},
                                           {Decision::finance_veto, Purpose::finance_veto},
                                           {Decision::leadership_veto, Purpose::leadership_veto},
                                           {Decision::appeal, Purpose::appeal},
                                           {Decision::invoke_right, Purpose::invoke_right},
                                           {Decision::override_veto, Purpose::override_veto},
                                           {Decision::direct_award, Purpose::direct_award},
                                           {Decision::pqq_credit, Purpose::credit},
                                           {Decision::pqq_partner, Purpose::partner},
                                           {Decision::bond_demand, Purpose::bond_demand},
                                           {Decision::bond_raised, Purpose::host_guarantee},
                                           {Decision::legal_challenge, Purpose::legal_challenge},
                                           {Decision::legal_end, Purpose::legal_end},
                                           {Decision::pension_bond, Purpose::pension_bond}};

constexpr std::uint32_t from_bank = 2; ///< counterpart of a bond raised: 1 is the host
constexpr double credit = 0.8, partner = 0.2;

double luck(const Lane& lane, const Proposal& p, Purpose purpose, std::uint32_t counterpart = 0)
{
    return uniform(lane.key, purpose, lane.people->units[p.units.first].stable, p.attempt, counterpart);
}

/// A bond is asked of the partner first, then of the host, then of a bank that sees the unit's history.
void check_source(const Lane& lane, const Proposal& p, const DecisionRow& row)
{
    const bool has_partner = luck(lane, p, Purpose::partner) < partner;
    if (row.counterpart == 0)
        CHECK((has_partner || p.grant > 0));
    else
        CHECK_FALSE(has_partner);
    if (row.counterpart == from_bank)
        CHECK((row.probability > 0) == (luck(lane, p, Purpose::credit) < credit));
}

/// Holds every logged decision against its draw; how often each was no and yes.
std::map<Decision, std::array<int, 2>> check_draws(const Lane& lane)
{
    std::map<Decision, std::array<int, 2>> outcomes;
    for (const DecisionRow& row : lane.trajectory.decisions) {
        const auto decision = static_cast<Decision>(row.decision);
        const Proposal& p = lane.proposals[row.proposal];
        INFO(decision_names[row.decision]);
        if (decision == Decision::bond_raised)
            check_source(lane, p, row);
        const auto chance = static_cast<double>(row.probability);
        if (std::isnan(chance))
            continue; // no draw
        const bool bank = decision == Decision::bond_raised && row.counterpart == from_bank;
        const double drawn = luck(lane, p, bank ? Purpose::bond_bank : purposes.at(decision), row.counterpart);
        if (std::abs(drawn - chance) > 1e-6) // the log rounds the chance
            CHECK((row.outcome == 1) == (drawn < chance));
        ++outcomes[decision].at(row.outcome);
    }
    return outcomes;
}

/// Nothing is certain, and nobody launches or gives up by itself.
Scenario undecided()
{
    auto right = in_spell<RightToMutualise>(Month::of(2009, 1));
    right.strength = 0.5;
    auto support = in_spell<SupportProgramme>(Month::of(2009, 1));
    support.budget = 1e9;
    Scenario scenario = scenario_with(right, support);
    Parameters& p = scenario.parameters;
    p.proposals.launch_rate = p.proposals.sponsor_rate = p.proposals.building_abandonment = 0;
    p.proposals.apply_chance = p.proposals.impose_chance = 0.5;
    p.proposals.consent_weight = 0;
    p.review.unit_manager_veto = p.review.middle_manager_veto = p.review.head_veto = 0; // log-odds
    p.review.finance_veto = p.review.leadership_veto = 0;
    p.review.resistance_weight = p.review.quality_weight = p.review.ballot_weight = p.review.sponsor_weight = 0;
    p.review.appeal_chance = 0.3;
    p.review.answer_chance = 1;
    p.procurement = Market::neutral();
    p.procurement.direct_council = 0.5;
    p.procurement.credit_chance = credit;
    p.procurement.partner_chance = partner;
    p.procurement.bond_share = 0.1;
    p.procurement.bond_base = 50; // of every competition, and of every other direct award
    p.procurement.direct_bond_factor = p.procurement.bank_chance = 0.5;
    p.procurement.host_guarantee_chance = 0.3;
    p.mobilisation.months = 1;
    p.mobilisation.shape = 50;
    p.mobilisation.abandonment = 0;
    p.mobilisation.challenge_base = p.mobilisation.challenge_value = p.mobilisation.challenge_direct = 0;
    p.mobilisation.challenge_density = 0;
    p.mobilisation.challenge_months = 2;
    p.mobilisation.challenge_end = p.mobilisation.pension_guarantee_chance = 0.5;
    p.mobilisation.pension_bond_chance = 1;
    return scenario;
}

/// Of each four units, one proposal at every stage; of attempts 0 to 2.
void propose_everywhere(Workplace& work)
{
    for (const UnitId u : work.people.units.ids()) {
        work.lane.units[u].attempts = static_cast<std::uint16_t>(u.value % 3);
        if (u.value % 4 == 0) {
            work.set_attitudes(u, 0); // the ballot is lost
            work.propose({u, 1}, Stage::building, u.value % 8 == 0 ? Route::sponsored : Route::bottom_up);
        } else if (u.value % 4 == 1) {
            work.proposal(work.propose(u, Stage::review)).ballot = 0.5;
        } else if (u.value % 4 == 2) {
            work.propose(u, Stage::procurement);
        } else {
            begin_mobilisation(work.lane, work.propose(u, Stage::procurement));
        }
    }
}

} // namespace

TEST_CASE("every decision about a proposal is settled by the draw of its own key")
{
    Workplace work({.branches = 100, .units = 6, .team_posts = 2, .ties_each = 1}, undecided());
    work.lane.log.decisions = true;
    apply_policy(work.lane);
    propose_everywhere(work);
    for (int month = 0; month < 10; ++month) {
        apply_policy(work.lane);
        make_proposals(work.lane);
        review_proposals(work.lane);
        run_procurement(work.lane);
        mobilise(work.lane);
        next_month(work.lane);
    }
    const auto outcomes = check_draws(work.lane);
    for (const auto& [decision, purpose] : purposes) {
        INFO(decision_names[static_cast<std::size_t>(decision)]);
        REQUIRE(outcomes.count(decision) == 1);
        CHECK(outcomes.at(decision)[0] > 0);
        CHECK(outcomes.at(decision)[1] > 0);
    }
}
