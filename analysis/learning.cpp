#include "mutualise/analysis/learning.hpp"

#include "mutualise/analysis/order.hpp"
#include "mutualise/core/errors.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <numeric>

namespace mutualise
{

namespace
{

/// Ranks spread over [−1, 1]; equal values share theirs.
std::vector<double> spread_ranks(const std::vector<double>& values)
{
    std::vector<double> ranks = mid_ranks(values);
    const double last = static_cast<double>(values.size() - 1);
    for (double& rank : ranks)
        rank = 2 * rank / last - 1;
    return ranks;
}

/// y − its projection on x; both centred.
std::vector<double> less_projection(std::vector<double> y, const std::vector<double>& x)
{
    double product = 0, square = 0;
    for (std::size_t i = 0; i < y.size(); ++i) {
        product += x[i] * y[i];
        square += x[i] * x[i];
    }
    if (square > 0)
        for (std::size_t i = 0; i < y.size(); ++i)
            y[i] -= product / square * x[i];
    return y;
}

std::vector<double> centred(std::vector<double> y)
{
    const double mean = std::accumulate(y.begin(), y.end(), 0.0) / static_cast<double>(y.size());
    for (double& each : y)
        each -= mean;
    return y;
}

double squares_of(const std::vector<double>& y)
{
    double sum = 0;
    for (const double each : y)
        sum += each * each;
    return sum;
}

double share_explained(const std::vector<double>& parameter, const std::vector<double>& centred_outcome)
{
    const double all = squares_of(centred_outcome);
    if (all <= 0)
        return 0;
    const std::vector<double> line = centred(spread_ranks(parameter));
    std::vector<double> bow;
    for (const double z : line)
        bow.push_back(z * z);
    bow = less_projection(centred(std::move(bow)), line);
    const double left = squares_of(less_projection(less_projection(centred_outcome, line), bow));
    const auto n = static_cast<double>(parameter.size());
    return 1 - left / all * (n - 1) / (n - 3);
}

/// Mean outcome of the fifth of the runs where the parameter is lowest, or highest.
double mean_of_fifth(const std::vector<double>& parameter, const std::vector<double>& outcome, bool highest)
{
    const std::vector<std::size_t> order = places_by(parameter.size(), [&](std::size_t a, std::size_t b) {
        return highest ? parameter[a] > parameter[b] : parameter[a] < parameter[b];
    });
    const std::size_t count = std::max<std::size_t>(1, parameter.size() / 5);
    double sum = 0;
    for (std::size_t i = 0; i < count; ++i)
        sum += outcome[order[i]];
    return sum / static_cast<double>(count);
}

} // namespace

Learning learning_from(const std::vector<VariedParameter>& parameters, const std::vector<double>& outcome)
{
    constexpr std::size_t least = 10; // assumed
    if (parameters.empty())
        throw UsageError("no parameter differs between these runs: nothing could be learned (posterior = \"none\"?)");
    if (outcome.size() < least)
        throw UsageError(fmt::format("{} runs are too few to learn from; at least {}", outcome.size(), least));
    const std::vector<double> around = centred(outcome);
    const auto n = static_cast<double>(outcome.size());
    Learning learning;
    learning.runs = outcome.size();
    learning.mean = std::accumulate(outcome.begin(), outcome.end(), 0.0) / n;
    learning.deviation = std::sqrt(squares_of(around) / (n - 1));
    // R² of two idle regressors is Beta(1, (n − 3) / 2): P(R² > x) = (1 − x)^((n − 3) / 2).
    learning.chance = 1 - portable::exp(portable::log(0.05) * 2 / (n - 3)) * (n - 1) / (n - 3);
    for (const VariedParameter& parameter : parameters)
        learning.worths.push_back({parameter.name, share_explained(parameter.values, around),
                                   mean_of_fifth(parameter.values, outcome, false),
                                   mean_of_fifth(parameter.values, outcome, true)});
    std::stable_sort(learning.worths.begin(), learning.worths.end(),
                     [](const Worth& a, const Worth& b) { return a.share > b.share; });
    return learning;
}

} // namespace mutualise
