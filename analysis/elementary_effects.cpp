#include "mutualise/analysis/elementary_effects.hpp"

#include "resampled_errors.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace mutualise
{

namespace
{

/// A factor's effects, trajectory by trajectory, each replicate.
std::vector<ReplicatedOutput> effects_of(const MorrisLayout& layout, const ReplicatedOutput& output)
{
    std::vector<ReplicatedOutput> effects(layout.factors, {layout.trajectories, output.replicates, {}});
    for (const ElementaryStep& step : layout.steps)
        for (std::size_t r = 0; r < output.replicates; ++r)
            effects[step.factor].values.push_back((output.at(step.from + 1, r) - output.at(step.from, r)) / step.delta);
    return effects;
}

/// Terms of a trajectory: by factor its effect, by factor the size of its effect.
TermTable term_table(const std::vector<ReplicatedOutput>& effects, std::size_t without)
{
    const std::size_t factors = effects.size(), units = effects.front().rows;
    TermTable table{units, 2 * factors, std::vector<double>(units * 2 * factors)};
    for (std::size_t t = 0; t < units; ++t)
        for (std::size_t j = 0; j < factors; ++j) {
            double sum = 0, count = 0;
            for (std::size_t r = 0; r < effects[j].replicates; ++r)
                if (r != without) {
                    sum += effects[j].at(t, r);
                    count += 1;
                }
            table.values[t * 2 * factors + j] = sum / count;
            table.values[t * 2 * factors + factors + j] = std::fabs(sum / count);
        }
    return table;
}

/// E|N(0, v)| = sqrt(2 v / pi), v the variance that luck leaves in the mean effect of a trajectory.
double floor_of(const VarianceSplit& split, std::size_t replicates)
{
    constexpr double two_over_pi = 0.63661977236758134308;
    return std::sqrt(two_over_pi * split.noise / static_cast<double>(replicates));
}

} // namespace

ElementaryEffects elementary_effects(const MorrisLayout& layout, const ReplicatedOutput& output,
                                     const BootstrapOptions& options)
{
    if (output.rows != layout.rows() || output.values.size() != output.rows * output.replicates ||
        layout.steps.size() != layout.factors * layout.trajectories || layout.trajectories == 0)
        throw std::logic_error("outputs are not of this layout");
    const std::vector<ReplicatedOutput> effects = effects_of(layout, output);
    std::vector<TermTable> without;
    for (std::size_t r = 0; r < output.replicates && output.replicates > 2; ++r)
        without.push_back(term_table(effects, r));
    const std::vector<IndexEstimate> found = estimates_with_intervals(
        term_table(effects, output.replicates), without, [](const std::vector<double>& means) { return means; },
        options);
    ElementaryEffects result;
    result.variance = split_variance(output);
    for (std::size_t j = 0; j < layout.factors; ++j) {
        const VarianceSplit split = split_variance(effects[j]);
        result.mean.push_back(found[j]);
        result.mean_absolute.push_back(found[layout.factors + j]);
        result.deviation.push_back(layout.trajectories > 1 ? std::sqrt(split.explained)
                                                           : std::numeric_limits<double>::quiet_NaN());
        result.noise_floor.push_back(floor_of(split, output.replicates));
    }
    return result;
}

} // namespace mutualise
