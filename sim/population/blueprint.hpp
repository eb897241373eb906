/// \file The whole public sector at scale 1, before thinning: every population is a selection of its organisations.
///
/// Rows of the blueprint are the `stable` ids of copy 0; copy c of row r has stable id r + c * (rows of the blueprint).
#pragma once

#include "mutualise/core/ids.hpp"
#include "mutualise/random/stream.hpp"
#include "mutualise/scenario/system_data.hpp"

#include <cstdint>
#include <vector>

namespace mutualise
{

struct PlannedOrganisation {
    RegionId region;
    std::uint16_t kind = 0;
    double relative_size = 1; ///< among the organisations of its kind and region [-]
};

/// One service of one organisation.
struct PlannedBranch {
    std::uint32_t organisation = 0; ///< row of the blueprint
    ServiceId service;
    RegionId region;
    std::uint32_t public_posts = 0;
    std::uint32_t outsourced_posts = 0;
    std::uint32_t first_unit = 0; ///< row of `unit_posts`
    std::uint32_t units = 0;
    std::uint32_t public_units = 0;   ///< the rest, which follow them, are outsourced at the start
    std::uint32_t first_superior = 0; ///< stable id of the first manager above its units' own
};

struct Blueprint {
    std::vector<PlannedOrganisation> organisations; ///< by kind and region
    std::vector<PlannedBranch> branches;            ///< by service, region, organisation
    std::vector<std::uint32_t> unit_posts;          ///< by branch
    std::uint32_t first_head = 0;                   ///< stable id of organisation 0's head above its branches' heads
    std::uint32_t managers = 0;                     ///< stride of the managers' stable ids
};

/// Organisations by kind and region (`population_share`), with keyed relative sizes.
std::vector<PlannedOrganisation> plan_organisations(const SystemData& data, RunKey key);

/// Every service's posts over the organisations of its kind: the sums are exactly the data's.
std::vector<PlannedBranch> plan_branches(const SystemData& data, const std::vector<PlannedOrganisation>& organisations,
                                         RunKey key);

/// Cuts every branch into units and counts its managers.
void plan_units(const SystemData& data, RunKey key, Blueprint& blueprint);

Blueprint plan_system(const SystemData& data, RunKey key);

/// Whole numbers that sum to `total`, proportional to the weights beyond `least` each (largest remainders; equal ones
/// to the earlier row). Where `total` is too small for `least` each, only the largest weights get anything.
std::vector<std::uint32_t> apportion(std::uint32_t total, const std::vector<double>& weights, std::uint32_t least = 0);

/// Sizes of the layers of managers above `inferiors` managers, up to the one at the top: each has about
/// `span_of_control` inferiors. Empty where there is but one already.
std::vector<std::uint32_t> superior_layers(std::uint32_t inferiors, double span_of_control);

} // namespace mutualise
