#include "mutualise/analysis/shapley.hpp"

#include <bit>
#include <stdexcept>

namespace mutualise
{

namespace
{

/// size! (all - size - 1)! / all!, the weight of a set of this size: 1 / (all · C(all - 1, size)).
std::vector<double> set_weights(std::size_t all)
{
    std::vector<double> weights(all);
    double choices = 1; // C(all - 1, size), a whole number far below 2^53
    for (std::size_t size = 0; size < all; ++size) {
        weights[size] = 1 / (static_cast<double>(all) * choices);
        choices = choices * static_cast<double>(all - 1 - size) / static_cast<double>(size + 1);
    }
    return weights;
}

} // namespace

std::size_t levers_of(std::span<const double> v)
{
    if (v.size() < 2 || !std::has_single_bit(v.size()) || v.size() > (std::size_t{1} << most_levers))
        throw std::invalid_argument("values of 2^k sets are needed, k from 1 to 10");
    return static_cast<std::size_t>(std::countr_zero(v.size()));
}

std::vector<double> shapley_values(std::span<const double> v)
{
    const std::size_t levers = levers_of(v);
    const std::vector<double> weight = set_weights(levers);
    std::vector<double> phi(levers, 0);
    for (std::size_t i = 0; i < levers; ++i)
        for (std::size_t set = 0; set < v.size(); ++set)
            if ((set >> i & 1) == 0)
                phi[i] +=
                    weight[static_cast<std::size_t>(std::popcount(set))] * (v[set | std::size_t{1} << i] - v[set]);
    return phi;
}

std::vector<double> shapley_interactions(std::span<const double> v)
{
    const std::size_t levers = levers_of(v);
    std::vector<double> index(levers * levers, 0);
    if (levers < 2)
        return index;
    const std::vector<double> weight = set_weights(levers - 1);
    for (std::size_t i = 0; i < levers; ++i)
        for (std::size_t j = i + 1; j < levers; ++j) {
            const std::size_t with_i = std::size_t{1} << i, with_j = std::size_t{1} << j;
            double sum = 0;
            for (std::size_t set = 0; set < v.size(); ++set)
                if ((set & (with_i | with_j)) == 0)
                    sum += weight[static_cast<std::size_t>(std::popcount(set))] *
                           ((v[set | with_i | with_j] - v[set | with_i]) - (v[set | with_j] - v[set]));
            index[i * levers + j] = index[j * levers + i] = sum;
        }
    return index;
}

std::vector<double> harsanyi_dividends(std::span<const double> v)
{
    const std::size_t levers = levers_of(v);
    std::vector<double> dividend(v.begin(), v.end());
    for (std::size_t i = 0; i < levers; ++i) // Möbius transform, a lever at a time
        for (std::size_t set = 0; set < v.size(); ++set)
            if ((set >> i & 1) != 0)
                dividend[set] -= dividend[set ^ std::size_t{1} << i];
    return dividend;
}

} // namespace mutualise
