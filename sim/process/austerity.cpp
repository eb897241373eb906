/// \file Submodel 5.1: the real budget index and the pressure it puts on each branch.
///
///     B_s,o(t)  = 1 - intensity · cut_factor_o · (1 - B_s(t)),   not below 0.05
///     pressure  = (1 - B) / 0.30
///
/// B_s(t) is the planned path of scenarios/data/budget.csv, linear between its points.
#include "mutualise/process/schedule.hpp"

#include <algorithm>

namespace mutualise
{

namespace
{

double planned_index(const std::vector<BudgetPoint>& points, ServiceId service, Month month)
{
    const BudgetPoint *before = nullptr, *after = nullptr;
    for (const BudgetPoint& point : points) {
        if (point.service != service)
            continue;
        if (point.month <= month && (before == nullptr || point.month > before->month))
            before = &point;
        if (point.month > month && (after == nullptr || point.month < after->month))
            after = &point;
    }
    if (before == nullptr)
        return after == nullptr ? 1.0 : after->index;
    if (after == nullptr)
        return before->index;
    const double way = static_cast<double>(month - before->month) / (after->month - before->month);
    return before->index + way * (after->index - before->index);
}

} // namespace

void apply_austerity(Lane& lane)
{
    constexpr double least_budget = 0.05; // a service is never cut to nothing; assumed
    const Population& people = *lane.people;
    const AusterityParameters& p = lane.parameters().austerity;
    std::vector<double> planned(people.data->services.size());
    for (std::size_t s = 0; s < planned.size(); ++s)
        planned[s] = planned_index(people.data->budget, ServiceId{static_cast<std::uint32_t>(s)}, lane.month);
    for (const BranchId b : people.branches.ids()) {
        const Branch& branch = people.branches[b];
        const double cut = p.intensity * lane.cut_factor[branch.organisation] * (1 - planned[branch.service.value]);
        lane.budget[b] = std::max(least_budget, 1 - cut);
        lane.pressure[b] = (1 - lane.budget[b]) / 0.30; // the seed's cut of 30 % (F-197) is pressure 1
    }
}

} // namespace mutualise
