/// \file Which people runs live among: only runs of the same people with the same seed share their luck and are pairs.
#pragma once

#include "mutualise/record/recording.hpp"

#include <string>

namespace mutualise
{

/// The digest of the data and every setting of [population] of a design point (0 where there is no study), as the file
/// says them: equal texts are equal people.
std::string people_of(const Recording& labels, std::uint32_t point);
std::string people_of(const Ensemble& ensemble);

} // namespace mutualise
