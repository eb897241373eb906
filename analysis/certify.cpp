#include "certify_looks.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// As many hits are this likely where the goal is just missed. Assumed: a retest in vain costs runs, never a wrong
/// certificate, so nothing is shared out among looks.
constexpr double promising_luck = 0.1;

/// A setting's runs at one look.
struct Look {
    std::uint32_t runs = 0, hits = 0;
};

/// Those of the first runs asked for that are there. Nothing (0 runs) where the look is not due.
Look look_at(const HitRuns& runs, const TargetRule& rule, std::uint32_t look)
{
    const std::uint64_t wanted = runs_at_look(rule, look);
    Look at;
    if (runs.asked < wanted)
        return at;
    for (std::size_t i = 0; i < runs.hits.size(); ++i)
        if ((runs.numbers.empty() ? i : runs.numbers[i]) < wanted) {
            ++at.runs;
            at.hits += runs.hits[i] != 0;
        }
    return at;
}

bool is_infeasible_at(const Look& at, const TargetRule& rule, std::uint32_t look, Tails& tails)
{
    return tails.of(at.runs).at_most[at.hits] <= risk_of_look((1 - rule.confidence) / 2, look);
}

/// At any look that is due, whatever the others say.
bool is_infeasible(const HitRuns& runs, const TargetRule& rule, Tails& tails)
{
    for (std::uint32_t k = 1; runs.asked >= runs_at_look(rule, k); ++k)
        if (is_infeasible_at(look_at(runs, rule, k), rule, k, tails))
            return true;
    return false;
}

std::uint32_t looks_due(std::span<const HitRuns> family, const TargetRule& rule)
{
    std::uint32_t most = 0, looks = 0;
    for (const HitRuns& runs : family)
        most = std::max(most, runs.asked);
    while (runs_at_look(rule, looks + 1) <= most)
        ++looks;
    return looks;
}

/// One look of Holm's procedure: the surest first, each against the risk shared by those not certified yet.
void certify_at_look(std::span<const HitRuns> family, const TargetRule& rule, std::uint32_t look, Tails& tails,
                     std::vector<bool>& done)
{
    struct Candidate {
        double chance_of_luck = 1; ///< of as many hits, were the goal met with just less than the wanted chance
        std::size_t place = 0;
    };
    std::vector<Candidate> candidates;
    for (std::size_t i = 0; i < family.size(); ++i)
        if (const Look at = look_at(family[i], rule, look); !done[i] && at.runs > 0)
            candidates.push_back({tails.of(at.runs).at_least[at.hits], i});
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const Candidate& a, const Candidate& b) { return a.chance_of_luck < b.chance_of_luck; });
    auto left = static_cast<double>(std::count(done.begin(), done.end(), false));
    for (const Candidate& candidate : candidates) {
        if (candidate.chance_of_luck > risk_of_look(1 - rule.confidence, look) / left)
            return;
        done[candidate.place] = true;
        --left;
    }
}

} // namespace

Verdict verdict_of(bool certified, const HitRuns& runs, const TargetRule& rule, Tails& tails)
{
    return certified ? Verdict::feasible : is_infeasible(runs, rule, tails) ? Verdict::infeasible : Verdict::undecided;
}

Standing standing_of(const HitRuns& runs, const TargetRule& rule, Tails& tails)
{
    for (std::uint32_t k = 1; runs.asked >= runs_at_look(rule, k); ++k) {
        const Look look = look_at(runs, rule, k);
        if (is_infeasible_at(look, rule, k, tails))
            return Standing::infeasible;
        if (tails.of(look.runs).at_least[look.hits] <= promising_luck)
            return Standing::promising;
    }
    return Standing::undecided;
}

std::uint32_t HitRuns::count() const
{
    return static_cast<std::uint32_t>(std::count_if(hits.begin(), hits.end(), [](auto hit) { return hit != 0; }));
}

double risk_of_look(double risk, std::uint32_t look)
{
    constexpr double pi_squared = 9.869604401089358;
    return risk * 6 / (pi_squared * look * look);
}

std::uint64_t runs_at_look(const TargetRule& rule, std::uint32_t look)
{
    return static_cast<std::uint64_t>(std::max(1U, rule.first_look)) << (look - 1);
}

std::vector<bool> certified(std::span<const HitRuns> family, const TargetRule& rule)
{
    std::vector<bool> done(family.size(), false);
    Tails tails(rule.probability);
    for (std::uint32_t look = 1; look <= looks_due(family, rule); ++look)
        certify_at_look(family, rule, look, tails, done);
    return done;
}

std::uint32_t fewest_runs_to_certify(const TargetRule& rule, std::size_t family)
{
    const double risk = risk_of_look(1 - rule.confidence, 1) / static_cast<double>(std::max<std::size_t>(1, family));
    std::uint32_t runs = 1;
    for (double all_hit = rule.probability; all_hit > risk; all_hit *= rule.probability)
        ++runs;
    return runs;
}

} // namespace mutualise
