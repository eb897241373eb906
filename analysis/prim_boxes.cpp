/// \file Which box of a trajectory, whether it is more than chance, and which of its restrictions count.
#include "mutualise/analysis/prim.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/random/beta.hpp"
#include "mutualise/random/stream.hpp"

#include <algorithm>
#include <numeric>

namespace mutualise
{

namespace
{

constexpr std::uint32_t shuffling = 1; ///< step of the draws that shuffle hits

std::size_t best_step(const std::vector<PrimStep>& steps)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i < steps.size(); ++i)
        if (steps[i].likelihood_ratio > steps[best].likelihood_ratio)
            best = i;
    return best;
}

/// The points with hits dealt out anew among `among`.
PrimPoints shuffled(const PrimPoints& points, const std::vector<std::size_t>& among, std::uint64_t seed,
                    std::uint32_t repeat)
{
    PrimPoints dealt = points;
    Stream stream(RunKey{seed}, Purpose::resampling, repeat, shuffling);
    const std::vector<std::uint32_t> order = shuffled(stream, static_cast<std::uint32_t>(among.size()));
    for (std::size_t i = 0; i < among.size(); ++i) {
        dealt.hits[among[i]] = points.hits[among[order[i]]];
        dealt.runs[among[i]] = points.runs[among[order[i]]];
    }
    return dealt;
}

/// The share of shuffles, and of what was found, whose best box is as good.
double permutation_p_value(const PrimPoints& points, const std::vector<std::size_t>& among, double likelihood_ratio,
                           const PrimOptions& options)
{
    std::vector<char> as_good(options.permutations);
    for_each_row(as_good.size(), [&](std::size_t b) {
        const std::vector<PrimStep> steps =
            peel(shuffled(points, among, options.seed, static_cast<std::uint32_t>(b)), among, options);
        as_good[b] = steps[best_step(steps)].likelihood_ratio >= likelihood_ratio;
    });
    const auto count = std::count(as_good.begin(), as_good.end(), char{1});
    return static_cast<double>(count + 1) / static_cast<double>(options.permutations + 1);
}

/// Drops the restriction with the highest quasi-p value until all are low enough.
PrimBox pruned(const PrimPoints& points, PrimBox box, const std::vector<std::size_t>& among, double most)
{
    for (;;) {
        const std::vector<double> p = quasi_p_values(points, box, among);
        std::size_t worst = p.size();
        for (std::size_t d = 0; d < p.size(); ++d)
            if (box.restricts(d) && p[d] > most && (worst == p.size() || p[d] > p[worst]))
                worst = d;
        if (worst == p.size())
            return box;
        box.kept[worst].assign(box.kept[worst].size(), true);
    }
}

/// Levels that no point is left of are named in no box: kept where all the others are, else not.
PrimBox without_empty_levels(const PrimPoints& points, PrimBox box, const std::vector<std::size_t>& among)
{
    for (std::size_t d = 0; d < box.kept.size(); ++d) {
        if (points.dimensions[d].ordered)
            continue;
        std::vector<bool> there(box.kept[d].size());
        for (const std::size_t p : among)
            there[points.dimensions[d].ranks[p]] = true;
        bool all = true;
        for (std::size_t rank = 0; rank < there.size(); ++rank)
            all = all && (box.kept[d][rank] || !there[rank]);
        for (std::size_t rank = 0; rank < there.size(); ++rank)
            if (!there[rank])
                box.kept[d][rank] = all;
    }
    return box;
}

bool restricts_any(const PrimBox& box)
{
    for (std::size_t d = 0; d < box.kept.size(); ++d)
        if (box.restricts(d))
            return true;
    return false;
}

} // namespace

std::vector<double> quasi_p_values(const PrimPoints& points, const PrimBox& box, const std::vector<std::size_t>& among)
{
    std::vector<double> values(box.kept.size(), 1.0);
    const PrimShare in = share_of(points, box, among);
    const auto n = static_cast<double>(in.points);
    for (std::size_t d = 0; d < values.size(); ++d) {
        if (!box.restricts(d) || !(in.shares > 0))
            continue;
        PrimBox open = box;
        open.kept[d].assign(open.kept[d].size(), true);
        const PrimShare without = share_of(points, open, among);
        const double chance = without.shares / static_cast<double>(without.points);
        // P(X >= k) = I_q(k, n - k + 1), X binomial (n, q)
        values[d] = chance < 1 ? portable::beta_cdf(chance, in.shares, n - in.shares + 1) : 1;
    }
    return values;
}

Discovery discover(PrimPoints points, const PrimOptions& options)
{
    rank_values(points);
    std::vector<std::size_t> left(points.count());
    std::iota(left.begin(), left.end(), std::size_t{0});
    Discovery found;
    found.all = share_of(points, whole_box(points), left);
    while (found.boxes.size() < options.boxes) {
        FoundBox next;
        next.trajectory = peel(points, left, options);
        next.chosen = best_step(next.trajectory);
        next.rest = next.trajectory.front().share;
        const PrimStep& step = next.trajectory[next.chosen];
        if (step.likelihood_ratio <= 0)
            break;
        next.p_value = permutation_p_value(points, left, step.likelihood_ratio, options);
        next.box = pruned(points, paste(points, step.box, left, options), left, options.quasi_p);
        next.box = pruned(points, settle(points, next.box, left, options), left, options.quasi_p);
        next.box = without_empty_levels(points, next.box, left);
        next.share = share_of(points, next.box, left);
        if (next.p_value > options.significance || !restricts_any(next.box)) {
            found.rest_p_value = next.p_value;
            found.rest_density = next.share.density();
            found.rest_points = next.share.points;
            break;
        }
        next.quasi_p = quasi_p_values(points, next.box, left);
        std::vector<std::size_t> rest;
        for (const std::size_t p : left)
            if (!next.box.holds(points, p))
                rest.push_back(p);
        left = std::move(rest);
        found.boxes.push_back(std::move(next));
    }
    return found;
}

} // namespace mutualise
