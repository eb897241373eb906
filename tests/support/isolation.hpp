/// \file A world in which a more generous lever acts on each proposal alone, so that what it does is monotone exactly
/// (docs/model.md, section 10). What it does by other ways is shut off:
///   - feedbacks: precedents move neither launches nor resistance, expectations do not move launches;
///   - the world stands still: no austerity, no turnover, no attitudes gained by ownership;
///   - proposals do not meet: a unit launches once (the cooling-off outlasts the horizon), no ordinary outsourcing, no
///     contracts that end, no mutual that fails or bids; contractors, who share capacity between tenders, have none:
///     the rivals left are public bodies, whose entry and bid are each tender's own;
///   - a direct award draws no more challenges in court than any other (challenge_direct = 0): with it, an award
///   without
///     competition is by the model's own equation the more dangerous in court.
#pragma once

#include "mutualise/scenario/scenario.hpp"

namespace mutualise::testing
{

inline void isolate(Parameters& p)
{
    p.proposals.precedent_weight = p.proposals.expectation_weight = 0;
    p.precedents.resistance_success = p.precedents.resistance_failure = 0;
    p.austerity.intensity = 0;
    p.turnover.rate_factor = 0;
    p.attitudes.ownership_signal = 0;
    p.proposals.cooling_off_months = 120;
    p.procurement.outsourcing_factor = 0;
    p.procurement.mutual_chance = 0;
    p.trading.extension_chance = 1;
    p.trading.cost_ratio = 0.5;
    p.contractors.working_capital_factor = 0;
    p.mobilisation.challenge_direct = 0;
}

} // namespace mutualise::testing
