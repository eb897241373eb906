#include "mutualise/analysis/replicated.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace mutualise
{

double ReplicatedOutput::mean(std::size_t row) const
{
    double sum = 0;
    for (std::size_t r = 0; r < replicates; ++r)
        sum += at(row, r);
    return sum / static_cast<double>(replicates);
}

VarianceSplit split_variance(const ReplicatedOutput& output)
{
    VarianceSplit split;
    if (is_constant(output) && output.replicates == 1)
        split.noise = split.shared = std::numeric_limits<double>::quiet_NaN();
    if (output.rows < 2)
        return split;
    const auto rows = static_cast<double>(output.rows), replicates = static_cast<double>(output.replicates);
    std::vector<double> of_row(output.rows), of_replicate(output.replicates);
    double all = 0;
    for (std::size_t i = 0; i < output.rows; ++i) {
        of_row[i] = output.mean(i);
        all += of_row[i] / rows;
        for (std::size_t r = 0; r < output.replicates; ++r)
            of_replicate[r] += output.at(i, r) / rows;
    }
    double between = 0, within = 0, rest = 0;
    for (std::size_t i = 0; i < output.rows; ++i) {
        between += (of_row[i] - all) * (of_row[i] - all) / (rows - 1);
        for (std::size_t r = 0; r < output.replicates; ++r) {
            const double from_row = output.at(i, r) - of_row[i], from_both = from_row - of_replicate[r] + all;
            within += from_row * from_row;
            rest += from_both * from_both;
        }
    }
    if (output.replicates == 1) {
        split.total = split.explained = between;
        split.noise = split.shared = std::numeric_limits<double>::quiet_NaN();
        return split;
    }
    split.noise = within / (rows * (replicates - 1));
    rest /= (rows - 1) * (replicates - 1);
    split.explained = std::max(0.0, between - rest / replicates);
    split.shared = std::max(0.0, split.noise - rest);
    split.total = split.explained + split.noise;
    return split;
}

bool is_constant(const ReplicatedOutput& output)
{
    constexpr double rounding = 8 * std::numeric_limits<double>::epsilon(); // computed constants differ by so much
    for (std::size_t r = 0; r < output.replicates; ++r) {
        double lowest = output.at(0, r), highest = lowest;
        for (std::size_t i = 1; i < output.rows; ++i) {
            lowest = std::min(lowest, output.at(i, r));
            highest = std::max(highest, output.at(i, r));
        }
        if (!(highest - lowest <= rounding * std::max(std::fabs(lowest), std::fabs(highest))))
            return false;
    }
    return true;
}

std::size_t count_not_finite(const std::vector<double>& values)
{
    return static_cast<std::size_t>(
        std::count_if(values.begin(), values.end(), [](double value) { return !std::isfinite(value); }));
}

} // namespace mutualise
