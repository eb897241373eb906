/// \file An ensemble made by hand: every cell's value says where it stands, and services and regions are equal in
/// number, so that an axis named by its length alone would be caught.
#pragma once

#include "support/files.hpp"

#include "mutualise/record/ensemble.hpp"

namespace mutualise::testing
{

/// Value of a cell, in eighths for reals. The Python and R readers hold the same formula.
inline double cell_value(Observable observable, std::uint32_t run, int row, std::size_t first, std::size_t second)
{
    const ObservableSpec& what = spec(observable);
    const double number = ((run * 100.0 + row) * 30 + static_cast<double>(first)) * 30 + static_cast<double>(second) +
                          static_cast<double>(what.name.size());
    return what.kind == ValueKind::count ? number : number / 8;
}

/// Runs 0, 2, 4, ... of five rows from December 2011, three services, three regions; logs, one failure (run 1).
/// `award_price` is NaN in every first row.
Ensemble synthetic_ensemble(std::size_t runs = 3);

} // namespace mutualise::testing
