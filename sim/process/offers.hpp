/// \file Submodel 5.6, offers: what bidders ask, and which offer wins, the highest
///
///     w_price p_min / p + w_quality quality + margin [staff group or mutual] + incumbency [holder]
///
/// (F-154). The staff of a public unit are its holder. Ties by keyed draw.
#pragma once

#include "mutualise/state/lane.hpp"

#include <span>
#include <vector>

namespace mutualise
{

/// A bid that reached the award.
struct Offer {
    Winner kind = Winner::contractor;
    std::uint32_t bidder = 0;
    double cost = 0;    ///< over annual value [-]
    double price = 0;   ///< over annual value [-]
    double quality = 0; ///< [0, 1]
    bool incumbent = false;
    double tie_luck = 0; ///< uniform
};

/// Which offer wins; there must be one. `margin`: score added for staff groups and mutuals.
std::size_t best_offer(std::span<const Offer> offers, const ProcurementParameters& p, double margin);

/// Prices the offers by what each costs and how many they are; those whose cost lies above the reserve price fall out.
void price_offers(std::vector<Offer>& offers, const ProcurementParameters& p);

/// What each bidder still in this tender would ask; nothing yet of prices.
std::vector<Offer> collect_offers(Lane& lane, TenderId tender);

} // namespace mutualise
