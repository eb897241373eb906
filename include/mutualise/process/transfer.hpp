/// \file Changes of owner: staff move with their units (TUPE). Every change of owner in the model goes through here.
#pragma once

#include "mutualise/state/lane.hpp"

#include <span>

namespace mutualise
{

/// Annual value of units at 2010-11 prices [GBP].
double units_value(const Lane& lane, std::span<const UnitId> units);

/// Adds a live mutual of these units, which become its own.
MutualId add_mutual(Lane& lane, Mutual mutual);

/// The units go to a contractor, recruits included, under a contract of this annual value and term.
/// Whoever held them before loses them: a mutual that has lost its last unit ends, and counts in
/// `mutuals_failed` (docs/model.md, A86).
void give_to_contractor(Lane& lane, std::span<const UnitId> units, ContractorId winner, double annual_value,
                        double price_ratio, int term_months);

/// The units (back) to a public body; `another` body than before in a divestment or when a public bidder wins.
void give_to_public(Lane& lane, std::span<const UnitId> units, bool another);

/// A mutual keeps its units under a new contract.
void renew_contract(Lane& lane, MutualId mutual, double annual_value, double price_ratio, int term_months);

/// The units go to a mutual that is already live.
void give_to_mutual(Lane& lane, std::span<const UnitId> units, MutualId winner, double annual_value,
                    double price_ratio);

} // namespace mutualise
