/// \file Submodel 5.10: what seen successes and failures teach.
/// Symbols are those of docs/model.md, section 5.10; bounds, units and sources stand in `fields()`.
#pragma once

#include "mutualise/core/field.hpp"

namespace mutualise
{

/// The defaults; meaning, unit, bounds and source of each are its row of `fields()`.
struct PrecedentParameters {
    double half_life = 36.0;
    double success_scale = 2.0;
    double failure_scale = 2.0;
    double weight_organisation = 1.0;
    double weight_region = 0.3;
    double weight_service = 0.04;
    double visible_months = 6.0;
    double public_loss_weight = 0.2;
    double resistance_success = 1.0;
    double resistance_failure = 1.0;
    friend bool operator==(const PrecedentParameters&, const PrecedentParameters&) = default;
};

template <>
std::span<const Field<PrecedentParameters>> fields<PrecedentParameters>();

} // namespace mutualise
