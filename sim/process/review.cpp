/// \file Submodel 5.5: the case climbs the managers' tree, one level at a time, and three voices wait at its head.
///
/// Veto players: Tsebelis (2002), ch. 1. A vetoed group may appeal; where it has a right to mutualise it may invoke it,
/// and an arbiter, if there is one, overrides vetoes of good cases only (F-101).
#include "precedent_view.hpp"
#include "veto.hpp"

#include "mutualise/process/deadline.hpp"
#include "mutualise/process/schedule.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// The right the group has: in force now, or for a request still in an expedited review when it was made.
const RightToMutualise* right_of(const Lane& lane, const Proposal& p)
{
    const Unit& unit = first_unit(lane, p);
    if (const RightToMutualise* right = lane.policy_of(unit).right)
        return right;
    const Month launched = lane.scenario->horizon.month_of_row(p.launched);
    return decided_by_expedited_review(lane, p)
               ? in_force(lane.scenario->levers.right, launched, unit.service, unit.region)
               : nullptr;
}

/// Who answers first: the unit's own manager, or for several units the head of their branch.
ManagerId first_manager(const Lane& lane, const Proposal& p)
{
    const Population& people = *lane.people;
    return p.units.count == 1 ? people.manager_of(p.units.first) : people.branches[first_unit(lane, p).branch].head;
}

/// The level's answer takes a geometric time, capped by the right.
void wait_for_answer(Lane& lane, Proposal& p)
{
    const int level = lane.people->managers[p.manager].level;
    int months = draw_geometric_months(lane, p, Purpose::review_time, lane.parameters().review.answer_chance,
                                       static_cast<std::uint32_t>(level));
    if (const RightToMutualise* right = right_of(lane, p))
        months = std::min(months, static_cast<int>(right->response_months));
    p.stage_ends = lane.row + months;
}

/// An appeal that succeeds, with or without a right (docs/model.md, A41), else the right invoked and upheld.
bool overcome(Lane& lane, ProposalId id, std::uint32_t voice)
{
    const ReviewParameters& parameters = lane.parameters().review;
    if (decide(lane, id, Decision::appeal, Purpose::appeal, parameters.appeal_chance, voice))
        return true;
    const Unit& unit = first_unit(lane, lane.proposals[id.value]);
    const RightToMutualise* right = right_of(lane, lane.proposals[id.value]);
    if (right == nullptr)
        return false;
    const Proposal& p = lane.proposals[id.value];
    const double invoke = 1 - parameters.invoke_reluctance * (1 - right->strength) * (1 - std::max(0.0, p.ballot));
    if (!decide(lane, id, Decision::invoke_right, Purpose::invoke_right, invoke, voice))
        return false;
    Proposal& group = lane.proposals[id.value];
    if (group.cohort == Cohort::none)
        group.cohort = Cohort::right;
    if (right->arbiter)
        charge(lane, LeverKind::right, lane.parameters().trading.arbiter_cost);
    const double upheld = right->arbiter && group.quality < right->arbiter_threshold ? 0 : right->strength;
    if (!decide(lane, id, Decision::override_veto, Purpose::override_veto, upheld, voice))
        return false;
    lane.count(Observable::overrides, unit.service.value);
    group.overridden = true;
    group.right_contract = std::max(group.right_contract, right->contract);
    return true;
}

double manager_veto_chance(const Lane& lane, const Proposal& p, const Manager& manager)
{
    const ReviewParameters& parameters = lane.parameters().review;
    const Unit& unit = first_unit(lane, p);
    const bool head = !manager.superior.exists();
    const bool senior = head || p.manager == lane.people->branches[unit.branch].head;
    const double intercept = head                 ? parameters.head_veto
                             : manager.level == 1 ? parameters.unit_manager_veto
                                                  : parameters.middle_manager_veto;
    const double pressure = senior ? std::min(1.0, lane.pressure[unit.branch]) : 0;
    return veto_chance(parameters, intercept, resistance(lane, manager, precedents_seen(lane, unit.branch)), p.quality,
                       ballot_margin(p.ballot, lane.parameters().proposals.quorum), pressure,
                       p.route == Route::sponsored);
}

