/// \file Submodel 5.4: proposals, month by month: launch, support, case building, ballot.
#include "ballot.hpp"
#include "launches.hpp"

#include "mutualise/process/deadline.hpp"
#include "mutualise/process/schedule.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise
{

namespace
{

/// Mentors and money: a better case, sooner.
void improve(Lane& lane, Proposal& p, double quality_gain, double time_factor)
{
    p.quality += quality_gain * (1 - p.quality);
    const int left = p.stage_ends - lane.row;
    if (p.stage == Stage::building && left > 0)
        p.stage_ends = lane.row + std::max(1, static_cast<int>(std::ceil(left * time_factor)));
    p.supported = true;
}

/// Index of a support programme among the scenario's, its place in `support_spent`.
std::size_t programme_index(const Lane& lane, const SupportProgramme* programme)
{
    return static_cast<std::size_t>(programme - lane.scenario->levers.support.data());
}

void apply_for_support(Lane& lane, ProposalId id, const SupportProgramme& programme)
{
    const ProposalParameters& parameters = lane.parameters().proposals;
    Proposal& p = lane.proposals[id.value];
    const Unit& first = first_unit(lane, p);
    p.applied = true;
    if (!decide(lane, id, Decision::support_application, Purpose::support_application, parameters.apply_chance))
        return;
    lane.count(Observable::support_applications, first.service.value);
    double& spent = lane.support_spent[programme_index(lane, &programme)];
    const double leadership = lane.people->organisations[first.organisation].leadership;
    constexpr double average_consent = 1; // log-odds of an employer of average leadership; assumed
    const double consent = portable::logistic(average_consent + parameters.consent_weight * (2 * leadership - 1));
    if (p.quality < programme.entry_quality ||
        spent + programme.grant > programme.budget * lane.people->settings.scale ||
        !decide(lane, id, Decision::support_consent, Purpose::support_consent, consent))
        return;
    spent += programme.grant;
    p.grant += programme.grant;
    lane.count(Observable::support_grants, first.service.value);
    charge(lane, LeverKind::support, programme.grant);
    improve(lane, p, programme.quality_gain, programme.time_factor);
    if (p.cohort == Cohort::none)
        p.cohort = Cohort::supported;
}

void vote(Lane& lane, ProposalId id)
{
    const ProposalParameters& parameters = lane.parameters().proposals;
    Proposal& p = lane.proposals[id.value];
    const std::size_t service = first_unit(lane, p).service.value;
    p.ballot = hold_ballot(lane, p);
    p.decided = lane.row;
    const bool carried = p.ballot >= parameters.quorum;
    lane.count(Observable::ballots, service);
    lane.count(Observable::ballots_carried, service, 0, carried ? 1 : 0);
    log_test(lane, id, Decision::ballot, carried);
    if (!carried && !lane.removed(ExitReason::lost_ballot)) {
        p.imposed = p.route == Route::sponsored &&
                    decide(lane, id, Decision::ballot_imposed, Purpose::ballot_imposed, parameters.impose_chance);
        if (!p.imposed)
            return end_proposal(lane, id, ExitReason::lost_ballot);
    }
    enter_stage(lane, id, Stage::review);
    p.manager = ManagerId::none();
}

} // namespace

void support_proposals(Lane& lane)
{
    const ProposalParameters& parameters = lane.parameters().proposals;
    for (const ProposalId id : lane.in_hand) {
        Proposal& p = lane.proposals[id.value];
        if (!p.in_hand || p.supported)
            continue;
        if (p.cohort == Cohort::pathfinder)
            improve(lane, p, parameters.pathfinder_quality_gain, parameters.pathfinder_time_factor);
        else if (p.stage != Stage::building)
            continue;
        else if (const SupportProgramme* programme = lane.policy_of(first_unit(lane, p)).support;
                 programme != nullptr && !p.applied)
            apply_for_support(lane, id, *programme);
    }
}

void conclude_building(Lane& lane)
{
    const std::vector<ProposalId> in_hand = lane.in_hand;
    for (const ProposalId id : in_hand) {
        const Proposal& p = lane.proposals[id.value];
        if (!p.in_hand || p.stage != Stage::building)
            continue;
        const bool finished = lane.row >= p.stage_ends || decided_by_expedited_review(lane, p); // as it stands
        if (!finished && lane.row < p.gives_up)
            continue;
        if (!finished && !lane.removed(ExitReason::abandoned_building)) {
            log_test(lane, id, Decision::building_survival, false);
            end_proposal(lane, id, ExitReason::abandoned_building);
        } else if (finished) {
            vote(lane, id);
        }
    }
}

void make_proposals(Lane& lane)
{
    std::erase_if(lane.in_hand, [&](ProposalId id) { return !lane.proposals[id.value].in_hand; });
    launch_new_proposals(lane);
    support_proposals(lane);
    conclude_building(lane);
}

} // namespace mutualise
