/// \file Regions by name.
#pragma once

#include "mutualise/scenario/system_data.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace mutualise::testing
{

/// There must be one of this name.
inline RegionId region_named(const SystemData& data, const std::string& name)
{
    const auto found = std::ranges::find(data.regions, name, &Region::name);
    if (found == data.regions.end())
        throw std::invalid_argument("no region " + name);
    return RegionId{static_cast<std::uint32_t>(found - data.regions.begin())};
}

} // namespace mutualise::testing
