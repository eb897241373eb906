/// \file Submodel 5.7: the chance of a legal challenge to a transfer (F-105).
#pragma once

#include "mutualise/parameters/mobilisation.hpp"

namespace mutualise
{

/// `value` annual [GBP]; `union_density` of the service, in [0, 1].
double challenge_chance(const MobilisationParameters& p, double value, bool direct, double union_density);

} // namespace mutualise
