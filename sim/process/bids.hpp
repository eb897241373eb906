/// \file Submodel 5.6, bids: what a bidder's cost is and what price it asks. All figures are over the annual value [-].
///
///     b(c) = c + ∫_c^r (1 - G(s))^(n-1) ds / (1 - G(c))^(n-1)
///
/// c cost, G the law of rivals' costs, r the reserve price, n the bidders in the tender. It is the equilibrium of a
/// lowest-price auction among alike bidders (Holt 1980, J. Polit. Econ. 88) used as a price rule: the awards here are
/// scored on quality too and bidders differ, so it is no equilibrium of this auction.
#pragma once

#include "mutualise/parameters/procurement.hpp"
#include "mutualise/random/stream.hpp"

namespace mutualise
{

/// G: the law from which every bidder believes its rivals' costs are drawn.
struct CostLaw {
    bool uniform = false; ///< on median +- spread; else lognormal
    double median = 1;    ///< kappa
    double spread = 0.1;  ///< standard deviation of the logarithm, or half-width

    double lowest() const { return uniform ? median - spread : 0; }
    double draw(Stream& stream) const;
    double share_above(double cost) const; ///< 1 - G(cost)
};

CostLaw cost_law(const ProcurementParameters& p);

/// b(c) among `bidders` bidders, this one included; cost <= reserve.
double bid_price(double cost, const CostLaw& law, double reserve, int bidders);

/// The cost of a staff group or mutual of this mean attitude: motivation saves; small size and VAT cost (F-126).
double employee_led_cost(double cost, double mean_attitude, double lot, const ProcurementParameters& p);

} // namespace mutualise
