#include "bids.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <array>

namespace mutualise
{

double CostLaw::draw(Stream& stream) const
{
    return uniform ? median + spread * (2 * stream.uniform() - 1) : median * portable::exp(spread * stream.normal());
}

double CostLaw::share_above(double cost) const
{
    if (uniform)
        return std::clamp((median + spread - cost) / (2 * spread), 0.0, 1.0);
    return cost <= 0 ? 1.0 : portable::normal_cdf(-portable::log(cost / median) / spread);
}

CostLaw cost_law(const ProcurementParameters& p)
{
    const bool uniform = p.cost_law == 1;
    return {uniform, p.cost_ratio, uniform ? std::min(p.cost_spread, p.cost_ratio) : p.cost_spread}; // no cost below 0
}

namespace
{

double whole_power(double base, int exponent)
{
    double power = 1;
    for (; exponent > 0; exponent /= 2, base *= base)
        if (exponent % 2 == 1)
            power *= base;
    return power;
}

/// ∫_from^to f(s) ds by Gauss and Legendre's 8 nodes in each of 4 equal panels: exact for polynomials up to degree 15.
template <class Function>
double integral(double from, double to, Function&& f)
{
    constexpr std::array<double, 4> node{0.1834346424956498, 0.5255324099163290, 0.7966664774136267,
                                         0.9602898564975363};
    constexpr std::array<double, 4> weight{0.3626837833783620, 0.3137066458778873, 0.2223810344533745,
                                           0.1012285362903763};
    constexpr int panels = 4;
    const double half = (to - from) / (2 * panels);
    double sum = 0;
    for (int panel = 0; panel < panels; ++panel) {
        const double middle = from + (2 * panel + 1) * half;
        for (std::size_t i = 0; i < node.size(); ++i)
            sum += weight[i] * (f(middle - half * node[i]) + f(middle + half * node[i]));
    }
    return sum * half;
}

} // namespace

double bid_price(double cost, const CostLaw& law, double reserve, int bidders)
{
    if (bidders <= 1)
        return reserve;
    const double own = law.share_above(cost);
    if (own <= 0)
        return cost; // dearer than any rival can be
    // Where nobody's cost can lie, 1 - G is 1 (below the uniform law) or 0 (above it): no quadrature over the kinks.
    const double ceiling = law.uniform ? std::min(reserve, law.median + law.spread) : reserve;
    const double floor = std::min(ceiling, std::max(cost, law.lowest()));
    const auto beaten_by_nobody = [&](double s) { return whole_power(law.share_above(s) / own, bidders - 1); };
    return floor + integral(floor, ceiling, beaten_by_nobody);
}

double employee_led_cost(double cost, double mean_attitude, double lot, const ProcurementParameters& p)
{
    constexpr double large = 1e7; // annual value without a disadvantage of scale [GBP]; assumed
    const double halvings = lot < large ? portable::log(large / lot) / portable::log(2.0) : 0;
    return cost * (1 - p.mutual_efficiency * (2 * mean_attitude - 1)) + p.irrecoverable_vat +
           p.scale_disadvantage * halvings;
}

} // namespace mutualise
