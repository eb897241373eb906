/// \file Every property of one random scenario, and what it adds to the averages over all of them.
#pragma once

#include "sanity/finding.hpp"
#include "sanity/material.hpp"

namespace mutualise::testing
{

Finding check_scenario(std::uint32_t number, const Material& material);

} // namespace mutualise::testing
