#include "mutualise/parameters/austerity.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<AusterityParameters>> fields<AusterityParameters>()
{
    using P = AusterityParameters;
    static const std::array<Field<P>, 4> list{{
        {"intensity", &P::intensity, "-", 0, 3, "assumed", "multiplies every planned cut (scenarios/data/budget.csv)"},
        {"organisation_spread", &P::organisation_spread, "-", 0, 1, "assumed",
         "half-width of the uniform spread of cuts between organisations, as a share of the cut"},
        {"posts_elasticity", &P::posts_elasticity, "-", 0, 2, "assumed; F-63",
         "posts follow budget^elasticity, by natural wastage only"},
        {"contract_elasticity", &P::contract_elasticity, "-", 0, 2, "assumed",
         "contract values follow budget^elasticity"},
    }};
    return list;
}

} // namespace mutualise
