/// \file The field lists of everything else a scenario sets: the levers, and the tables [horizon], [population],
/// [initial], [case.ID].
///
/// An `int` member without `choices` is a whole number in [lower, upper]. The seed of the population is no field: it
/// has 64 bits.
#pragma once

#include "mutualise/core/field.hpp"
#include "mutualise/scenario/scenario.hpp"

namespace mutualise
{

template <>
std::span<const Field<RightToMutualise>> fields<RightToMutualise>();
template <>
std::span<const Field<BondExemption>> fields<BondExemption>();
template <>
std::span<const Field<ContractPreference>> fields<ContractPreference>();
template <>
std::span<const Field<PqqProportionality>> fields<PqqProportionality>();
template <>
std::span<const Field<SupportProgramme>> fields<SupportProgramme>();
template <>
std::span<const Field<PensionProtection>> fields<PensionProtection>();
template <>
std::span<const Field<AwarenessCampaign>> fields<AwarenessCampaign>();
template <>
std::span<const Field<DivestmentDeadline>> fields<DivestmentDeadline>();

template <>
std::span<const Field<Horizon>> fields<Horizon>();
template <>
std::span<const Field<PopulationSettings>> fields<PopulationSettings>();
template <>
std::span<const Field<InitialSettings>> fields<InitialSettings>();
template <>
std::span<const Field<CaseSettings>> fields<CaseSettings>();

} // namespace mutualise
