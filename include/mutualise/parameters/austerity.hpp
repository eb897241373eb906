/// \file Submodel 5.1: the real budget index and what it does to posts and contract values.
/// Symbols are those of docs/model.md, section 5.1; bounds, units and sources stand in `fields()`.
#pragma once

#include "mutualise/core/field.hpp"

namespace mutualise
{

/// The defaults; meaning, unit, bounds and source of each are its row of `fields()`.
struct AusterityParameters {
    double intensity = 1.0;
    double organisation_spread = 0.25;
    double posts_elasticity = 1.0;
    double contract_elasticity = 1.0;
    friend bool operator==(const AusterityParameters&, const AusterityParameters&) = default;
};

template <>
std::span<const Field<AusterityParameters>> fields<AusterityParameters>();

} // namespace mutualise
