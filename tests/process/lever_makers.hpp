/// \file Levers written in one line for tests.
#pragma once

#include "mutualise/scenario/scenario.hpp"

#include <utility>

namespace mutualise::testing
{

/// In force in [from, until), announced when it begins, everywhere.
template <class Lever>
Lever in_spell(Month from, Month until = never)
{
    Lever lever;
    lever.scope.from = lever.scope.announced = from;
    lever.scope.until = until;
    return lever;
}

inline void add_lever(Levers& all, RightToMutualise lever) { all.right.push_back(std::move(lever)); }
inline void add_lever(Levers& all, BondExemption lever) { all.bond.push_back(std::move(lever)); }
inline void add_lever(Levers& all, ContractPreference lever) { all.preference.push_back(std::move(lever)); }
inline void add_lever(Levers& all, PqqProportionality lever) { all.pqq.push_back(std::move(lever)); }
inline void add_lever(Levers& all, SupportProgramme lever) { all.support.push_back(std::move(lever)); }
inline void add_lever(Levers& all, PensionProtection lever) { all.pension.push_back(std::move(lever)); }
inline void add_lever(Levers& all, AwarenessCampaign lever) { all.campaign.push_back(std::move(lever)); }
inline void add_lever(Levers& all, DivestmentDeadline lever) { all.deadline.push_back(std::move(lever)); }

template <class... Kinds>
Levers levers_of(Kinds... levers)
{
    Levers all;
    (add_lever(all, std::move(levers)), ...);
    return all;
}

/// A scenario that is its defaults and these levers.
template <class... Kinds>
Scenario scenario_with(Kinds... levers)
{
    Scenario scenario;
    scenario.levers = levers_of(std::move(levers)...);
    return scenario;
}

} // namespace mutualise::testing
