/// \file Peeling and pasting.
#include "mutualise/analysis/prim.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <optional>

namespace mutualise
{

namespace
{

/// What lies at each rank of a dimension.
struct Tally {
    std::vector<double> points, hits, runs;
};

Tally tally_of(const PrimPoints& points, const PrimDimension& dimension, const std::vector<std::size_t>& among)
{
    const std::size_t ranks = dimension.distinct.size();
    Tally tally{std::vector<double>(ranks), std::vector<double>(ranks), std::vector<double>(ranks)};
    for (const std::size_t p : among) {
        tally.points[dimension.ranks[p]] += 1;
        tally.hits[dimension.ranks[p]] += points.hits[p];
        tally.runs[dimension.ranks[p]] += points.runs[p];
    }
    return tally;
}

/// A slice of one dimension.
struct Slice {
    std::size_t dimension = 0;
    std::vector<std::size_t> ranks;
    double points = 0, hits = 0, runs = 0;
    void take(const Tally& tally, std::size_t rank)
    {
        ranks.push_back(rank);
        points += tally.points[rank];
        hits += tally.hits[rank];
        runs += tally.runs[rank];
    }
};

/// Ranks from one end on, those peeled off before among them, until they hold `least` points.
Slice end_slice(const Tally& tally, std::size_t dimension, bool from_below, double least)
{
    Slice slice;
    slice.dimension = dimension;
    const std::size_t count = tally.points.size();
    for (std::size_t i = 0; i < count && (slice.points < least || slice.points == 0); ++i)
        slice.take(tally, from_below ? i : count - 1 - i);
    return slice;
}

std::vector<Slice> slices_of(const PrimPoints& points, const std::vector<std::size_t>& inside, double least)
{
    std::vector<Slice> slices;
    for (std::size_t d = 0; d < points.dimensions.size(); ++d) {
        const PrimDimension& dimension = points.dimensions[d];
        const Tally tally = tally_of(points, dimension, inside);
        if (dimension.ordered) {
            slices.push_back(end_slice(tally, d, true, least));
            slices.push_back(end_slice(tally, d, false, least));
            continue;
        }
        for (std::size_t rank = 0; rank < tally.points.size(); ++rank)
            if (tally.points[rank] > 0) {
                slices.emplace_back().dimension = d;
                slices.back().take(tally, rank);
            }
    }
    return slices;
}

/// x ln(x / n), 0 at 0.
double weighed_log(double x, double n) { return x > 0 ? x * portable::log(x / n) : 0; }

/// ln L of `hits` among `count` at their own chance.
double log_likelihood(double hits, double count) { return weighed_log(hits, count) + weighed_log(count - hits, count); }

double likelihood_ratio(const PrimShare& in, const PrimShare& all)
{
    const auto n = static_cast<double>(in.points), total = static_cast<double>(all.points);
    const double k = in.shares, sum = all.shares;
    if (in.points == 0 || in.points == all.points || k / n <= (sum - k) / (total - n))
        return 0; // not denser inside
    return log_likelihood(k, n) + log_likelihood(sum - k, total - n) - log_likelihood(sum, total);
}

std::vector<std::size_t> held(const PrimPoints& points, const PrimBox& box, const std::vector<std::size_t>& among)
{
    std::vector<std::size_t> inside;
    for (const std::size_t p : among)
        if (box.holds(points, p))
            inside.push_back(p);
    return inside;
}

/// The slice beside the box in one dimension, from the nearest ranks on (of levels: one level).
std::optional<Slice> outer_slice(const PrimPoints& points, const PrimBox& box, const std::vector<std::size_t>& among,
                                 std::size_t d, bool below, double least)
{
    PrimBox open = box;
    open.kept[d].assign(open.kept[d].size(), true);
    const Tally tally = tally_of(points, points.dimensions[d], held(points, open, among));
    const auto& kept = box.kept[d];
    Slice slice;
    slice.dimension = d;
    const auto count = static_cast<std::ptrdiff_t>(kept.size());
    auto rank = below ? std::find(kept.begin(), kept.end(), true) - kept.begin() - 1
                      : count - (std::find(kept.rbegin(), kept.rend(), true) - kept.rbegin());
    for (; rank >= 0 && rank < count && (slice.points < least || slice.points == 0); rank += below ? -1 : 1)
        slice.take(tally, static_cast<std::size_t>(rank));
    return slice.points > 0 ? std::optional(slice) : std::nullopt;
}

std::vector<Slice> outer_slices(const PrimPoints& points, const PrimBox& box, const std::vector<std::size_t>& among,
                                double least)
{
    std::vector<Slice> slices;
    for (std::size_t d = 0; d < points.dimensions.size(); ++d) {
        if (!box.restricts(d))
            continue;
        if (points.dimensions[d].ordered) {
            for (const bool below : {true, false})
                if (auto slice = outer_slice(points, box, among, d, below, least))
                    slices.push_back(*slice);
            continue;
        }
        PrimBox open = box;
        open.kept[d].assign(open.kept[d].size(), true);
        const Tally tally = tally_of(points, points.dimensions[d], held(points, open, among));
        for (std::size_t rank = 0; rank < tally.points.size(); ++rank)
            if (!box.kept[d][rank] && tally.points[rank] > 0) {
                slices.emplace_back().dimension = d;
                slices.back().take(tally, rank);
            }
    }
    return slices;
}

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
        for (std::size_t rank = 0; rank < count; ++rank) {
            others.push_back(kept);
            others.back()[rank] = !kept[rank];
        }
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

void rank_values(PrimPoints& points)
{
    for (PrimDimension& dimension : points.dimensions) {
        dimension.distinct = dimension.values;
        std::sort(dimension.distinct.begin(), dimension.distinct.end());
        dimension.distinct.erase(std::unique(dimension.distinct.begin(), dimension.distinct.end()),
                                 dimension.distinct.end());
        dimension.ranks.clear();
        for (const double value : dimension.values)
            dimension.ranks.push_back(static_cast<std::uint32_t>(
                std::lower_bound(dimension.distinct.begin(), dimension.distinct.end(), value) -
                dimension.distinct.begin()));
    }
}

bool PrimBox::holds(const PrimPoints& points, std::size_t point) const
{
    for (std::size_t d = 0; d < kept.size(); ++d)
        if (!kept[d][points.dimensions[d].ranks[point]])
            return false;
    return true;
}

bool PrimBox::restricts(std::size_t dimension) const
{
    return std::find(kept[dimension].begin(), kept[dimension].end(), false) != kept[dimension].end();
}

PrimBox whole_box(const PrimPoints& points)
{
    PrimBox box;
    for (const PrimDimension& dimension : points.dimensions)
        box.kept.emplace_back(dimension.distinct.size(), true);
    return box;
}

PrimShare share_of(const PrimPoints& points, const PrimBox& box, const std::vector<std::size_t>& among)
{
    PrimShare share;
    for (const std::size_t p : among)
        if (box.holds(points, p)) {
            ++share.points;
            share.hits += points.hits[p];
            share.runs += points.runs[p];
            share.shares += points.hits[p] / points.runs[p];
        }
    return share;
}

std::vector<PrimStep> peel(const PrimPoints& points, const std::vector<std::size_t>& among, const PrimOptions& options)
{
    const double least = options.least_mass * static_cast<double>(points.count());
    PrimBox box = whole_box(points);
    std::vector<std::size_t> inside = among;
    const PrimShare all = share_of(points, box, among);
    std::vector<PrimStep> steps{{box, all, 0}};
    for (PrimShare share = all; share.hits < share.runs && share.hits > 0;) {
        const auto held_now = static_cast<double>(inside.size());
        const Slice* best = nullptr;
        double gain = 0;
        const std::vector<Slice> slices = slices_of(points, inside, options.alpha * held_now);
        for (const Slice& slice : slices) {
            const double rest = held_now - slice.points, runs = share.runs - slice.runs;
            if (rest < least || rest <= 0)
                continue;
            const double rise = ((share.hits - slice.hits) / runs - share.density()) / slice.points;
            if (best == nullptr || rise > gain) {
                best = &slice;
                gain = rise;
            }
        }
        if (best == nullptr)
            break;
        for (const std::size_t rank : best->ranks)
            box.kept[best->dimension][rank] = false;
        inside = held(points, box, inside);
        share = share_of(points, box, inside);
        steps.push_back({box, share, likelihood_ratio(share, all)});
    }
    return steps;
}

PrimBox paste(const PrimPoints& points, PrimBox box, const std::vector<std::size_t>& among, const PrimOptions& options)
{
    for (;;) {
        const PrimShare share = share_of(points, box, among);
        const Slice* best = nullptr;
        double density = share.density();
        const std::vector<Slice> slices =
            outer_slices(points, box, among, options.alpha * static_cast<double>(share.points));
        for (const Slice& slice : slices) {
            const double joined = (share.hits + slice.hits) / (share.runs + slice.runs);
            if (joined > density || (best == nullptr && joined == density)) {
                best = &slice;
                density = joined;
            }
        }
        if (best == nullptr)
            return box;
        for (const std::size_t rank : best->ranks)
            box.kept[best->dimension][rank] = true;
    }
}

} // namespace mutualise
