/// \file Submodel 5.5: managers with a veto, finance and leadership at the head, and the right to override them.
/// Symbols are those of docs/model.md, section 5.5; bounds, units and sources stand in `fields()`.
#pragma once

#include "mutualise/core/field.hpp"

namespace mutualise
{

/// The defaults; meaning, unit, bounds and source of each are its row of `fields()`.
struct ReviewParameters {
    double unit_manager_veto = -1.96;
    double middle_manager_veto = -0.84;
    double head_veto = -1.61;
    double resistance_weight = 1.2;
    double resistance_mean = 0.0;
    double resistance_spread = 1.0;
    double quality_weight = 0.8;
    double ballot_weight = 0.5;
    double cuts_weight = 0.5;
    double sponsor_weight = 1.5;
    double finance_veto = -1.8;
    double finance_strictness = 1.0;
    double finance_reserves = 0.5;
    double leadership_veto = -1.6;
    double leadership_weight = 1.2;
    double answer_chance = 0.5;
    double appeal_chance = 0.0513;
    double invoke_reluctance = 0.5;
    friend bool operator==(const ReviewParameters&, const ReviewParameters&) = default;
};

template <>
std::span<const Field<ReviewParameters>> fields<ReviewParameters>();

} // namespace mutualise
