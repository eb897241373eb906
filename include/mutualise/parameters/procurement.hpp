/// \file Submodel 5.6: direct awards, prequalification, bonds, bids and awards.
/// Symbols are those of docs/model.md, section 5.6; bounds, units and sources stand in `fields()`.
#pragma once

#include "mutualise/core/field.hpp"

namespace mutualise
{

/// The defaults; meaning, unit, bounds and source of each are its row of `fields()`.
struct ProcurementParameters {
    double direct_health = 0.6;
    double direct_council = 0.812;
    double direct_central = 0.812;
    double direct_later_factor = 1.01;
    double overruled_willingness = 0.2;
    double direct_months = 2.0;
    double direct_shape = 4.0;
    double competition_months = 8.0;
    double competition_shape = 8.0;
    double outsourcing_factor = 1.0;
    double responsive_chance = 0.01;
    double bundle_chance = 0.2;
    double bundle_mean = 3.0;
    double bundle_spread = 0.3;
    double turnover_multiple = 1.73;
    double accounts_years = 2.5;
    double balance_share = 0.1;
    double track_record_chance = 0.5;
    double strictness_spread = 0.5;
    double credit_chance = 0.233;
    double partner_chance = 0.15;
    double partner_equity = 0.4;
    double bond_share = 0.1;
    double bond_base = -1.02;
    double bond_value_weight = 0.7;
    double direct_bond_factor = 0.3;
    double bank_chance = 0.7;
    double host_guarantee_chance = 0.3;
    double cost_ratio = 0.93;
    double cost_spread = 0.1;
    double reserve_price = 1.05;
    double expected_markup = 0.06;
    double public_body_chance = 0.01;
    double mutual_chance = 0.1;
    double mutual_efficiency = 0.06;
    double scale_disadvantage = 0.01;
    double irrecoverable_vat = 0.04;
    double price_weight = 0.6;
    double quality_weight = 0.4;
    double quality_spread = 0.1;
    double incumbency = 0.129;
    int cost_law = 0; ///< 0: lognormal, 1: uniform on cost_ratio +- cost_spread
    friend bool operator==(const ProcurementParameters&, const ProcurementParameters&) = default;
};

template <>
std::span<const Field<ProcurementParameters>> fields<ProcurementParameters>();

} // namespace mutualise
