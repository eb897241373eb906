/// \file Submodel 5.2: who leaves, by thinning (p_leave: turnover.cpp).
///
/// A branch's fixed posts are candidates at the constant rate c = 1/64, found by geometric jumps; a candidate's own
/// uniform, the next word of the stream, decides whether it is taken. Where p_leave is above c, what is missing to it
/// comes from a further round of candidates: 1 - p_leave = (1 - c)(1 - p_leave') and so on. Who is a candidate and with
/// what uniform depends on (run, branch, month, round) alone, so a lever that lowers p_leave only takes leavers away.
#include "leavers.hpp"

#include "geometric_jumps.hpp"

#include "mutualise/random/words.hpp"

#include <algorithm>
#include <span>

namespace mutualise
{

namespace
{

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

} // namespace

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

} // namespace mutualise
