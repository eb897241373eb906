/// \file Submodel 5.3: attitudes towards stepping out, moved by peers around a private leaning.
/// Symbols are those of docs/model.md, section 5.3; bounds, units and sources stand in `fields()`.
#pragma once

#include "mutualise/core/field.hpp"

namespace mutualise
{

/// The defaults; meaning, unit, bounds and source of each are its row of `fields()`.
struct AttitudeParameters {
    double mean = 0.452;
    double spread = 0.287;
    double service_spread = 0.05;
    double unit_share = 0.3;
    double team_share = 0.1;
    double union_opposition = 0.06;
    double union_density_factor = 1.0;
    double pension_deterrent = 0.08;
    double influence_least = 0.1;
    double influence_most = 0.7;
    double team_weight = 0.6;
    double cuts_signal = 0.03;
    double campaign_signal = 0.02;
    double ownership_signal = 0.12;
    double ownership_months = 12.0;
    friend bool operator==(const AttitudeParameters&, const AttitudeParameters&) = default;
};

template <>
std::span<const Field<AttitudeParameters>> fields<AttitudeParameters>();

} // namespace mutualise
