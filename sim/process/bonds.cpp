#include "bonds.hpp"

#include "prequalification.hpp"
#include "tenders.hpp"

#include "mutualise/random/portable.hpp"

namespace mutualise
{

namespace
{

/// One demand a tender, the same of all rivals of the staff.
bool is_demanded(const Lane& lane, const Tender& tender)
{
    const double chance = bond_chance(lane.parameters().procurement, tender.lot);
    return stream_of(lane, tender, Purpose::bond_demand).uniform() < chance;
}

/// In a tender the demand is the one made of every bidder; a direct award has its own.
bool bond_demanded_of_staff(Lane& lane, ProposalId id, double factor)
{
    const Proposal& proposal = lane.proposals[id.value];
    if (proposal.tender.exists()) {
        const bool demanded = is_demanded(lane, lane.tenders[proposal.tender.value]);
        log_test(lane, id, Decision::bond_demand, demanded);
        return demanded;
    }
    return decide(lane, id, Decision::bond_demand, Purpose::bond_demand,
                  factor * bond_chance(lane.parameters().procurement, proposal.lot));
}

bool staff_find_money(Lane& lane, ProposalId id, double bond)
{
    const ProcurementParameters& p = lane.parameters().procurement;
    Proposal& proposal = lane.proposals[id.value];
    if (proposal.grant >= bond) {
        log_test(lane, id, Decision::bond_raised, true);
        return true;
    }
    if (has_partner(lane, proposal)) {
        proposal.partner_equity = p.partner_equity;
        log_test(lane, id, Decision::bond_raised, true);
        return true;
    }
    if (decide(lane, id, Decision::bond_raised, Purpose::host_guarantee, p.host_guarantee_chance, counterpart::host))
        return true;
    const double bank = counts_history(lane, proposal) ? p.bank_chance : 0;
    return decide(lane, id, Decision::bond_raised, Purpose::bond_bank, bank, counterpart::bank);
}

} // namespace

double bond_chance(const ProcurementParameters& p, double lot)
{
    return portable::logistic(p.bond_base + p.bond_value_weight * portable::log(lot / 1e6));
}

double waived_share(const BondExemption* exemption, int age_months)
{
    return exemption != nullptr && age_months < exemption->months ? exemption->share : 0;
}

double bond_after_exemption(const ProcurementParameters& p, double lot, const BondExemption* exemption, int age_months)
{
    return p.bond_share * lot * (1 - waived_share(exemption, age_months));
}

bool staff_raise_bond(Lane& lane, ProposalId id, double factor)
{
    const ProcurementParameters& p = lane.parameters().procurement;
    Proposal& proposal = lane.proposals[id.value];
    const Unit& unit = first_unit(lane, proposal);
    if (lane.removed(ExitReason::failed_bond) || p.bond_share <= 0)
        return true;
    if (!bond_demanded_of_staff(lane, id, factor))
        return true;
    const auto* exemption = terms_of(lane, lane.scenario->levers.bond, proposal.terms_row, unit.service, unit.region);
    const double bond = bond_after_exemption(p, proposal.lot, exemption, 0); // not founded yet
    proposal.bond_waived = p.bond_share * proposal.lot - bond;
    if (bond <= 0)
        return true;
    lane.count(Observable::bonds_demanded, unit.service.value);
    if (staff_find_money(lane, id, bond))
        return true;
    lane.count(Observable::bonds_refused, unit.service.value);
    return false;
}

bool mutual_raises_bond(Lane& lane, MutualId id, const Tender& tender)
{
    const ProcurementParameters& p = lane.parameters().procurement;
    const Mutual& mutual = lane.mutuals[id.value];
    const auto* exemption = terms_of(lane, lane.scenario->levers.bond, tender.opened, tender.service, tender.region);
    const double bond = bond_after_exemption(p, tender.lot, exemption, lane.row - mutual.founded);
    if (lane.removed(ExitReason::failed_bond) || bond <= 0 || !is_demanded(lane, tender))
        return true;
    lane.count(Observable::bonds_demanded, tender.service.value);
    // A bank lends to a balance sheet in the black (assumed).
    const std::uint32_t who = bidder_key(lane, Winner::mutual, id.value);
    const bool bank = mutual.reserves > 0 && stream_of(lane, tender, Purpose::bond_bank, who).uniform() < p.bank_chance;
    if (mutual.reserves >= bond || bank)
        return true;
    lane.count(Observable::bonds_refused, tender.service.value);
    return false;
}

bool contractor_raises_bond(const Lane& lane, ContractorId id, const Tender& tender)
{
    const ProcurementParameters& p = lane.parameters().procurement;
    const double capital =
        lane.people->contractors[id].working_capital * lane.parameters().contractors.working_capital_factor;
    if (capital >= p.bond_share * tender.lot || !is_demanded(lane, tender))
        return true;
    const std::uint32_t who = bidder_key(lane, Winner::contractor, id.value);
    return stream_of(lane, tender, Purpose::bond_bank, who).uniform() < p.bank_chance;
}

} // namespace mutualise
