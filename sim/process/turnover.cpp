/// \file Submodel 5.2: staff leave and are replaced, or not while posts are being cut.
///
///     p_leave = 1 - (1 - annual turnover)^(1/12), times 1 - mutual_reduction (F-84) in mutuals [1/month]
///     target  = floor(posts B^elasticity + f_unit) posts of a public unit, f evenly spread over [0, 1) between units,
///     so
///               that cuts of less than one post a unit happen in some units and not in others;
///               of other units the posts filled when they took over
///
/// Thinning: a branch's fixed posts are candidates at the constant rate 1/32, found by geometric jumps; a candidate's
/// own uniform, the next word of the stream, decides whether it is taken. Who is a candidate and with what uniform
/// depends on (run, branch, month) alone, so a lever that lowers p_leave only takes leavers away.
#include "mutualise/parallel/loops.hpp"
#include "mutualise/process/schedule.hpp"
#include "mutualise/random/portable.hpp"

#include <array>
#include <cassert>
#include <cmath>

namespace mutualise
{

namespace
{

/// Candidates a post and month: bounds p_leave, so annual turnover stays below 1 - (31/32)^12 = 31.7 %.
constexpr std::uint32_t posts_a_candidate = 32;

/// Posts passed over before the next candidate, from one random word: j with probability (31/32)^j / 32.
class GeometricJumps
{
public:
    constexpr GeometricJumps()
    {
        // P(jump > j) = (31/32)^(j+1), in multiples of 2^-63 and then 2^-32.
        std::uint64_t chance = std::uint64_t{1} << 63;
        for (std::uint32_t& limit : further_) {
            chance = chance / posts_a_candidate * (posts_a_candidate - 1);
            limit = static_cast<std::uint32_t>(chance >> 31);
        }
        for (std::uint32_t top = 0; top < 256; ++top)
            from_[top] = static_cast<std::uint16_t>(search(0, top << 24 | 0xFF'FFFFU));
    }

    constexpr std::uint32_t operator()(std::uint32_t word) const { return search(from_[word >> 24], word); }

private:
    static constexpr std::size_t longest = 700; ///< (31/32)^700 is below 2^-32: no word reaches further

    constexpr std::uint32_t search(std::uint32_t jump, std::uint32_t word) const
    {
        while (jump < longest && word < further_[jump])
            ++jump;
        return jump;
    }

    std::array<std::uint32_t, longest> further_{}; ///< [j]: words below it jump more than j posts
    std::array<std::uint16_t, 256> from_{};        ///< least jump of a word with this top byte
};

constexpr GeometricJumps jump_of;

/// Even fractions in [0, 1): consecutive multiples of the golden section (Knuth, The Art of Computer Programming
/// 3, 6.4).
double even_fraction(std::uint32_t stable) { return static_cast<double>(stable * 2654435769U) * 0x1p-32; }

/// One lane's posts of one branch.
struct BranchColumn {
    const Population& people;
    const Lane& lane;
    Crowd& crowd;
    double posts_share = 1; ///< B^elasticity

    std::uint32_t bit() const { return lane_bit(lane.column); }
    std::uint32_t& filled(UnitId unit) { return crowd.filled[crowd.at(unit, lane.column)]; }

    /// Posts a unit fills up to; a provider outside keeps those it took over.
    std::uint32_t target(UnitId id)
    {
        if (lane.units[id].owner != OwnerKind::public_body)
            return filled(id);
        const std::uint32_t posts = people.units[id].posts;
        if (posts_share >= 1)
            return posts;
        return static_cast<std::uint32_t>(std::floor(posts * posts_share + even_fraction(people.units[id].stable)));
    }
    bool in_mutual(UnitId id) const { return lane.units[id].owner == OwnerKind::mutual; }

    /// A unit that became a mutual's last month: all its staff came over.
    void mark_former(UnitId id)
    {
        const UnitState& state = lane.units[id];
        if (!in_mutual(id) || state.stage_since != lane.row - 1)
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
    void leave(UnitId unit, std::uint32_t post, std::uint32_t target)
    {
        ++crowd.left[crowd.at(unit, lane.column)];
        if (in_mutual(unit) && (crowd.recruit[post] & bit()) == 0)
            --crowd.former[crowd.at(unit, lane.column)];
        if (filled(unit) > target) {
            crowd.vacant[post] |= bit();
            crowd.newcomer[post] &= ~bit();
            --filled(unit);
        } else {
            hire(unit, post);
        }
    }
    /// Vacant posts are filled up to the target, the lowest first.
    void fill_up(UnitId id, std::uint32_t target)
    {
        const Unit& unit = people.units[id];
        for (std::uint32_t post = unit.first_employee.value; filled(id) < target; ++post) {
            assert(post < unit.first_employee.value + unit.posts);
            if ((crowd.vacant[post] & bit()) == 0)
                continue;
            crowd.vacant[post] &= ~bit();
            hire(id, post);
            ++filled(id);
        }
    }
};

/// Candidates' words below this leave.
std::uint64_t leaving_limit(double monthly)
{
    assert(monthly * posts_a_candidate <= 1);
    return static_cast<std::uint64_t>(monthly * posts_a_candidate * 0x1p32);
}

/// A month of one branch in one lane.
void renew_branch(const Branch& branch, BranchColumn& column)
{
    const Lane& lane = column.lane;
    const TurnoverParameters& p = lane.parameters().turnover;
    const double annual = (*column.people.data)[branch.service].annual_turnover * p.rate_factor;
    const double monthly = 1 - portable::pow(1 - annual, 1.0 / 12);
    const std::uint64_t limit = leaving_limit(monthly),
                        limit_mutual = leaving_limit(monthly * (1 - p.mutual_reduction));
    Stream words(lane.key, Purpose::turnover, branch.stable, static_cast<std::uint32_t>(lane.month.value));
    std::uint64_t post = branch.first_employee.value + jump_of(words());
    for (const UnitId id : branch.units) {
        const Unit& unit = column.people.units[id];
        const std::size_t flows = column.crowd.at(id, lane.column);
        column.crowd.left[flows] = column.crowd.hired[flows] = 0;
        column.mark_former(id);
        const std::uint32_t target = column.target(id);
        const std::uint64_t unit_limit = lane.units[id].owner == OwnerKind::mutual ? limit_mutual : limit;
        for (; post < unit.first_employee.value + unit.posts; post += 1 + jump_of(words())) {
            const auto e = static_cast<std::uint32_t>(post);
            if (words() < unit_limit && (column.crowd.vacant[e] & column.bit()) == 0)
                column.leave(id, e, target);
        }
        column.fill_up(id, target);
    }
}

} // namespace

void renew_staff(const Population& people, std::span<Lane> lanes, Crowd& crowd)
{
    constexpr std::size_t branches_a_chunk = 4;
    for_each_chunk(people.branches.size(), branches_a_chunk, [&](std::size_t first, std::size_t last) {
        for (std::size_t b = first; b < last; ++b) {
            const BranchId id{static_cast<std::uint32_t>(b)};
            for (const Lane& lane : lanes) {
                if (lane.failed)
                    continue;
                const double elasticity = lane.parameters().austerity.posts_elasticity;
                BranchColumn column{people, lane, crowd, portable::pow(lane.budget[id], elasticity)};
                renew_branch(people.branches[id], column);
            }
        }
    });
}

} // namespace mutualise
