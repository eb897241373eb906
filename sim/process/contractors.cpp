/// \file Submodel 5.9: what a contractor holds: revenue and track record from its contracts. With its pending bids they
/// bound what it can bid for next (model 5.6).
#include "mutualise/process/schedule.hpp"

namespace mutualise
{

void update_contractors(Lane& lane)
{
    for (ContractorState& contractor : lane.contractors) {
        contractor.revenue = 0;
        contractor.contracts_by_service.assign(contractor.contracts_by_service.size(), 0);
    }
    for (const OutsourcedContract& contract : lane.outsourced) {
        if (!contract.live)
            continue;
        ContractorState& contractor = lane.contractors[contract.contractor];
        contractor.revenue += contract.value;
        ++contractor.contracts_by_service[contract.service.value];
    }
}

} // namespace mutualise
