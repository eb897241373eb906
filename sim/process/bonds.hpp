/// \file Submodel 5.6, bonds: a share beta of the lot's annual value, demanded more often of large lots (F-109, F-111).
///
///     P(demand) = logistic( b0 + b_v ln(lot / 1 million pounds) )
///
/// Raised from reserves, a partner, the host body of one's own staff, or a bank that sees a balance sheet.
#pragma once

#include "mutualise/state/lane.hpp"

namespace mutualise
{

/// P(demand) in a competition; a direct award multiplies it by `direct_bond_factor`.
double bond_chance(const ProcurementParameters& p, double lot);

/// Share of a bond that an exemption waives for a staff group or mutual of this age. `exemption`: null if none is in
/// force.
double waived_share(const BondExemption* exemption, int age_months);

/// What is left of the bond for a staff group or mutual of this age [GBP].
double bond_after_exemption(const ProcurementParameters& p, double lot, const BondExemption* exemption, int age_months);

/// Whether the staff group can stand its bond, if one is asked: under the terms set, `factor` times as often.
bool staff_raise_bond(Lane& lane, ProposalId proposal, double factor);

/// The same for a live mutual or a contractor that bids in a tender.
bool mutual_raises_bond(Lane& lane, MutualId mutual, const Tender& tender);
bool contractor_raises_bond(const Lane& lane, ContractorId contractor, const Tender& tender);

} // namespace mutualise
