#include "mutualise/parameters/contractor.hpp"

#include <array>

namespace mutualise
{

template <>
std::span<const Field<ContractorParameters>> fields<ContractorParameters>()
{
    using P = ContractorParameters;
    static const std::array<Field<P>, 4> list{{
        {"bid_team_factor", &P::bid_team_factor, "-", 0, 10, "assumed",
         "multiplies each contractor's bid teams (scenarios/data/contractors.csv)"},
        {"working_capital_factor", &P::working_capital_factor, "-", 0, 10, "assumed",
         "multiplies each contractor's working capital (scenarios/data/contractors.csv)"},
        {"capital_share", &P::capital_share, "-", 0.01, 1, "assumed",
         "working capital tied up by a contract or a pending bid, over annual value"},
        {"cost_spread", &P::cost_spread, "-", 0, 0.5, "assumed", "standard deviation of log cost between contractors"},
    }};
    return list;
}

} // namespace mutualise
