#include "mutualise/analysis/outcome_units.hpp"

namespace mutualise
{

std::string units_of(const Outcome& outcome)
{
    constexpr std::string_view a_month = " month-1";
    std::string units(spec(outcome.observable).units);
    if (outcome.summed && units.ends_with(a_month))
        units.resize(units.size() - a_month.size());
    return units;
}

} // namespace mutualise
