/// \file Tails of the binomial distribution, by ratios of neighbouring terms: only + - * /, so the same bits
/// everywhere.
#pragma once

#include <cstdint>
#include <vector>

namespace mutualise
{

/// P(X >= h) and P(X <= h) for h = 0 .. runs, X the hits of `runs` runs that each hit with `chance`, in [0, 1].
struct BinomialTails {
    BinomialTails(std::uint32_t runs, double chance);
    std::vector<double> at_least, at_most;
};

} // namespace mutualise
