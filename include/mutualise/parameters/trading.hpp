/// \file Submodel 5.8: mutuals as businesses, and what happens when contracts end.
/// Symbols are those of docs/model.md, section 5.8; bounds, units and sources stand in `fields()`.
#pragma once

#include "mutualise/core/field.hpp"

namespace mutualise
{

/// The defaults; meaning, unit, bounds and source of each are its row of `fields()`.
struct TradingParameters {
    double cost_ratio = 0.97;
    double volatility = 0.1;
    double cost_spread = 0.02;
    double inherited_mean = 0.04;
    double inherited_shape = 2.0;
    double overdraft = 0.05;
    double price_cut_elasticity = 0.3;
    double recruitment_rate = 0.004;
    double motivation_productivity = 0.05;
    double absence_productivity = 0.01;
    double motivation_quality = 0.2;
    double turnover_productivity = 0.005;
    double build_up_months = 24.0;
    double extension_chance = 0.75;
    double failed_return_chance = 0.7;
    double outsourced_saving = 0.04;
    double tender_cost = 8000.0;
    double direct_award_cost = 2000.0;
    double preference_premium = 0.02;
    double bond_expected_loss = 0.02;
    double pqq_expected_loss = 0.005;
    double arbiter_cost = 20000.0;
    double campaign_cost = 250000.0;
    double pension_cost = 1500.0;
    double divestment_cost = 300000.0;
    friend bool operator==(const TradingParameters&, const TradingParameters&) = default;
};

template <>
std::span<const Field<TradingParameters>> fields<TradingParameters>();

} // namespace mutualise
