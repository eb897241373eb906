/// \file Small random scenarios, for tests of the properties themselves.
#pragma once

#include "sanity/material.hpp"

namespace mutualise::testing
{

inline const Material& material()
{
    static const Material loaded = load_material(quick_size);
    return loaded;
}

inline Scenario drawn(std::uint32_t number)
{
    return draw_scenario(number, *material().data, material().priors, quick_size);
}

} // namespace mutualise::testing
