#include "places.hpp"

#include <cmath>
#include <vector>

namespace mutualise
{

RunKey place_key(const Lane& lane) { return RunKey{lane.people->settings.seed}; }

double posts_of(const Lane& lane, IdRange<UnitId> units)
{
    double posts = 0;
    for (const UnitId u : units)
        posts += lane.people->units[u].posts;
    return posts;
}

namespace
{

bool free_at_start(const Lane& lane, UnitId u)
{
    const UnitState& unit = lane.units[u];
    const Unit& fixed = lane.people->units[u];
    return unit.stage == Stage::public_body && !unit.proposal.exists() && !unit.tender.exists() && !unit.divested &&
           lane.people->nation(fixed.region) == Nation::england;
}

/// The consecutive free units of one branch whose posts come nearest to `staff`; none where the branch has no free
/// unit.
IdRange<UnitId> nearest_units(const Lane& lane, const Branch& branch, double staff)
{
    IdRange<UnitId> best{};
    double best_gap = 0;
    for (const UnitId start : branch.units) {
        double posts = 0;
        for (IdRange<UnitId> range{start, 0}; branch.units.contains(UnitId{start.value + range.count});) {
            const UnitId next{start.value + range.count};
            if (!free_at_start(lane, next))
                break;
            posts += lane.people->units[next].posts;
            ++range.count;
            const double gap = std::fabs(posts - staff);
            if (best.count == 0 || gap < best_gap) {
                best = range;
                best_gap = gap;
            }
            if (posts >= staff)
                break;
        }
    }
    return best;
}

/// A place for some staff, and how far it misses their number.
struct Place {
    IdRange<UnitId> units{};
    double gap = 0;

    void consider(const Lane& lane, BranchId b, double staff)
    {
        const IdRange<UnitId> here = nearest_units(lane, lane.people->branches[b], staff);
        const double missed = std::fabs(posts_of(lane, here) - staff);
        if (here.count > 0 && (units.count == 0 || missed < gap)) {
            units = here;
            gap = missed;
        }
    }
};

/// Of one service, in `region` or anywhere in England; of sponsored rows, where the leaders are the willing half
/// (F-97).
std::vector<BranchId> branches_of(const Lane& lane, ServiceId service, RegionId region, bool sponsored)
{
    std::vector<BranchId> branches;
    for (const BranchId b : lane.people->branches.ids()) {
        const Branch& branch = lane.people->branches[b];
        const bool here =
            region.exists() ? branch.region == region : lane.people->nation(branch.region) == Nation::england;
        const bool willing = !sponsored || lane.people->organisations[branch.organisation].leadership >= 0.5;
        if (branch.service == service && here && willing)
            branches.push_back(b);
    }
    return branches;
}

} // namespace

IdRange<UnitId> place(const Lane& lane, std::uint32_t index, ServiceId service, RegionId region, double staff,
                      std::uint32_t part, bool sponsored)
{
    constexpr int candidates = 12;     // enough to fit most sizes; assumed
    constexpr double tolerance = 0.15; // of the staff; assumed
    const std::vector<BranchId> branches = branches_of(lane, service, region, sponsored);
    Stream stream(place_key(lane), Purpose::initial_state, index, 0, part);
    Place best;
    for (int i = 0; i < candidates && !branches.empty(); ++i)
        best.consider(lane, branches[stream.below(static_cast<std::uint32_t>(branches.size()))], staff);
    if (best.units.count == 0 || best.gap > tolerance * staff)
        for (const BranchId b : branches)
            best.consider(lane, b, staff);
    return best.units;
}

} // namespace mutualise
