/// \file What certificates and the search for them share.
#pragma once

#include "mutualise/analysis/binomial.hpp"
#include "mutualise/analysis/certify.hpp"

#include <map>

namespace mutualise
{

/// Tails of the binomial at the wanted chance, by sample size.
class Tails
{
public:
    explicit Tails(double chance) : chance_(chance) {}
    const BinomialTails& of(std::uint32_t runs) { return known_.try_emplace(runs, runs, chance_).first->second; }

private:
    double chance_;
    std::map<std::uint32_t, BinomialTails> known_;
};

/// By all looks that are due; `certified` by the whole family.
Verdict verdict_of(bool certified, const HitRuns& runs, const TargetRule& rule, Tails& tails);
Standing standing_of(const HitRuns& runs, const TargetRule& rule, Tails& tails);

} // namespace mutualise
