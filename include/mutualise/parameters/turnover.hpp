/// \file Submodel 5.2: staff who leave and are replaced.
/// Symbols are those of docs/model.md, section 5.2; bounds, units and sources stand in `fields()`.
#pragma once

#include "mutualise/core/field.hpp"

namespace mutualise
{

/// The defaults; meaning, unit, bounds and source of each are its row of `fields()`.
struct TurnoverParameters {
    double rate_factor = 1.0;
    double mutual_reduction = 0.16;
    friend bool operator==(const TurnoverParameters&, const TurnoverParameters&) = default;
};

template <>
std::span<const Field<TurnoverParameters>> fields<TurnoverParameters>();

} // namespace mutualise
