/// \file Peeling and pasting.
#include "prim_parts.hpp"

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

} // namespace

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
