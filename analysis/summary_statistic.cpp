/// \file The value of a statistic in one run.
#include "mutualise/analysis/calibration.hpp"

#include "mutualise/random/portable.hpp"

#include <limits>

namespace mutualise
{

double SummaryStatistic::value(std::span<const double> outcomes) const
{
    const auto sum = [&](const std::vector<Term>& terms) {
        double total = 0;
        for (const Term& term : terms)
            total += term.sign * outcomes[term.outcome];
        return total;
    };
    double value = sum(of);
    if (!over.empty()) {
        const double below = sum(over) + 2 * pseudo;
        if (!(below > 0))
            return std::numeric_limits<double>::quiet_NaN();
        value = (value + pseudo) / below;
    } else {
        value += pseudo;
    }
    if (as == FittedAs::plain)
        return value;
    return value > 0 ? portable::log(value) : std::numeric_limits<double>::quiet_NaN();
}

} // namespace mutualise
