/// \file The processes of a month (model section 4): the dense ones over all posts, then the sparse ones in their
/// order.
#pragma once

#include "mutualise/state/lane.hpp"

#include <span>

namespace mutualise
{

// Dense: every post of every lane of a batch, in parallel over units or branches.
/// 5.2 Staff leave and are replaced. Reads `budget` and owners; writes vacancies, newcomers and flows of the crowd.
void renew_staff(const Population& people, std::span<Lane> lanes, Crowd& crowd);
/// 5.3 x(0) = l(0), and the unit sums of it.
void start_attitudes(const Population& people, std::span<Lane> lanes, Crowd& crowd);
/// 5.3 x(t+1) from x(t), and the unit sums of it.
void update_attitudes(const Population& people, std::span<Lane> lanes, Crowd& crowd);

// Sparse: one lane at a time, lanes in parallel.
void apply_policy(Lane& lane);       ///< 6: levers as they bear on each service and region this month
void apply_austerity(Lane& lane);    ///< 5.1: budgets and pressure
void make_proposals(Lane& lane);     ///< 5.4: launches, case building, ballots
void review_proposals(Lane& lane);   ///< 5.5: managers, head, right, arbiter
void meet_deadlines(Lane& lane);     ///< 6: divestment on its date
void run_procurement(Lane& lane);    ///< 5.6: direct awards, tenders opened, entered and awarded
void mobilise(Lane& lane);           ///< 5.7: mobilisation, legal challenge, transfer
void trade(Lane& lane);              ///< 5.8: results, growth, insolvency, contract ends
void update_contractors(Lane& lane); ///< 5.9: revenue and track record from contracts held
void record_precedents(Lane& lane);  ///< 5.10: what is seen

/// 7: the month's stocks and flows over units, every lane at once (parallel over services).
void record_month(const Population& people, std::span<Lane> lanes, const Crowd& crowd);

} // namespace mutualise
