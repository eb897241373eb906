/// \file Submodel 5.2: staff leave and are replaced, or not while posts are being cut.
///
///     p_leave = 1 - (1 - annual turnover)^(1/12), times 1 - mutual_reduction (F-84) in mutuals [1/month]
#include "branch_column.hpp"
#include "leavers.hpp"

#include "mutualise/parallel/loops.hpp"
#include "mutualise/process/schedule.hpp"
#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <vector>

namespace mutualise
{

namespace
{

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
    std::vector<Leaver> leavers(branch.posts);
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
