/// \file The groups of a recorded file: proposals, decisions, states of units.
#pragma once

#include "axes.hpp"

namespace mutualise
{

void put_proposals(hid_t root, const Ensemble& ensemble);
void put_decisions(hid_t root, const Ensemble& ensemble);
void put_snapshots(hid_t root, const Axes& axes, const Ensemble& ensemble);

} // namespace mutualise
