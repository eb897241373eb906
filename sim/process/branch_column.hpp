/// \file Submodel 5.2 (turnover.cpp), the posts of a branch in one lane: filled, left, vacant, and how many are wanted.
///
///     target = floor(posts B^elasticity + f_unit) posts of a public unit; of another the posts it took over
///
/// f is spread evenly over [0, 1) between units: cuts of less than one post a unit happen in some and not in others.
#pragma once

#include "mutualise/population/population.hpp"
#include "mutualise/state/crowd.hpp"
#include "mutualise/state/lane.hpp"

#include <cassert>
#include <cstdint>

namespace mutualise
{

/// Even fractions in [0, 1): consecutive multiples of the golden section (Knuth, The Art of Computer Programming
/// 3, 6.4).
inline double even_fraction(std::uint32_t stable) { return static_cast<double>(stable * 2654435769U) * 0x1p-32; }

/// Posts a public unit fills up to are the whole part of `posts share + fraction`.
struct Posts {
    double share = 0;    ///< B^elasticity, at most 1
    double fraction = 0; ///< 1 where posts are being cut: even fractions count
    double of(double posts, double even) const { return posts * share + fraction * even; }
};

/// One lane's posts of one branch.
struct BranchColumn {
    const Population& people;
    const Lane& lane;
    Crowd& crowd;
    Posts posts;
    bool all_public = true; ///< in most branches: then nobody need look at the units' states, which are far apart

    std::uint32_t bit() const { return lane_bit(lane.column); }
    std::uint32_t& filled(UnitId unit) { return crowd.filled[crowd.at(unit, lane.column)]; }

    /// A provider outside keeps the posts it took over.
    std::uint32_t target(UnitId id)
    {
        if (!all_public && lane.units[id].owner != OwnerKind::public_body)
            return filled(id);
        return static_cast<std::uint32_t>(posts.of(people.units[id].posts, even_fraction(people.units[id].stable)));
    }
    bool in_mutual(UnitId id) const { return !all_public && lane.units[id].owner == OwnerKind::mutual; }

    /// A unit that became a mutual's last month: all its staff came over.
    void mark_former(UnitId id)
    {
        if (!in_mutual(id) || lane.units[id].stage_since != lane.row - 1)
            return;
        for (const EmployeeId e : people.employees_of(people.units[id]))
            crowd.recruit[e.value] &= ~bit();
        crowd.former[crowd.at(id, lane.column)] = filled(id);
    }
    void hire(UnitId unit, std::uint32_t post)
    {
        crowd.newcomer[post] |= bit();
        if (in_mutual(unit))
            crowd.recruit[post] |= bit();
        ++crowd.hired[crowd.at(unit, lane.column)];
    }
    void leave(UnitId unit, std::uint32_t post)
    {
        ++crowd.left[crowd.at(unit, lane.column)];
        if (in_mutual(unit) && (crowd.recruit[post] & bit()) == 0)
            --crowd.former[crowd.at(unit, lane.column)];
        if (filled(unit) > target(unit)) {
            crowd.vacant[post] |= bit();
            crowd.newcomer[post] &= ~bit();
            --filled(unit);
        } else {
            hire(unit, post);
        }
    }
    /// Vacant posts are filled up to the target, the lowest first.
    void fill_up(UnitId id)
    {
        const Unit& unit = people.units[id];
        const std::uint32_t wanted = target(id);
        for (std::uint32_t post = unit.first_employee.value; filled(id) < wanted; ++post) {
            assert(post < unit.first_employee.value + unit.posts);
            if ((crowd.vacant[post] & bit()) == 0)
                continue;
            crowd.vacant[post] &= ~bit();
            hire(id, post);
            ++filled(id);
        }
    }
};

} // namespace mutualise
