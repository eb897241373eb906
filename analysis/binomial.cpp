#include "mutualise/analysis/binomial.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mutualise
{

namespace
{

/// Each term over that of the mode, from P(k + 1) / P(k) = (n - k) / (k + 1) · p / (1 - p): no term is lost to
/// underflow but those that are nothing beside it. Odds of 0, or of infinity, leave the mode alone.
std::vector<double> terms(std::uint32_t runs, double chance)
{
    std::vector<double> term(runs + 1);
    const double odds = chance / (1 - chance);
    const auto mode = std::min(runs, static_cast<std::uint32_t>(std::floor((runs + 1.0) * chance)));
    term[mode] = 1;
    for (std::uint32_t k = mode; k < runs; ++k)
        term[k + 1] = term[k] * (runs - k) / (k + 1.0) * odds;
    for (std::uint32_t k = mode; k > 0; --k)
        term[k - 1] = term[k] * k / (runs - k + 1.0) / odds;
    return term;
}

} // namespace

BinomialTails::BinomialTails(std::uint32_t runs, double chance) : at_least(runs + 1), at_most(runs + 1)
{
    const std::vector<double> term = terms(runs, chance);
    std::partial_sum(term.begin(), term.end(), at_most.begin());
    std::partial_sum(term.rbegin(), term.rend(), at_least.rbegin());
    const double sum = at_most.back(), rest = at_least.front();
    for (std::uint32_t hits = 0; hits <= runs; ++hits) {
        at_most[hits] /= sum;
        at_least[hits] /= rest;
    }
}

} // namespace mutualise
