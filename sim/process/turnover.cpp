/// \file Submodel 5.2: staff leave and are replaced, or not while posts are being cut.
///
///     p_leave = 1 - (1 - annual turnover)^(1/12), times 1 - mutual_reduction (F-84) in mutuals [1/month]
///     target  = floor(posts B^elasticity + f_unit) posts of a public unit; of another the posts it took over
///
/// f is spread evenly over [0, 1) between units: cuts of less than one post a unit happen in some and not in others.
///
/// Thinning: a branch's fixed posts are candidates at the constant rate c = 1/64, found by geometric jumps; a
/// candidate's own uniform, the next word of the stream, decides whether it is taken. Where p_leave is above c, what is
/// missing to it comes from a further round of candidates: 1 - p_leave = (1 - c)(1 - p_leave') and so on. Who is a
/// candidate and with what uniform depends on (run, branch, month, round) alone, so a lever that lowers p_leave only
/// takes leavers away.
#include "geometric_jumps.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/process/schedule.hpp"
#include "mutualise/random/portable.hpp"
#include "mutualise/random/words.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace mutualise
{

namespace
{

/// Even fractions in [0, 1): consecutive multiples of the golden section (Knuth, The Art of Computer Programming
/// 3, 6.4).
double even_fraction(std::uint32_t stable) { return static_cast<double>(stable * 2654435769U) * 0x1p-32; }

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

/// Candidates' words below a limit leave, in this round; what it cannot bring is left to the next.
struct Round {
    explicit Round(double chance) : chance_left(chance) {}

    std::uint64_t next_limit()
    {
        constexpr double candidate = 1.0 / GeometricJumps::places_a_candidate;
        const double now = std::min(chance_left, candidate);
        chance_left = chance_left > candidate ? (chance_left - candidate) / (1 - candidate) : 0;
        return static_cast<std::uint64_t>(now * GeometricJumps::places_a_candidate * 0x1p32);
    }
    double chance_left; ///< per post, of leaving in this round or a later one
};

/// A candidate whose word is below the limit of public staff.
struct Leaver {
    std::uint32_t post = 0, luck = 0;
};

/// Fills `leavers`, which has room for all of the branch's posts, and returns their number.
std::size_t draw_leavers(const Branch& branch, const Lane& lane, std::uint32_t round, std::uint64_t limit,
                         std::vector<Leaver>& leavers)
{
    Words words(lane.key, Purpose::turnover, branch.stable, static_cast<std::uint32_t>(lane.month.value), round);
    const std::uint64_t end = std::uint64_t{branch.first_employee.value} + branch.posts;
    std::size_t count = 0;
    for (std::uint64_t post = branch.first_employee.value + jump_of(words()); post < end;
         post += 1 + std::uint64_t{jump_of(words())}) {
        const std::uint32_t luck = words();
        leavers[count] = {static_cast<std::uint32_t>(post), luck};
        count += luck < limit ? 1 : 0; // no branch: nobody could foresee it
    }
    return count;
}

/// A month's leavers of one branch in one lane.
void take_leavers(const Branch& branch, BranchColumn& column, double monthly, std::vector<Leaver>& leavers)
{
    const Lane& lane = column.lane;
    Round elsewhere(monthly), in_mutuals(monthly * (1 - lane.parameters().turnover.mutual_reduction));
    for (std::uint32_t round = 0; elsewhere.chance_left > 0; ++round) {
        const std::uint64_t limit = elsewhere.next_limit(), limit_mutual = in_mutuals.next_limit();
        const std::size_t count = draw_leavers(branch, lane, round, limit, leavers);
        UnitId unit = branch.units.first;
        for (const Leaver& leaver : std::span(leavers).first(count)) {
            while (leaver.post >= column.people.units[unit].first_employee.value + column.people.units[unit].posts)
                unit = UnitId{unit.value + 1};
            const std::uint32_t gone =
                column.crowd.vacant[leaver.post] | (round > 0 ? column.crowd.newcomer[leaver.post] : 0);
            if ((gone & column.bit()) == 0 && (!column.in_mutual(unit) || leaver.luck < limit_mutual))
                column.leave(unit, leaver.post);
        }
    }
}

/// The posts of a branch's units by lane, to find the lanes in which some want filling.
struct alignas(64) BranchPosts {
    double share[max_lanes] = {}, fraction[max_lanes] = {};
};

/// Does a unit hold fewer than its posts' target in some lane? Counted, as a search would have to stop and look.
bool wants_filling(const Unit& unit, const BranchPosts& posts, const std::uint32_t* filled, int width)
{
    const double even = even_fraction(unit.stable);
    const auto fixed = static_cast<double>(unit.posts);
    int lacking = 0;
    for (int l = 0; l < width; ++l)
        lacking += static_cast<double>(static_cast<std::int32_t>(filled[l]) + 1) <=
                   fixed * posts.share[l] + posts.fraction[l] * even;
    return lacking > 0;
}

/// p_leave of public staff by service and lane.
using MonthlyTurnover = std::vector<std::array<double, max_lanes>>;

MonthlyTurnover monthly_turnover(const SystemData& data, std::span<const Lane> lanes)
{
    MonthlyTurnover monthly(data.services.size());
    for (std::size_t s = 0; s < monthly.size(); ++s)
        for (const Lane& lane : lanes) {
            const double annual = data.services[s].annual_turnover * lane.parameters().turnover.rate_factor;
            monthly[s][lane.column] = 1 - portable::pow(1 - annual, 1.0 / 12);
        }
    return monthly;
}

/// Last month's flows of all lanes but the failed ones, which stay as they were.
void forget_flows(const Branch& branch, std::span<const Lane> lanes, Crowd& crowd)
{
    const std::size_t first = crowd.at(branch.units.first, 0), entries = std::size_t{branch.units.count} * crowd.width;
    const bool whole = std::ranges::none_of(lanes, &Lane::failed);
    for (std::uint32_t* flow : {crowd.left.data() + first, crowd.hired.data() + first}) {
        if (whole)
            std::fill_n(flow, entries, 0U);
        else
            for (const Lane& lane : lanes)
                for (std::size_t i = lane.column; i < entries && !lane.failed; i += crowd.width)
                    flow[i] = 0;
    }
}

/// A month of one branch in all lanes.
void renew_branch(const Population& people, BranchId id, std::span<const Lane> lanes, const MonthlyTurnover& monthly,
                  Crowd& crowd)
{
    const Branch& branch = people.branches[id];
    forget_flows(branch, lanes, crowd);
    std::vector<Leaver> leavers(branch.posts + std::size_t{1});
    BranchPosts all;
    std::vector<BranchColumn> columns;
    for (const Lane& lane : lanes) {
        if (lane.failed)
            continue;
        const double share = portable::pow(lane.budget[id], lane.parameters().austerity.posts_elasticity);
        const Posts posts = share >= 1 ? Posts{1, 0} : Posts{share, 1};
        all.share[lane.column] = posts.share;
        all.fraction[lane.column] = posts.fraction;
        const std::span<const UnitId> outside = outside_of(lane, branch.units);
        columns.push_back({people, lane, crowd, posts, outside.empty()});
        for (const UnitId u : outside)
            columns.back().mark_former(u);
        take_leavers(branch, columns.back(), monthly[branch.service.value][lane.column], leavers);
    }
    for (const UnitId u : branch.units)
        if (wants_filling(people.units[u], all, crowd.filled.data() + crowd.at(u, 0), crowd.width))
            for (BranchColumn& column : columns)
                column.fill_up(u);
}

} // namespace

void renew_staff(const Population& people, std::span<Lane> lanes, Crowd& crowd)
{
    const MonthlyTurnover monthly = monthly_turnover(*people.data, lanes);
    constexpr std::size_t branches_a_chunk = 4;
    for_each_chunk(people.branches.size(), branches_a_chunk, [&](std::size_t first, std::size_t last) {
        for (std::size_t b = first; b < last; ++b)
            renew_branch(people, BranchId{static_cast<std::uint32_t>(b)}, lanes, monthly, crowd);
    });
}

} // namespace mutualise
