/// \file A public sector of a fiftieth of the organisations, whole at scale 1: for tests of scale.
#pragma once

#include "support/small_population.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise::testing
{

inline std::shared_ptr<const SystemData> miniature_data()
{
    SystemData small = *data();
    for (OrganisationKind& kind : small.organisation_kinds)
        kind.count = std::max(1, kind.count / 50);
    for (Service& service : small.services) {
        service.employees = std::floor(service.employees / 50);
        service.outsourced_employees = std::floor(service.outsourced_employees / 50);
    }
    return std::make_shared<const SystemData>(small);
}

inline Population miniature(double scale, bool reciprocal = false)
{
    return synthesise(miniature_data(), PopulationSettings{.scale = scale, .reciprocal = reciprocal});
}

/// Whether two populations are the same to the last bit of every column.
inline bool same(const Population& a, const Population& b)
{
    return a.employees == b.employees && a.ties == b.ties && a.teams == b.teams && a.units == b.units &&
           a.branches == b.branches && a.organisations == b.organisations && a.managers == b.managers &&
           a.contractors == b.contractors;
}

} // namespace mutualise::testing
