/// \file The keys `posterior`, `posterior_hash` and `drawn` of a scenario.
#pragma once

#include "mutualise/scenario/posterior.hpp"
#include "mutualise/scenario/reading.hpp"

namespace mutualise
{

/// Chooses the posterior: what neither file nor setting gives is drawn from it, and has its centre until a run draws.
void read_posterior_use(Reading& reading, const Table& table, Scenario& scenario);

} // namespace mutualise
