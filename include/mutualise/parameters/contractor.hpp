/// \file Submodel 5.9: the private contractors and how much they can bid for.
/// Symbols are those of docs/model.md, section 5.9; bounds, units and sources stand in `fields()`.
#pragma once

#include "mutualise/core/field.hpp"

namespace mutualise
{

/// The defaults; meaning, unit, bounds and source of each are its row of `fields()`.
struct ContractorParameters {
    double bid_team_factor = 1.0;
    double working_capital_factor = 1.0;
    double capital_share = 0.15;
    double cost_spread = 0.03;
    friend bool operator==(const ContractorParameters&, const ContractorParameters&) = default;
};

template <>
std::span<const Field<ContractorParameters>> fields<ContractorParameters>();

} // namespace mutualise
