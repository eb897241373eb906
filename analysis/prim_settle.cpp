/// \file Limits set one by one.
#include "prim_parts.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// How many limits a set of ranks has: ends of an ordered dimension, levels left out.
double limits_of(const PrimDimension& dimension, const std::vector<bool>& kept)
{
    if (dimension.ordered)
        return (kept.front() ? 0 : 1) + (kept.back() ? 0 : 1);
    return static_cast<double>(std::count(kept.begin(), kept.end(), false));
}

/// Sets of ranks that differ from this one by one end, or one level.
std::vector<std::vector<bool>> neighbours(const PrimDimension& dimension, const std::vector<bool>& kept)
{
    std::vector<std::vector<bool>> others;
    const std::size_t count = kept.size();
    if (!dimension.ordered) {
        others.assign(count, kept);
        for (std::size_t rank = 0; rank < count; ++rank)
            others[rank][rank] = !kept[rank];
        return others;
    }
    const auto low = static_cast<std::size_t>(std::find(kept.begin(), kept.end(), true) - kept.begin());
    const auto high = count - 1 - static_cast<std::size_t>(std::find(kept.rbegin(), kept.rend(), true) - kept.rbegin());
    const auto between = [&](std::size_t first, std::size_t last) {
        std::vector<bool> ranks(count);
        std::fill(ranks.begin() + static_cast<std::ptrdiff_t>(first),
                  ranks.begin() + static_cast<std::ptrdiff_t>(last) + 1, true);
        return ranks;
    };
    for (std::size_t rank = 0; rank <= high; ++rank)
        others.push_back(between(rank, high));
    for (std::size_t rank = low; rank < count; ++rank)
        others.push_back(between(low, rank));
    return others;
}

/// One dimension's ranks with the highest score, the others as they are. True where they changed.
struct Settling {
    const PrimPoints& points;
    const std::vector<std::size_t>& among;
    PrimShare all;
    double least = 0, price = 0; ///< fewest points; what a limit costs [log likelihood]

    double score(const PrimBox& box, const PrimShare& share) const
    {
        double limits = 0;
        for (std::size_t d = 0; d < box.kept.size(); ++d)
            limits += limits_of(points.dimensions[d], box.kept[d]);
        return likelihood_ratio(share, all) - price * limits;
    }

    bool settle(PrimBox& box, std::size_t d, double& best) const
    {
        PrimBox open = box;
        open.kept[d].assign(open.kept[d].size(), true);
        const std::size_t ranks = open.kept[d].size();
        std::vector<double> count(ranks + 1), shares(ranks + 1); // up to a rank
        for (const std::size_t p : held(points, open, among)) {
            count[points.dimensions[d].ranks[p] + 1] += 1;
            shares[points.dimensions[d].ranks[p] + 1] += points.hits[p] / points.runs[p];
        }
        for (std::size_t rank = 0; rank < ranks; ++rank) {
            count[rank + 1] += count[rank];
            shares[rank + 1] += shares[rank];
        }
        bool moved = false;
        for (const std::vector<bool>& kept : neighbours(points.dimensions[d], box.kept[d])) {
            PrimShare share;
            double in = 0;
            for (std::size_t first = 0; first < ranks;) { // runs of kept ranks
                std::size_t last = first;
                while (last < ranks && kept[last] == kept[first])
                    ++last;
                if (kept[first]) {
                    in += count[last] - count[first];
                    share.shares += shares[last] - shares[first];
                }
                first = last;
            }
            share.points = static_cast<std::size_t>(in);
            open.kept[d] = kept;
            if (const double found = score(open, share); in >= least && found > best) {
                best = found;
                box.kept[d] = kept;
                moved = true;
            }
        }
        return moved;
    }
};

} // namespace

PrimBox settle(const PrimPoints& points, PrimBox box, const std::vector<std::size_t>& among, const PrimOptions& options)
{
    const Settling settling{points, among, share_of(points, whole_box(points), among),
                            options.least_mass * static_cast<double>(points.count()),
                            portable::log(static_cast<double>(among.size())) / 2};
    double best = settling.score(box, share_of(points, box, among));
    for (bool moved = true; moved;) {
        moved = false;
        for (std::size_t d = 0; d < box.kept.size(); ++d)
            moved = settling.settle(box, d, best) || moved;
    }
    return box;
}

} // namespace mutualise
