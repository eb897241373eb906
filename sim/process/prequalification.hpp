/// \file Submodel 5.6, the pre-qualification questionnaire (PQQ): turnover >= tau x lot, accounts >= y years, reserves
/// >= rho x lot, and where asked a track record; each times the buyer's strictness, each within what a lever allows.
#pragma once

#include "mutualise/state/lane.hpp"

#include <array>
#include <optional>

namespace mutualise
{

/// What a buyer asks for one lot.
struct Requirements {
    double turnover = 0;       ///< [GBP a year]
    double accounts_years = 0; ///< [years]
    double reserves = 0;       ///< [GBP]
    bool track_record = false;
    double balance_waived_months = 0; ///< no balance-sheet test for mutuals and staff groups younger than this
};

/// What a bidder can show.
struct Standing {
    double turnover = 0;       ///< [GBP a year]
    double accounts_years = 0; ///< [years]
    double reserves = 0;       ///< [GBP]
    bool track_record = false;
    bool employee_led = false; ///< a staff group or mutual
    int age_months = 0;        ///< since founding; 0 before
};

/// Strictness of a buyer: 1 on average over buyers.
double strictness_factor(double spread, double quantile);

/// `lever`: null if none is in force. `track_record_luck`: uniform, the same under every lever.
Requirements requirements(const ProcurementParameters& p, double strictness, double lot,
                          const PqqProportionality* lever, double track_record_luck);

/// Which of the four tests are passed, in PqqTest's order.
std::array<bool, 4> take_tests(const Requirements& asked, const Standing& bidder);

/// Reasons are recorded by the first test failed.
std::optional<PqqTest> first_failed(const std::array<bool, 4>& passed);

/// What the buyer of this tender asks of staff groups and mutuals; contractors are asked for what no lever relaxes.
Requirements requirements_of(const Lane& lane, const Tender& tender);

/// Tests the staff group of a tender, logs each test and counts a failure; the exit if it fails.
std::optional<ExitReason> prequalify_staff(Lane& lane, ProposalId proposal, const Tender& tender);

/// Tests a live mutual or a contractor, and counts a failure.
bool prequalify_mutual(Lane& lane, MutualId mutual, const Tender& tender);
bool prequalify_contractor(Lane& lane, ContractorId contractor, const Tender& tender);

/// One-off draws of a staff group: does the buyer count its unit's own budget and history (p_credit); has it a partner?
bool counts_history(const Lane& lane, const Proposal& proposal);
bool has_partner(const Lane& lane, const Proposal& proposal);

} // namespace mutualise
