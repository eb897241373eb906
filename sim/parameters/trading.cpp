#include "mutualise/parameters/trading.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<TradingParameters>> fields<TradingParameters>()
{
    using P = TradingParameters;
    static const std::array<Field<P>, 25> list{{
        {"cost_ratio", &P::cost_ratio, "-", 0.5, 1.5, "assumed; F-153",
         "cost of running the service over the contract value"},
        {"volatility", &P::volatility, "-", 0, 1, "assumed",
         "sigma: standard deviation of the monthly result over monthly contract value"},
        {"cost_spread", &P::cost_spread, "-", 0, 0.5, "assumed",
         "standard deviation of the cost ratio between mutuals"},
        {"inherited_mean", &P::inherited_mean, "-", 0, 1, "assumed",
         "mean of the reserves a mutual starts with, over annual value"},
        {"inherited_shape", &P::inherited_shape, "-", 0.2, 50, "assumed", "shape of that Gamma"},
        {"overdraft", &P::overdraft, "-", 0, 1, "assumed",
         "a mutual is insolvent below minus this share of annual value"},
        {"price_cut_elasticity", &P::price_cut_elasticity, "-", 0, 1, "assumed",
         "epsilon_c: contract value falls by this times the rise in pressure"},
        {"recruitment_rate", &P::recruitment_rate, "1/month", 0, 0.1, "assumed",
         "monthly growth of staff by recruiting in a mutual with positive reserves"},
        {"motivation_productivity", &P::motivation_productivity, "-", 0, 0.3, "assumed; F-79",
         "productivity gained where the mean attitude is 1 rather than 1/2"},
        {"absence_productivity", &P::absence_productivity, "-", 0, 0.1, "assumed; F-84",
         "productivity gained by 20 % less absence"},
        {"motivation_quality", &P::motivation_quality, "-", 0, 0.5, "assumed; F-79",
         "service quality gained where the mean attitude is 1 rather than 1/2, once built up"},
        {"turnover_productivity", &P::turnover_productivity, "-", 0, 0.1, "assumed; F-84",
         "productivity gained by lower staff turnover"},
        {"build_up_months", &P::build_up_months, "months", 1, 120, "assumed",
         "months over which those gains build up linearly"},
        {"extension_chance", &P::extension_chance, "-", 0, 1, "assumed; Beta(6, 2)",
         "p_ext: chance that a contract is extended at its end"},
        {"failed_return_chance", &P::failed_return_chance, "-", 0, 1, "assumed",
         "chance that a failed mutual's units return to the public body; else they are tendered"},
        {"outsourced_saving", &P::outsourced_saving, "-", -0.5, 0.5, "assumed",
         "in-house cost less price of a unit outsourced before the start, over value"},
        {"tender_cost", &P::tender_cost, "GBP", 0, 1000000.0, "F-158", "cost of one procurement to the authority"},
        {"direct_award_cost", &P::direct_award_cost, "GBP", 0, 1000000.0, "assumed",
         "cost of one direct award to the authority"},
        {"preference_premium", &P::preference_premium, "-", 0, 0.5, "assumed",
         "price above the market under contract preference, over value"},
        {"bond_expected_loss", &P::bond_expected_loss, "-", 0, 1, "assumed", "expected loss on a waived bond, a year"},
        {"pqq_expected_loss", &P::pqq_expected_loss, "-", 0, 1, "assumed",
         "expected loss on an award under relaxed tests, over value"},
        {"arbiter_cost", &P::arbiter_cost, "GBP", 0, 1000000.0, "assumed", "cost of one case before the arbiter"},
        {"campaign_cost", &P::campaign_cost, "GBP/month", 0, 100000000.0, "assumed",
         "cost of the campaign per unit of intensity"},
        {"pension_cost", &P::pension_cost, "GBP/year", 0, 100000.0, "assumed",
         "cost of protected pensions per transferred employee"},
        {"divestment_cost", &P::divestment_cost, "GBP", 0, 100000000.0, "assumed",
         "cost of divestment per organisation"},
    }};
    return list;
}

} // namespace mutualise
