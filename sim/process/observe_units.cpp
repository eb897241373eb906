#include "observe_units.hpp"

#include "mutualise/parallel/loops.hpp"

#include <array>
#include <limits>
#include <vector>

namespace mutualise
{

namespace
{

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// Sums over the units of one service, by lane; integers, so their order does not matter.
struct CrowdSums {
    std::array<std::uint64_t, max_lanes> filled{}, attitude{}, interested{}, undecided{}, hired{}, left{};

    /// Reads every lane of a row at once.
    void add(const Crowd& crowd, UnitId unit)
    {
        const std::size_t first = crowd.at(unit, 0);
        const auto add_row = [&](std::array<std::uint64_t, max_lanes>& sums, const HugeArray<std::uint32_t>& column) {
            const std::uint32_t* row = column.data() + first;
            for (int l = 0; l < crowd.width; ++l)
                sums[l] += row[l];
        };
        add_row(filled, crowd.filled);
        add_row(attitude, crowd.attitude_sum);
        add_row(interested, crowd.interested);
        add_row(undecided, crowd.undecided);
        add_row(hired, crowd.hired);
        add_row(left, crowd.left);
    }
};

/// Sums over the units of one service in one lane.
struct ServiceSums {
    std::array<std::uint64_t, owner_names.size()> employees{};
    std::vector<std::array<std::uint64_t, owner_names.size()>> employees_by_region;
    std::array<std::uint64_t, stage_names.size()> units{};
    std::uint64_t filled = 0, attitude = 0, interested = 0, undecided = 0, hired = 0, left = 0, former = 0, extra = 0;
};

/// In the month a unit becomes a mutual's, all its staff have come over; turnover keeps count from then on.
std::uint64_t former_public(const UnitState& state, const Crowd& crowd, std::size_t i, int row)
{
    return state.stage_since == row ? crowd.filled[i] : crowd.former[i];
}

/// A row of one lane's sums from those of all lanes; its staff as if they were all public (`add_state` moves them).
void add_crowd(ServiceSums& sums, const CrowdSums& crowd, std::uint32_t column, std::size_t region)
{
    constexpr auto as_public = static_cast<std::size_t>(OwnerKind::public_body);
    sums.employees[as_public] += crowd.filled[column];
    sums.employees_by_region[region][as_public] += crowd.filled[column];
    sums.filled += crowd.filled[column];
    sums.attitude += crowd.attitude[column];
    sums.interested += crowd.interested[column];
    sums.undecided += crowd.undecided[column];
    sums.hired += crowd.hired[column];
    sums.left += crowd.left[column];
}

void add_state(ServiceSums& sums, const Unit& unit, const UnitState& state, const Crowd& crowd, std::size_t i, int row)
{
    ++sums.units[static_cast<std::size_t>(state.stage)];
    if (state.owner == OwnerKind::public_body && state.extra_staff == 0)
        return;
    constexpr auto from = static_cast<std::size_t>(OwnerKind::public_body);
    const auto to = static_cast<std::size_t>(state.owner);
    for (auto* employees : {&sums.employees, &sums.employees_by_region[unit.region.value]}) {
        (*employees)[from] -= crowd.filled[i];
        (*employees)[to] += crowd.filled[i] + state.extra_staff;
    }
    if (state.owner == OwnerKind::mutual) {
        sums.former += former_public(state, crowd, i, row);
        sums.extra += state.extra_staff;
    }
}

void record_service(Lane& lane, std::size_t s, const ServiceSums& sums)
{
    const auto filled = static_cast<double>(sums.filled);
    const auto set = [&](Observable o, std::size_t second, double value) {
        lane.trajectory.at(o, lane.row, s, second) = value;
    };
    for (std::size_t owner = 0; owner < owner_names.size(); ++owner) {
        set(Observable::employees_by_owner, owner, static_cast<double>(sums.employees[owner]));
        for (std::size_t r = 0; r < sums.employees_by_region.size(); ++r)
            lane.count(Observable::employees_by_owner_region, r, owner,
                       static_cast<double>(sums.employees_by_region[r][owner]));
    }
    for (std::size_t stage = 0; stage < stage_names.size(); ++stage)
        set(Observable::units_by_stage, stage, static_cast<double>(sums.units[stage]));
    set(Observable::employees_in_mutuals, 0,
        static_cast<double>(sums.employees[static_cast<std::size_t>(OwnerKind::mutual)]));
    set(Observable::former_public_in_mutuals, 0, static_cast<double>(sums.former));
    set(Observable::extra_staff, 0, static_cast<double>(sums.extra));
    set(Observable::mean_attitude, 0,
        sums.filled == 0 ? nan : static_cast<double>(sums.attitude) / attitude_one / filled);
    set(Observable::interested_share, 0, sums.filled == 0 ? nan : static_cast<double>(sums.interested) / filled);
    set(Observable::undecided_share, 0, sums.filled == 0 ? nan : static_cast<double>(sums.undecided) / filled);
    lane.count(Observable::staff_hired, s, 0, static_cast<double>(sums.hired));
    lane.count(Observable::staff_left, s, 0, static_cast<double>(sums.left));
}

/// Units are contiguous by service and region.
std::vector<IdRange<UnitId>> units_by_service(const Population& people)
{
    std::vector<IdRange<UnitId>> units(people.data->services.size());
    for (const UnitId u : people.units.ids()) {
        IdRange<UnitId>& range = units[people.units[u].service.value];
        if (range.count == 0)
            range.first = u;
        ++range.count;
    }
    return units;
}

/// One pass over a service's rows serves every lane; another over each lane's own units says whose they are.
std::vector<ServiceSums> sums_of(const Population& people, IdRange<UnitId> units, std::span<const Lane> lanes,
                                 const Crowd& crowd)
{
    std::vector<ServiceSums> sums(lanes.size());
    for (ServiceSums& one : sums)
        one.employees_by_region.resize(people.data->regions.size());
    CrowdSums of_region;
    for (const UnitId u : units) {
        of_region.add(crowd, u);
        const RegionId region = people.units[u].region;
        const UnitId next{u.value + 1};
        if (next.value < units.first.value + units.count && people.units[next].region == region)
            continue;
        for (std::size_t l = 0; l < lanes.size(); ++l)
            add_crowd(sums[l], of_region, lanes[l].column, region.value);
        of_region = {};
    }
    for (std::size_t l = 0; l < lanes.size(); ++l)
        for (const UnitId u : units)
            add_state(sums[l], people.units[u], lanes[l].units[u], crowd, crowd.at(u, lanes[l].column), lanes[l].row);
    return sums;
}

} // namespace

void record_units(const Population& people, std::span<Lane> lanes, const Crowd& crowd)
{
    const std::vector<IdRange<UnitId>> units = units_by_service(people);
    std::vector<std::vector<ServiceSums>> sums(units.size());
    for_each_row(units.size(), [&](std::size_t s) { sums[s] = sums_of(people, units[s], lanes, crowd); });
    for (std::size_t l = 0; l < lanes.size(); ++l)
        if (!lanes[l].failed)
            for (std::size_t s = 0; s < units.size(); ++s)
                record_service(lanes[l], s, sums[s][l]);
}

} // namespace mutualise
