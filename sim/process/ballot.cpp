/// \file Submodel 5.4, the ballot: thresholds and their cascade.
///
///     y_i     = x_i + g_q (q - 1/2) + g_alt alt - g_take take
///     theta_i = max(0, 1/2 + (x_back - y_i) / g), never met above 1
///     b_i     = 1 once the unit's backing share >= theta_i, iterated to its fixed point
///
/// Granovetter (1978), American Journal of Sociology 83(6). Take is the chance, as expected, that the first contract is
/// contested (a takeover, F-89); alt is 1 where the unit otherwise faces divestment, tender or closure.
#include "ballot.hpp"

#include "mutualise/process/deadline.hpp"

#include <algorithm>

namespace mutualise
{

double backing_share(std::vector<double>& thresholds)
{
    if (thresholds.empty())
        return 0;
    std::sort(thresholds.begin(), thresholds.end());
    const auto staff = static_cast<double>(thresholds.size());
    std::size_t backing = 0;
    while (backing < thresholds.size() && thresholds[backing] <= static_cast<double>(backing) / staff)
        ++backing;
    return static_cast<double>(backing) / staff;
}

double support_shift(const Lane& lane, const Proposal& proposal)
{
    const ProposalParameters& p = lane.parameters().proposals;
    const Unit& first = first_unit(lane, proposal);
    const LocalPolicy& policy = lane.policy_of(first);
    constexpr double closure_pressure = 1; // a cut of 30 % puts the service itself in doubt; assumed
    const bool alternative = deadline_before(lane, first) != nullptr || proposal.to_tender ||
                             lane.pressure[first.branch] >= closure_pressure;
    const double takeover = 1 - policy.expected_direct;
    return p.quality_in_ballot * (proposal.quality - 0.5) + (alternative ? p.alternative_in_ballot : 0) -
           p.takeover_in_ballot * takeover;
}

double share_against(const Lane& lane, IdRange<UnitId> units, double shift)
{
    const double least = lane.parameters().proposals.backing_attitude - shift;
    std::uint32_t staff = 0, against = 0;
    for (const UnitId u : units)
        for (const EmployeeId e : lane.people->employees_of(lane.people->units[u])) {
            if (lane.crowd->is_vacant(e, lane.column))
                continue;
            ++staff;
            against += to_real(lane.crowd->attitude_of(e, lane.column)) < least ? 1 : 0;
        }
    return staff == 0 ? 0 : static_cast<double>(against) / staff;
}

double hold_ballot(const Lane& lane, const Proposal& proposal)
{
    const ProposalParameters& p = lane.parameters().proposals;
    const double shift = support_shift(lane, proposal);
    std::vector<double> thresholds;
    thresholds.reserve(proposal.staff);
    for (const UnitId u : proposal.units)
        for (const EmployeeId e : lane.people->employees_of(lane.people->units[u])) {
            if (lane.crowd->is_vacant(e, lane.column))
                continue;
            const double support = to_real(lane.crowd->attitude_of(e, lane.column)) + shift;
            thresholds.push_back(std::max(0.0, 0.5 + (p.backing_attitude - support) / p.conformity));
        }
    return backing_share(thresholds);
}

} // namespace mutualise
