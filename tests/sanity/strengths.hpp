/// \file Random strengths of levers.
#pragma once

#include "sanity/draws.hpp"

#include "mutualise/scenario/levers.hpp"
#include "mutualise/scenario/scenario.hpp"
#include "mutualise/scenario/scenario_fields.hpp"

#include <algorithm>
#include <type_traits>

namespace mutualise::testing
{

/// A number within its bounds; sums of money and other wide ranges by orders of magnitude.
inline double draw_number(Draws& draws, double lower, double upper, bool integer)
{
    const double wide = 1e4;
    const double value = upper > wide ? draws.log_between(std::max(lower, 1e3), std::min(upper, 1e9))
                                      : draws.between(lower, std::min(upper, lower + 60));
    return integer ? std::round(value) : value;
}

template <class Lever>
void draw_strengths(Draws& draws, Lever& lever)
{
    for (const Field<Lever>& field : fields<Lever>()) {
        if (const auto* number = std::get_if<double Lever::*>(&field.member))
            lever.** number = draw_number(draws, field.lower, field.upper, field.integer);
        else if (const auto* truth = std::get_if<bool Lever::*>(&field.member))
            lever.** truth = draws.chance(0.5);
        else if (const auto* whole = std::get_if<int Lever::*>(&field.member))
            lever.** whole = draws.below(static_cast<int>(field.choices.size()));
    }
    if constexpr (std::is_same_v<Lever, PqqProportionality>)
        lever.turnover_cap = draws.between(0, 3); // beyond that it asks what is asked anyway
}

/// A deadline's dates: it lies in the horizon, the expedited review before it.
void draw_dates(Draws& draws, const Horizon& horizon, DivestmentDeadline& lever);

} // namespace mutualise::testing
