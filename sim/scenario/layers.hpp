/// \file One layer of a scenario over those below it.
#pragma once

#include "mutualise/scenario/reading.hpp"

namespace mutualise
{

/// Lays a layer over the merged ones: its `remove` takes levers away, then its keys replace theirs.
void lay_over(Table& merged, Table above, Problems& problems);

} // namespace mutualise
