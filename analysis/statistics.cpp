/// \file Bands over runs.
#include "mutualise/analysis/summary.hpp"

#include <algorithm>

namespace mutualise
{

Band band(std::vector<double> values)
{
    Band b;
    if (values.empty())
        return b;
    std::sort(values.begin(), values.end());
    const MeanEstimate mean = mean_of(values);
    b.mean = mean.mean;
    b.standard_error = mean.standard_error;
    b.low = quantile_of_sorted(values, 0.05);
    b.median = quantile_of_sorted(values, 0.5);
    b.high = quantile_of_sorted(values, 0.95);
    return b;
}

std::vector<double> totals(std::span<const RunRecord> runs, Observable o, int row)
{
    std::vector<double> values;
    for (const RunRecord& run : runs)
        values.push_back(run.trajectory.total(o, row));
    return values;
}

} // namespace mutualise
