/// \file Submodel 5.7: from award to transfer: a Gamma time, a hazard of giving up, the courts, the pension bond.
///
///     P(challenge) = logistic( c0 + c_v ln(value / 10 million pounds) + c_d [direct] + c_u density )
#include "mutualise/process/mobilisation.hpp"

#include "bonds.hpp"
#include "founding.hpp"
#include "prequalification.hpp"

#include "mutualise/process/schedule.hpp"
#include "mutualise/random/portable.hpp"

namespace mutualise
{

double challenge_chance(const MobilisationParameters& p, double value, bool direct, double union_density)
{
    return portable::logistic(p.challenge_base + p.challenge_value * portable::log(value / 1e7) +
                              (direct ? p.challenge_direct : 0) + p.challenge_density * union_density);
}

namespace
{

bool is_request(const Proposal& p)
{
    return p.cohort == Cohort::rtr1 || p.cohort == Cohort::rtr2 || p.cohort == Cohort::rtr3;
}

/// A challenge delays the transfer; the court may end it when it rules.
void hear_challenge(Lane& lane, ProposalId id)
{
    const MobilisationParameters& parameters = lane.parameters().mobilisation;
    Proposal& p = lane.proposals[id.value];
    if (lane.removed(ExitReason::legal_challenge) ||
        !decide(lane, id, Decision::legal_challenge, Purpose::legal_challenge,
                challenge_chance(parameters, p.value, p.direct_awarded,
                                 lane.people->service(first_unit(lane, p)).union_density)))
        return;
    constexpr double delay_shape = 2; // assumed (docs/model.md, A75)
    const int delay = draw_months(lane, p, Purpose::legal_delay, parameters.challenge_months, delay_shape);
    p.stage_ends += delay;
    p.gives_up += delay; // the clock of giving up stands still in court
    if (decide(lane, id, Decision::legal_end, Purpose::legal_end, parameters.challenge_end))
        p.court_ends = lane.row + delay;
}

/// Council staff stay in the pension fund against a bond, unless the host guarantees (model 5.7).
bool pension_bond_raised(Lane& lane, ProposalId id)
{
    const MobilisationParameters& parameters = lane.parameters().mobilisation;
    Proposal& p = lane.proposals[id.value];
    const Unit& unit = first_unit(lane, p);
    if (lane.people->service(unit).group != ServiceGroup::council || lane.removed(ExitReason::failed_bond) ||
        stream_of(lane, p, Purpose::pension_bond, 1).uniform() >= parameters.pension_bond_chance)
        return true;
    const double whole = parameters.pension_bond_share * p.value;
    const double waived = whole * waived_share(lane.policy_of(unit).bond, 0); // not founded yet
    p.bond_waived += waived;
    const double bond = whole - waived;
    if (bond <= 0)
        return true;
    lane.count(Observable::bonds_demanded, unit.service.value);
    const bool guaranteed =
        decide(lane, id, Decision::pension_bond, Purpose::pension_bond, parameters.pension_guarantee_chance);
    if (guaranteed || p.grant >= bond)
        return true;
    // Asked for now, if no test or bond has brought it in before: a waived one must not cost a group its partner.
    if (has_partner(lane, p)) {
        p.partner_equity = lane.parameters().procurement.partner_equity;
        return true;
    }
    lane.count(Observable::bonds_refused, unit.service.value);
    return false;
}

void advance(Lane& lane, ProposalId id)
{
    const Proposal& p = lane.proposals[id.value];
    if (p.court_ends >= 0 && lane.row >= p.court_ends)
        return end_proposal(lane, id, ExitReason::legal_challenge);
    const bool finished = lane.row >= p.stage_ends;
    if (!finished && lane.row >= p.gives_up && !lane.removed(ExitReason::abandoned_mobilising)) {
        log_test(lane, id, Decision::mobilisation_survival, false);
        return end_proposal(lane, id, ExitReason::abandoned_mobilising);
    }
    if (!finished)
        return;
    if (!pension_bond_raised(lane, id))
        return end_proposal(lane, id, ExitReason::failed_bond);
    found_mutual(lane, id);
}

} // namespace

void begin_mobilisation(Lane& lane, ProposalId id)
{
    const MobilisationParameters& parameters = lane.parameters().mobilisation;
    enter_stage(lane, id, Stage::mobilising);
    Proposal& p = lane.proposals[id.value];
    if (p.awarded < 0)
        p.awarded = lane.row;
    const double hazard = is_request(p) ? parameters.abandonment_request : parameters.abandonment;
    p.stage_ends = lane.row + draw_months(lane, p, Purpose::mobilisation_time, parameters.months, parameters.shape);
    p.gives_up = lane.row + draw_geometric_months(lane, p, Purpose::mobilisation_survival, hazard);
    hear_challenge(lane, id);
}

void mobilise(Lane& lane)
{
    for (const ProposalId id : lane.in_hand)
        if (const Proposal& p = lane.proposals[id.value]; p.in_hand && p.stage == Stage::mobilising)
            advance(lane, id); // every clock of this stage runs a month at least
}

} // namespace mutualise
