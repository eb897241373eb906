/// \file Section 7: what must hold every month in every run. The recorded stocks are counted afresh from the state, so
/// these compare two independent accounts.
#include "mutualise/core/errors.hpp"
#include "mutualise/run/batch.hpp"

#include <fmt/format.h>
#include <string>

namespace mutualise
{

namespace
{

std::int64_t value(const Lane& lane, Observable o, std::size_t first, std::size_t second = 0)
{
    return static_cast<std::int64_t>(lane.trajectory.at(o, lane.row, first, second));
}

std::int64_t sum(const Lane& lane, Observable o, std::size_t first, std::size_t length)
{
    std::int64_t total = 0;
    for (std::size_t i = 0; i < length; ++i)
        total += value(lane, o, first, i);
    return total;
}

[[noreturn]] void broken(const Lane& lane, std::size_t service, const std::string& identity, std::int64_t left,
                         std::int64_t right)
{
    throw RunError(fmt::format("identity broken in {} (row {}), {}: {}: {} is not {}", to_string(lane.month), lane.row,
                               lane.people->data->services[service].name, identity, left, right));
}

void check(const Lane& lane, std::size_t service, const char* identity, std::int64_t left, std::int64_t right)
{
    if (left != right)
        broken(lane, service, identity, left, right);
}

void check_range(const Lane& lane, std::size_t service, Observable o)
{
    const double x = lane.trajectory.at(o, lane.row, service);
    if (x < 0 || x > 1)
        throw RunError(fmt::format("identity broken in {} (row {}), {}: {} = {} has left [0, 1]", to_string(lane.month),
                                   lane.row, lane.people->data->services[service].name, spec(o).name, x));
}

std::vector<std::int64_t> units_by_service(const Population& people)
{
    std::vector<std::int64_t> units(people.data->services.size());
    for (const Branch& branch : people.branches)
        units[branch.service.value] += branch.units.count;
    return units;
}

/// The list of units outside is kept by hand (`change_owner`), so it is held against their owners.
void check_outside(const Lane& lane)
{
    std::size_t outside = 0;
    for (const UnitState& unit : lane.units)
        outside += unit.owner != OwnerKind::public_body;
    bool listed = outside == lane.outside.size();
    for (const UnitId unit : lane.outside)
        listed = listed && lane.units[unit].owner != OwnerKind::public_body;
    if (!listed)
        throw RunError(fmt::format("identity broken in {} (row {}): {} units outside, {} listed", to_string(lane.month),
                                   lane.row, outside, lane.outside.size()));
}

std::vector<std::int64_t> proposals_in_hand(const Lane& lane)
{
    std::vector<std::int64_t> in_hand(lane.people->data->services.size());
    for (const Proposal& p : lane.proposals)
        in_hand[first_unit(lane, p).service.value] += p.in_hand ? 1 : 0;
    return in_hand;
}

} // namespace

void check_identities(const Lane& lane, Ledger& ledger)
{
    check_outside(lane);
    const std::size_t services = lane.people->data->services.size();
    const std::vector<std::int64_t> units = units_by_service(*lane.people), in_hand = proposals_in_hand(lane);
    const bool first = ledger.employees.empty();
    ledger.employees.resize(services);
    ledger.in_hand.resize(services);
    for (std::size_t s = 0; s < services; ++s) {
        const std::int64_t employees = sum(lane, Observable::employees_by_owner, s, owner_names.size());
        check(lane, s, "stage counts sum to units", sum(lane, Observable::units_by_stage, s, stage_names.size()),
              units[s]);
        if (!first) {
            check(lane, s, "employees before + hired - left = public + mutual + outsourced",
                  ledger.employees[s] + value(lane, Observable::staff_hired, s) -
                      value(lane, Observable::staff_left, s),
                  employees);
            check(lane, s, "in the pipeline before + launched = in the pipeline + exits + founded",
                  ledger.in_hand[s] + sum(lane, Observable::launches, s, route_names.size()),
                  in_hand[s] + sum(lane, Observable::exits, s, reason_names.size()) +
                      value(lane, Observable::mutuals_founded, s));
        }
        check(lane, s, "awards + abandoned = tenders cleared",
              sum(lane, Observable::awards, s, winner_names.size()) +
                  sum(lane, Observable::tenders_abandoned, s, tender_names.size()),
              sum(lane, Observable::tenders_cleared, s, tender_names.size()));
        for (const Observable o : {Observable::mean_attitude, Observable::interested_share, Observable::undecided_share,
                                   Observable::motivation, Observable::service_quality})
            check_range(lane, s, o);
        ledger.employees[s] = employees;
        ledger.in_hand[s] = in_hand[s];
    }
}

} // namespace mutualise
