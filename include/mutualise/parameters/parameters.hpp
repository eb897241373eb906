/// \file The parameters of one run: one struct a process, gathered here. Parameters are estimated; levers are chosen.
#pragma once

#include "mutualise/parameters/attitude.hpp"
#include "mutualise/parameters/austerity.hpp"
#include "mutualise/parameters/contractor.hpp"
#include "mutualise/parameters/mobilisation.hpp"
#include "mutualise/parameters/precedent.hpp"
#include "mutualise/parameters/procurement.hpp"
#include "mutualise/parameters/proposal.hpp"
#include "mutualise/parameters/review.hpp"
#include "mutualise/parameters/trading.hpp"
#include "mutualise/parameters/turnover.hpp"

namespace mutualise
{

/// All of them, by submodel.
struct Parameters {
    AusterityParameters austerity;
    TurnoverParameters turnover;
    AttitudeParameters attitudes;
    ProposalParameters proposals;
    ReviewParameters review;
    ProcurementParameters procurement;
    MobilisationParameters mobilisation;
    TradingParameters trading;
    ContractorParameters contractors;
    PrecedentParameters precedents;
    friend bool operator==(const Parameters&, const Parameters&) = default;
};

/// Calls visit("austerity", member pointer, fields) for each process in the order of the schedule.
template <class Visit>
void for_each_process(Visit&& visit)
{
    visit("austerity", &Parameters::austerity, fields<AusterityParameters>());
    visit("turnover", &Parameters::turnover, fields<TurnoverParameters>());
    visit("attitudes", &Parameters::attitudes, fields<AttitudeParameters>());
    visit("proposals", &Parameters::proposals, fields<ProposalParameters>());
    visit("review", &Parameters::review, fields<ReviewParameters>());
    visit("procurement", &Parameters::procurement, fields<ProcurementParameters>());
    visit("mobilisation", &Parameters::mobilisation, fields<MobilisationParameters>());
    visit("trading", &Parameters::trading, fields<TradingParameters>());
    visit("contractors", &Parameters::contractors, fields<ContractorParameters>());
    visit("precedents", &Parameters::precedents, fields<PrecedentParameters>());
}

} // namespace mutualise
