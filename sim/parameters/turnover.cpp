#include "mutualise/parameters/turnover.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<TurnoverParameters>> fields<TurnoverParameters>()
{
    using P = TurnoverParameters;
    static const std::array<Field<P>, 2> list{{
        {"rate_factor", &P::rate_factor, "-", 0, 2, "assumed",
         "multiplies each service's annual turnover (scenarios/data/services.csv; F-76)"},
        {"mutual_reduction", &P::mutual_reduction, "-", 0, 1, "F-84", "share by which turnover is lower in a mutual"},
    }};
    return list;
}

} // namespace mutualise
