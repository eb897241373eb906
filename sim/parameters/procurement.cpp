#include "mutualise/parameters/procurement.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<ProcurementParameters>> fields<ProcurementParameters>()
{
    using P = ProcurementParameters;
    static constexpr std::array<std::string_view, 2> cost_laws{"lognormal", "uniform"};
    static const std::array<Field<P>, 42> list{{
        {"direct_health", &P::direct_health, "-", 0, 1, "assumed; F-121",
         "d for health services until the era changes"},
        {"direct_council", &P::direct_council, "-", 0, 1, "assumed; F-122; fitted",
         "d for council services until the era changes"},
        {"direct_central", &P::direct_central, "-", 0, 1, "assumed; fitted",
         "d for other services until the era changes"},
        {"direct_later_factor", &P::direct_later_factor, "-", 0, 2, "assumed; fitted",
         "multiplies d from July 2012 on (F-141 asked for more; nothing is known)"},
        {"overruled_willingness", &P::overruled_willingness, "-", 0, 1, "assumed; Beta(1, 4)",
         "delta: d is multiplied by this where the employer was overruled and buys"},
        {"direct_months", &P::direct_months, "months", 0.5, 24, "assumed", "mean time of a direct award"},
        {"direct_shape", &P::direct_shape, "-", 0.5, 50, "assumed", "shape of that Gamma time"},
        {"competition_months", &P::competition_months, "months", 1, 36, "F-160", "mean time from notice to award"},
        {"competition_shape", &P::competition_shape, "-", 0.5, 50, "assumed", "shape of that Gamma time"},
        {"outsourcing_factor", &P::outsourcing_factor, "-", 0, 10, "assumed",
         "multiplies each service's annual chance of an ordinary tender (nu_s, scenarios/data/services.csv)"},
        {"responsive_chance", &P::responsive_chance, "-", 0, 1, "assumed; F-106",
         "chance that staff bid at short notice when their unit is put to tender, per eager champion share of one "
         "half"},
        {"bundle_chance", &P::bundle_chance, "-", 0, 1, "assumed; F-109",
         "p_bundle: chance that the lot is larger than the unit"},
        {"bundle_mean", &P::bundle_mean, "-", 1, 10, "F-109", "mean ratio of a larger lot to the units' value"},
        {"bundle_spread", &P::bundle_spread, "-", 0, 1, "assumed", "standard deviation of the logarithm of that ratio"},
        {"turnover_multiple", &P::turnover_multiple, "-", 0, 10, "F-112; fitted",
         "tau: annual turnover asked, over the lot's annual value, at average strictness"},
        {"accounts_years", &P::accounts_years, "years", 0, 10, "F-112",
         "years of accounts asked at average strictness"},
        {"balance_share", &P::balance_share, "-", 0, 2, "assumed; F-106",
         "rho: reserves asked, over the lot's annual value, at average strictness"},
        {"track_record_chance", &P::track_record_chance, "-", 0, 1, "assumed",
         "chance that a track record in the service is asked, at average strictness"},
        {"strictness_spread", &P::strictness_spread, "-", 0, 1, "assumed",
         "half-width of the spread of the tests between buyers"},
        {"credit_chance", &P::credit_chance, "-", 0, 1, "assumed; Beta(2, 6); fitted",
         "p_credit: chance that the buyer counts the unit's own budget and history for a staff group"},
        {"partner_chance", &P::partner_chance, "-", 0, 1, "assumed; F-140",
         "p_partner: chance of a partner or host who supplies accounts, balance sheet and bond"},
        {"partner_equity", &P::partner_equity, "-", 0, 0.75, "F-140", "share of the equity a partner takes"},
        {"bond_share", &P::bond_share, "-", 0, 0.5, "F-109", "beta: bond over the lot's annual value"},
        {"bond_base", &P::bond_base, "log-odds", -12, 12, "assumed; fitted",
         "demand for a bond at an annual value of 1 million pounds"},
        {"bond_value_weight", &P::bond_value_weight, "log-odds", 0, 4, "assumed",
         "weight of ln(annual value / 1 million pounds)"},
        {"direct_bond_factor", &P::direct_bond_factor, "-", 0, 1, "assumed",
         "a bond is demanded less often in a direct award, by this factor"},
        {"bank_chance", &P::bank_chance, "-", 0, 1, "assumed",
         "chance that a bank stands bond for a bidder with a balance sheet"},
        {"host_guarantee_chance", &P::host_guarantee_chance, "-", 0, 1, "assumed",
         "chance that the host body guarantees the bond of its own staff"},
        {"cost_ratio", &P::cost_ratio, "-", 0.3, 1.5, "assumed; F-153",
         "kappa: median cost of a bidder over the annual value"},
        {"cost_spread", &P::cost_spread, "-", 0.001, 1, "assumed",
         "standard deviation of the logarithm of costs (half-width of the uniform law)"},
        {"reserve_price", &P::reserve_price, "-", 0.3, 3, "assumed",
         "r: the highest acceptable price over the annual value"},
        {"expected_markup", &P::expected_markup, "-", 0, 1, "F-154",
         "markup contractors reckon with when they choose tenders"},
        {"public_body_chance", &P::public_body_chance, "-", 0, 1, "assumed; F-102, F-103",
         "p_enter: chance that each public body of the service in or next to the region bids; over the scale"},
        {"mutual_chance", &P::mutual_chance, "-", 0, 1, "assumed",
         "chance that a live mutual of the service in the region bids"},
        {"mutual_efficiency", &P::mutual_efficiency, "-", 0, 0.5, "assumed; F-84",
         "cost advantage of a mutual whose mean attitude is 1"},
        {"scale_disadvantage", &P::scale_disadvantage, "-", 0, 0.2, "assumed",
         "cost disadvantage per halving of value below 10 million pounds"},
        {"irrecoverable_vat", &P::irrecoverable_vat, "-", 0, 0.2, "F-126",
         "cost of VAT a mutual cannot recover, over value"},
        {"price_weight", &P::price_weight, "-", 0, 1, "assumed", "w_price in the award score"},
        {"quality_weight", &P::quality_weight, "-", 0, 1, "assumed", "w_quality in the award score"},
        {"quality_spread", &P::quality_spread, "-", 0, 0.5, "assumed",
         "standard deviation of a rival bid's quality around one half"},
        {"incumbency", &P::incumbency, "-", 0, 1, "assumed; F-154; fitted",
         "score added for the provider who holds the contract"},
        {"cost_law", &P::cost_law, "-", 0, 1, "assumed", "law of bidders' costs; the uniform one has a closed form",
         cost_laws},
    }};
    return list;
}

} // namespace mutualise
