/// \file A proposal from its launch to its end, and its row of the log.
#include "mutualise/state/lane.hpp"

#include <limits>

namespace mutualise
{

ProposalId add_proposal(Lane& lane, IdRange<UnitId> units, Route route, Cohort cohort)
{
    const ProposalId id{static_cast<std::uint32_t>(lane.proposals.size())};
    Proposal p;
    p.units = units;
    p.route = route;
    p.cohort = cohort;
    p.launched = p.stage_since = lane.row;
    p.attempt = lane.units[units.first].attempts;
    for (const UnitId u : units) {
        UnitState& unit = lane.units[u];
        ++unit.attempts;
        unit.proposal = id;
        unit.enter(Stage::building, lane.row);
        p.staff += lane.people->units[u].posts;
        p.value += lane.people->units[u].annual_value;
    }
    const ProposalParameters& parameters = lane.parameters().proposals;
    p.quality = stream_of(lane, p, Purpose::quality).beta(parameters.quality_alpha, parameters.quality_beta);
    lane.proposals.push_back(p);
    lane.in_hand.push_back(id);
    return id;
}

void enter_stage(Lane& lane, ProposalId id, Stage stage)
{
    Proposal& p = lane.proposals[id.value];
    p.stage = stage;
    p.stage_since = lane.row;
    for (const UnitId u : p.units)
        lane.units[u].enter(stage, lane.row);
}

namespace
{

/// Lost in public: in a tender or a court (model 5.10); other ends are seen in the own organisation only.
bool lost_in_public(ExitReason reason)
{
    using enum ExitReason;
    switch (reason) {
    case failed_pqq_turnover:
    case failed_pqq_accounts:
    case failed_pqq_balance_sheet:
    case failed_pqq_track_record:
    case failed_bond:
    case outbid:
    case tender_abandoned:
    case legal_challenge:
        return true;
    default:
        return false;
    }
}

} // namespace

void end_proposal(Lane& lane, ProposalId id, ExitReason reason)
{
    Proposal& p = lane.proposals[id.value];
    const Unit& first = first_unit(lane, p);
    p.in_hand = false;
    lane.count(Observable::exits, first.service.value, static_cast<std::size_t>(reason));
    lane.precedents.failures.push_back(
        {lane.row, lane.parameters().precedents.public_loss_weight, lost_in_public(reason), first.branch});
    const int cooling = lane.row + static_cast<int>(lane.parameters().proposals.cooling_off_months);
    for (const UnitId u : p.units) {
        UnitState& unit = lane.units[u];
        unit.proposal = ProposalId::none();
        unit.enter(Stage::public_body, lane.row);
        unit.cooling_until = static_cast<std::int16_t>(cooling);
    }
    if (lane.log.proposals) {
        ProposalRow row = log_row(lane, id);
        row.reason = static_cast<std::int8_t>(reason);
        row.ended = static_cast<std::int16_t>(lane.row);
        lane.trajectory.proposals.push_back(row);
    }
}

namespace
{

std::uint8_t flags_of(const Proposal& p)
{
    using namespace proposal_flag;
    return static_cast<std::uint8_t>((p.supported ? supported : 0) | (p.overridden ? overridden : 0) |
                                     (p.imposed ? imposed : 0) | (p.direct_awarded ? direct_award : 0) |
                                     (p.stage == Stage::mutual ? founded : 0) | (p.is_case ? put_in_by_hand : 0));
}

} // namespace

ProposalRow log_row(const Lane& lane, ProposalId id)
{
    const Proposal& p = lane.proposals[id.value];
    const Unit& first = first_unit(lane, p);
    ProposalRow row;
    row.proposal = id.value;
    row.unit = first.stable;
    row.units = p.units.count;
    row.service = static_cast<std::uint16_t>(first.service.value);
    row.region = static_cast<std::uint16_t>(first.region.value);
    row.organisation = lane.people->organisations[first.organisation].stable;
    row.cohort = static_cast<std::uint8_t>(p.cohort);
    row.route = static_cast<std::uint8_t>(p.route);
    row.stage = static_cast<std::uint8_t>(p.stage);
    row.launched = static_cast<std::int16_t>(p.launched);
    row.decided = static_cast<std::int16_t>(p.decided);
    row.approved = static_cast<std::int16_t>(p.approved);
    row.awarded = static_cast<std::int16_t>(p.awarded);
    row.staff = p.staff;
    row.value = static_cast<float>(p.value);
    row.quality = static_cast<float>(p.quality);
    row.ballot = p.ballot < 0 ? std::numeric_limits<float>::quiet_NaN() : static_cast<float>(p.ballot);
    row.flags = flags_of(p);
    return row;
}

} // namespace mutualise