/// The present manager decides. False where the proposal has ended.
bool manager_decides(Lane& lane, ProposalId id)
{
    const Proposal& p = lane.proposals[id.value];
    const Manager& manager = lane.people->managers[p.manager];
    const std::size_t service = first_unit(lane, p).service.value;
    const ExitReason reason = vetoed_at(manager.level);
    lane.count(Observable::reviews, service);
    if (lane.removed(reason) || !decide(lane, id, Decision::manager_veto, Purpose::manager_veto,
                                        manager_veto_chance(lane, p, manager), manager.level))
        return true;
    lane.count(Observable::vetoes, service, static_cast<std::size_t>(std::min<int>(manager.level, max_levels)) - 1);
    if (overcome(lane, id, manager.level))
        return true;
    end_proposal(lane, id, reason);
    return false;
}

/// Finance, then leadership. False where the proposal has ended.
bool head_decides(Lane& lane, ProposalId id)
{
    const ReviewParameters& parameters = lane.parameters().review;
    const Proposal& p = lane.proposals[id.value];
    if (p.cohort == Cohort::pathfinder) // its body's top agreed when it joined the programme (F-97, F-131)
        return true;
    const Unit& unit = first_unit(lane, p);
    const Organisation& body = lane.people->organisations[unit.organisation];
    const double finance = finance_veto_chance(parameters, body.finance, p.grant / p.value, p.quality);
    if (!lane.removed(ExitReason::vetoed_finance) &&
        decide(lane, id, Decision::finance_veto, Purpose::finance_veto, finance)) {
        lane.count(Observable::finance_vetoes, unit.service.value);
        if (!overcome(lane, id, counterpart::finance)) {
            end_proposal(lane, id, ExitReason::vetoed_finance);
            return false;
        }
    }
    const double leadership =
        leadership_veto_chance(parameters, body.leadership, std::min(1.0, lane.pressure[unit.branch]));
    if (!lane.removed(ExitReason::vetoed_leadership) &&
        decide(lane, id, Decision::leadership_veto, Purpose::leadership_veto, leadership)) {
        lane.count(Observable::leadership_vetoes, unit.service.value);
        if (!overcome(lane, id, counterpart::leadership)) {
            end_proposal(lane, id, ExitReason::vetoed_leadership);
            return false;
        }
    }
    return true;
}

void approve(Lane& lane, ProposalId id)
{
    Proposal& p = lane.proposals[id.value];
    const DivestmentDeadline* deadline = deadline_before(lane, first_unit(lane, p));
    p.guaranteed = deadline != nullptr && deadline->guaranteed_contract &&
                   lane.scenario->horizon.month_of_row(p.launched) < deadline->requests_until;
    // A direct award comes with the right, not with the quarrel: a group that nobody vetoed has it too.
    if (const RightToMutualise* right = right_of(lane, p); right != nullptr && right->contract == right_brings_direct)
        p.right_contract = right_brings_direct;
    p.approved = lane.row;
    const std::size_t service = first_unit(lane, p).service.value;
    lane.count(Observable::approvals, service);
    lane.count(Observable::approved_staff, service, 0, p.staff);
    enter_stage(lane, id, Stage::procurement);
}

void review(Lane& lane, ProposalId id)
{
    // A case on record as approved in a known month (F-22): the record is no lottery.
    if (const int known = lane.proposals[id.value].forced_row; known >= 0) {
        if (lane.row >= known)
            approve(lane, id);
        return;
    }
    const bool at_once = decided_by_expedited_review(lane, lane.proposals[id.value]); // all levels
    while (true) {
        Proposal& p = lane.proposals[id.value];
        if (!p.manager.exists()) {
            p.manager = first_manager(lane, p);
            wait_for_answer(lane, p);
        }
        const bool waiting = !at_once && (in_expedited_review(lane, p) || lane.row < p.stage_ends);
        if (waiting || !manager_decides(lane, id))
            return;
        const ManagerId superior = lane.people->managers[lane.proposals[id.value].manager].superior;
        if (!superior.exists()) {
            if (head_decides(lane, id))
                approve(lane, id);
            return;
        }
        lane.proposals[id.value].manager = superior;
        wait_for_answer(lane, lane.proposals[id.value]);
        if (!at_once)
            return;
    }
}

} // namespace

void review_proposals(Lane& lane)
{
    for (const ProposalId id : lane.in_hand)
        if (const Proposal& p = lane.proposals[id.value]; p.in_hand && p.stage == Stage::review)
            review(lane, id);
}

} // namespace mutualise
