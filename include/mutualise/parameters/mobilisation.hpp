/// \file Submodel 5.7: from award to the transfer of staff.
/// Symbols are those of docs/model.md, section 5.7; bounds, units and sources stand in `fields()`.
#pragma once

#include "mutualise/core/field.hpp"

namespace mutualise
{

/// The defaults; meaning, unit, bounds and source of each are its row of `fields()`.
struct MobilisationParameters {
    double months = 8.96;
    double shape = 4.0;
    double abandonment = 0.0155;
    double abandonment_request = 0.0528;
    double challenge_base = -4.5;
    double challenge_value = 0.5;
    double challenge_direct = 0.5;
    double challenge_density = 1.0;
    double challenge_months = 5.0;
    double challenge_end = 0.4;
    double pension_bond_chance = 0.5;
    double pension_bond_share = 0.05;
    double pension_guarantee_chance = 0.8;
    friend bool operator==(const MobilisationParameters&, const MobilisationParameters&) = default;
};

template <>
std::span<const Field<MobilisationParameters>> fields<MobilisationParameters>();

} // namespace mutualise
