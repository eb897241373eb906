/// \file Contractors: the rows of the data, each with its keyed cost quantile.
#include "quantiles.hpp"
#include "synthesis.hpp"

namespace mutualise
{

void place_contractors(RunKey key, Population& people)
{
    for (const ContractorRow& row : people.data->contractors) {
        Contractor c;
        for (const ServiceId s : row.services)
            c.services |= std::uint64_t{1} << s.value;
        const auto id = static_cast<std::uint32_t>(people.contractors.size());
        c.cost =
            static_cast<float>(normal_trait(Stream(key, Purpose::contractor_traits, id, 0)())) / normal_quantile_one;
        c.revenue = row.revenue;
        c.bid_teams = row.bid_teams;
        c.working_capital = row.working_capital;
        people.contractors.append(c);
    }
}

} // namespace mutualise
