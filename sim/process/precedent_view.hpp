/// \file Submodel 5.10 as a unit or manager sees it.
///
///     S = 1 - exp(-N_S / n_S),   F = 1 - exp(-N_F / n_F)
#pragma once

#include "mutualise/state/lane.hpp"

namespace mutualise
{

struct Precedent {
    double success = 0; ///< S
    double failure = 0; ///< F
};

/// S and F as seen from a branch, from last month's record.
Precedent precedents_seen(const Lane& lane, BranchId branch);

/// rho_m(t) of a manager over this branch: logistic(mean + spread z_m - c_P S + c_F F).
double resistance(const Lane& lane, const Manager& manager, const Precedent& seen);

} // namespace mutualise
