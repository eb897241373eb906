/// \file Boxes and what they hold.
#include "prim_parts.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

/// x ln(x / n), 0 at 0.
double weighed_log(double x, double n) { return x > 0 ? x * portable::log(x / n) : 0; }

/// ln L of `hits` among `count` at their own chance.
double log_likelihood(double hits, double count) { return weighed_log(hits, count) + weighed_log(count - hits, count); }

} // namespace

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

} // namespace mutualise
