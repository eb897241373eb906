/// \file Submodel 5.6: what the steps of a tender share: its keys, whom it is reserved for, how it ends.
#pragma once

#include "mutualise/process/tender.hpp"
#include "mutualise/state/lane.hpp"

#include <span>
#include <vector>

namespace mutualise
{

/// A stream for a one-off decision in a tender, keyed by (first unit, attempt, purpose, counterpart), never by month.
Stream stream_of(const Lane& lane, const Tender& tender, Purpose purpose, std::uint32_t counterpart = 0);

/// A bidder as a counterpart of draws: the same under every lever.
std::uint32_t bidder_key(const Lane& lane, Winner kind, std::uint32_t bidder);

/// The exit of a staff group that fails this test.
constexpr ExitReason failed_pqq(PqqTest test)
{
    return static_cast<ExitReason>(static_cast<int>(ExitReason::failed_pqq_turnover) + static_cast<int>(test));
}

/// The lever of this kind that set the terms in this row, here; null if none. A tender's tests, bond, margin and
/// reservation are those of its notice: what is published cannot be changed while it runs.
template <class Lever>
const Lever* terms_of(const Lane& lane, const std::vector<Lever>& levers, int row, ServiceId service, RegionId region)
{
    return in_force(levers, lane.scenario->horizon.month_of_row(row), service, region);
}

/// Only mutuals and staff groups may bid: staff bid, and the contract preference of the notice reserves their tender.
bool is_reserved(const Lane& lane, const Tender& tender);

/// Annual value of units under the cuts of their own bodies [GBP].
double value_today(const Lane& lane, std::span<const UnitId> units);

std::vector<UnitId> units_of(const Proposal& proposal);

/// A staff group bids in this tender, on the terms of its notice.
void join_tender(Lane& lane, ProposalId proposal, TenderId tender);

/// The contract of a contractor that ends with this tender; null if none.
OutsourcedContract* contract_tendered(Lane& lane, TenderId tender);

/// Takes a tender off the market: capacity is released, units and incumbents are unmarked, the clearing is counted.
void clear_tender(Lane& lane, TenderId tender);

/// Clears a tender without an award.
void abandon_tender(Lane& lane, TenderId tender);

/// The staff group of a tender leaves it and ends for this reason; a tender opened for it is abandoned.
void drop_staff_group(Lane& lane, TenderId tender, ExitReason reason);

// The steps of run_procurement, in this order.
/// Withdraws tenders whose units have changed hands or whose staff group is gone (a deadline, an insolvency).
void withdraw_overtaken_tenders(Lane& lane);
/// Proposals newly approved: a direct award is prepared, or a tender is noticed and the staff group tested.
void choose_routes(Lane& lane);
/// Direct awards that fall due.
void make_direct_awards(Lane& lane);
/// Ordinary notices for public units; staff may bid at short notice.
void outsource_units(Lane& lane);
/// Who bids in the tenders noticed since last month.
void take_entries(Lane& lane);
/// Tenders that close: bonds, bids, award.
void award_tenders(Lane& lane);

/// The staff group of a tender takes its PQQ; failing it leaves the market, with its tender if that was opened for it.
void test_staff_group(Lane& lane, TenderId tender);

/// The buyer is bound, or chooses, to award to the staff directly: the award is prepared.
void prepare_direct_award(Lane& lane, ProposalId proposal);

/// The first contract is the staff's without a tender: counted, and charged to the lever that brought it.
void settle_direct_award(Lane& lane, ProposalId proposal);

} // namespace mutualise
