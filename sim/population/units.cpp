/// \file Units: a branch's posts cut into lognormal, heavy-tailed sizes (F-52 wants heavy tails; the law is assumed).
///
///     size ~ median * exp(spread * z), kept within [least, most], scaled so that a branch's units sum to its posts
#include "blueprint.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mutualise
{

namespace
{
/// Takes posts from the largest unit until none is below `least`.
void raise_to_least(std::vector<std::uint32_t>& sizes, std::uint32_t least)
{
    for (std::uint32_t& size : sizes)
        while (size < least) {
            std::uint32_t& largest = *std::ranges::max_element(sizes);
            if (largest <= least)
                return;
            const std::uint32_t moved = std::min(least - size, largest - least);
            largest -= moved;
            size += moved;
        }
}

std::vector<std::uint32_t> cut_into_units(Stream stream, std::uint32_t posts, const Service& service)
{
    std::vector<double> drawn;
    double sum = 0;
    while (sum < posts) {
        const double size = service.unit_size_median * portable::exp(service.unit_size_spread * stream.normal());
        drawn.push_back(std::clamp<double>(size, service.unit_size_least, service.unit_size_most));
        sum += drawn.back();
    }
    // The last draw overshoots: it goes if the rest fits better, and can grow to fit within the bounds.
    const double rest = sum - drawn.back();
    if (drawn.size() > 1 && sum - posts > posts - rest &&
        *std::max_element(drawn.begin(), drawn.end() - 1) * (posts / rest) <= service.unit_size_most)
        drawn.pop_back();
    const auto least = static_cast<std::uint32_t>(service.unit_size_least);
    while (drawn.size() > 1 && drawn.size() * least > posts)
        drawn.pop_back();
    auto sizes = apportion(posts, drawn);
    raise_to_least(sizes, least);
    return sizes;
}

} // namespace

void plan_units(const SystemData& data, RunKey key, Blueprint& blueprint)
{
    auto& branches = blueprint.branches;
    std::vector<std::vector<std::uint32_t>> sizes(branches.size());
    for_each_chunk(branches.size(), 64, [&](std::size_t first, std::size_t last) {
        for (std::size_t b = first; b < last; ++b) {
            const Service& service = data[branches[b].service];
            const auto row = static_cast<std::uint32_t>(b);
            sizes[b] = cut_into_units(Stream(key, Purpose::unit_size, row, 0), branches[b].public_posts, service);
            branches[b].public_units = static_cast<std::uint32_t>(sizes[b].size());
            if (branches[b].outsourced_posts == 0)
                continue;
            const auto more =
                cut_into_units(Stream(key, Purpose::unit_size, row, 1), branches[b].outsourced_posts, service);
            sizes[b].insert(sizes[b].end(), more.begin(), more.end());
        }
    });
    for (std::size_t b = 0; b < branches.size(); ++b) {
        branches[b].first_unit = static_cast<std::uint32_t>(blueprint.unit_posts.size());
        branches[b].units = static_cast<std::uint32_t>(sizes[b].size());
        blueprint.unit_posts.insert(blueprint.unit_posts.end(), sizes[b].begin(), sizes[b].end());
    }
    std::uint32_t next = static_cast<std::uint32_t>(blueprint.unit_posts.size());
    for (PlannedBranch& branch : branches) {
        branch.first_superior = next;
        const auto layers = superior_layers(branch.units, data[branch.service].span_of_control);
        next = std::accumulate(layers.begin(), layers.end(), next);
    }
    blueprint.first_head = next;
    blueprint.managers = next + static_cast<std::uint32_t>(blueprint.organisations.size());
}

Blueprint plan_system(const SystemData& data, RunKey key)
{
    Blueprint blueprint;
    blueprint.organisations = plan_organisations(data, key);
    blueprint.branches = plan_branches(data, blueprint.organisations, key);
    plan_units(data, key, blueprint);
    return blueprint;
}

} // namespace mutualise
