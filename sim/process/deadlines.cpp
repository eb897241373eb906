/// \file Section 6, divestment deadline: on its date covered organisations part with their units of the covered
/// services.
///
/// What has its approval goes its way. The rest passes to another public body (F-102, F-103), or, where the default is
/// a mutual, becomes one, unit by unit, unless a unit's staff vote against.
#include "ballot.hpp"
#include "founding.hpp"
#include "tenders.hpp"

#include "mutualise/process/deadline.hpp"
#include "mutualise/process/launch.hpp"
#include "mutualise/process/schedule.hpp"
#include "mutualise/process/transfer.hpp"

#include <array>

namespace mutualise
{

namespace
{

/// A keyed draw decides once whether an organisation is among the covered.
bool is_covered(const Lane& lane, const DivestmentDeadline& lever, OrganisationId o)
{
    return uniform(lane.key, Purpose::deadline_coverage, lane.people->organisations[o].stable, 0) < lever.coverage;
}

} // namespace

const DivestmentDeadline* deadline_before(const Lane& lane, const Unit& unit)
{
    const DivestmentDeadline* lever = lane.policy_of(unit).deadline;
    return lever != nullptr && is_covered(lane, *lever, unit.organisation) ? lever : nullptr;
}

bool in_expedited_review(const Lane& lane, const Proposal& proposal)
{
    const DivestmentDeadline* lever = deadline_before(lane, first_unit(lane, proposal));
    return lever != nullptr && lever->decide_by != never && lane.month <= lever->decide_by &&
           lane.scenario->horizon.month_of_row(proposal.launched) < lever->requests_until;
}

bool decided_by_expedited_review(const Lane& lane, const Proposal& proposal)
{
    return in_expedited_review(lane, proposal) &&
           deadline_before(lane, first_unit(lane, proposal))->decide_by == lane.month;
}

namespace
{

bool still_proposing(const Lane& lane, const UnitState& unit)
{
    return unit.proposal.exists() && (unit.stage == Stage::building || unit.stage == Stage::review) && lane.row > 0;
}

void pass_to_public_body(Lane& lane, UnitId u)
{
    const ProposalId id = lane.units[u].proposal;
    if (id.exists() && !lane.removed(ExitReason::transferred_public)) {
        const IdRange<UnitId> units = lane.proposals[id.value].units;
        log_test(lane, id, Decision::deadline, false);
        end_proposal(lane, id, ExitReason::transferred_public);
        for (const UnitId each : units)
            give_to_public(lane, std::array{each}, true);
    } else if (!id.exists()) {
        give_to_public(lane, std::array{u}, true);
    }
}

/// The units of a proposal not yet approved, or one unit without: founded today unless its staff opt out.
void found_by_default(Lane& lane, UnitId u, double opt_out)
{
    const Unit& fixed = lane.people->units[u];
    if (fixed.eligibility >= lane.policy_of(fixed).eligible_share)
        return; // what may not step out stays where it is
    ProposalId id = lane.units[u].proposal;
    const bool fresh = !id.exists();
    if (fresh) {
        Proposal as_if;
        as_if.units = {u, 1};
        as_if.quality = 0.5;
        if (share_against(lane, as_if.units, support_shift(lane, as_if)) >= opt_out)
            return pass_to_public_body(lane, u);
        id = launch_proposal(lane, {u, 1}, Route::sponsored, Cohort::none);
    } else if (const Proposal& p = lane.proposals[id.value];
               share_against(lane, p.units, support_shift(lane, p)) >= opt_out) {
        return pass_to_public_body(lane, u);
    }
    Proposal& p = lane.proposals[id.value];
    p.guaranteed = true;
    p.approved = lane.row;
    settle_direct_award(lane, id);
    found_mutual(lane, id);
}

void divest(Lane& lane, const DivestmentDeadline& lever, const Branch& branch)
{
    for (const UnitId u : branch.units) {
        const UnitState& unit = lane.units[u];
        const bool in_house = unit.stage == Stage::public_body && !unit.tender.exists();
        if (unit.divested || unit.owner != OwnerKind::public_body || (!in_house && !still_proposing(lane, unit)))
            continue; // another body's already, or under way
        if (lever.otherwise == default_mutual)
            found_by_default(lane, u, lever.opt_out);
        else
            pass_to_public_body(lane, u);
    }
}

} // namespace

void meet_deadlines(Lane& lane)
{
    for (const DivestmentDeadline& lever : lane.scenario->levers.deadline) {
        if (lever.deadline != lane.month || lever.scope.until < lever.deadline)
            continue;
        std::vector<bool> charged(lane.people->organisations.size(), false);
        for (const BranchId b : lane.people->branches.ids()) {
            const Branch& branch = lane.people->branches[b];
            if (!lever.scope.covers(branch.service, branch.region) || !is_covered(lane, lever, branch.organisation))
                continue;
            if (!charged[branch.organisation.value])
                charge(lane, LeverKind::deadline, lane.parameters().trading.divestment_cost);
            charged[branch.organisation.value] = true;
            divest(lane, lever, branch);
        }
    }
}

} // namespace mutualise
