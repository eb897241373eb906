#include "mutualise/analysis/quantiles.hpp"

#include "mutualise/analysis/intervals.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise
{

std::array<double, 5> five_quantiles(std::vector<double> values)
{
    std::erase_if(values, [](double value) { return std::isnan(value); });
    std::array<double, 5> out;
    out.fill(std::nan(""));
    if (values.empty())
        return out;
    std::sort(values.begin(), values.end());
    for (std::size_t i = 0; i < five_levels.size(); ++i)
        out[i] = quantile_of_sorted(values, five_levels[i]);
    return out;
}

Band band(std::vector<double> values)
{
    Band b;
    if (values.empty())
        return b;
    std::sort(values.begin(), values.end());
    b.mean = mean_of(values).mean;
    b.low = quantile_of_sorted(values, 0.05);
    b.median = quantile_of_sorted(values, 0.5);
    b.high = quantile_of_sorted(values, 0.95);
    return b;
}

} // namespace mutualise
