/// \file Keys of draws and laws of times as docs/model.md says them (section 3, Stochasticity), apart from the model's
/// own code: a decision has a draw of its own, by run, purpose, first unit, attempt and who else takes part.
#pragma once

#include "mutualise/state/lane.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise::testing
{

/// A draw of a tender: by its first unit, its kind and its attempt.
inline Stream tender_draw(const Lane& lane, const Tender& tender, Purpose purpose, std::uint32_t who = 0)
{
    const std::uint32_t kind = tender.kind == TenderKind::staff_proposal ? 0
                               : tender.kind == TenderKind::outsourcing  ? 0x10000
                                                                         : 0x20000;
    return {lane.key, purpose, lane.people->units[tender.units.front()].stable, kind + tender.attempt, who};
}

/// A bidder as one who takes part in a tender: its kind times 2^22, and its number.
inline std::uint32_t bidder(Winner kind, std::uint32_t number)
{
    const std::uint32_t place = kind == Winner::staff_group  ? 0
                                : kind == Winner::mutual     ? 1
                                : kind == Winner::contractor ? 2
                                                             : 3;
    return place * 0x400000 + number;
}

/// Whole months of a Gamma time, at least one.
inline int gamma_months(Stream draw, double mean, double shape)
{
    return std::max(1, static_cast<int>(std::floor(draw.gamma(shape) * mean / shape + 0.5)));
}

/// The month of an event of this monthly hazard: survived while luck <= (1 - hazard)^months.
inline int geometric_months(double luck, double hazard)
{
    int months = 1;
    for (double survival = 1 - hazard; luck <= survival; survival *= 1 - hazard)
        ++months;
    return months;
}

} // namespace mutualise::testing
