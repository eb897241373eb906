/// \file The model's closed vocabularies: stages, routes, cohorts, exits, winners. Their order is the recorded order.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace mutualise
{

/// Manager levels recorded, counted from the unit's own manager (1); deeper trees count at the last.
inline constexpr int max_levels = 8;

/// Where a unit stands: with its public body, in a proposal's four stages, in a mutual, or with a contractor.
enum class Stage : std::uint8_t { public_body, building, review, procurement, mobilising, mutual, outsourced };
inline constexpr std::array<std::string_view, 7> stage_names{"public",     "building", "review",    "procurement",
                                                             "mobilising", "mutual",   "outsourced"};

/// Who employs a unit's staff.
enum class OwnerKind : std::uint8_t { public_body, mutual, contractor };
inline constexpr std::array<std::string_view, 3> owner_names{"public", "mutual", "outsourced"};

/// The programme under which a proposal came: the Right to Request's waves, pathfinders, or a lever.
enum class Cohort : std::uint8_t { rtr1, rtr2, rtr3, pathfinder, supported, right, responsive, none };
inline constexpr std::array<std::string_view, 8> cohort_names{"rtr1",      "rtr2",  "rtr3",       "pathfinder",
                                                              "supported", "right", "responsive", "none"};

/// Who began a proposal: staff, a sponsor, or staff answering a tender.
enum class Route : std::uint8_t { bottom_up, sponsored, responsive };
inline constexpr std::array<std::string_view, 3> route_names{"bottom_up", "sponsored", "responsive"};

/// Why a proposal ended before founding. `vetoed_level_1` to `vetoed_level_8` are consecutive.
enum class ExitReason : std::uint8_t {
    lost_ballot,
    vetoed_level_1,
    vetoed_level_2,
    vetoed_level_3,
    vetoed_level_4,
    vetoed_level_5,
    vetoed_level_6,
    vetoed_level_7,
    vetoed_level_8,
    vetoed_finance,
    vetoed_leadership,
    failed_pqq_turnover,
    failed_pqq_accounts,
    failed_pqq_balance_sheet,
    failed_pqq_track_record,
    failed_bond,
    outbid,
    tender_abandoned,
    legal_challenge,
    abandoned_building,
    abandoned_mobilising,
    transferred_public
};
inline constexpr std::array<std::string_view, 22> reason_names{"lost_ballot",
                                                               "vetoed_level_1",
                                                               "vetoed_level_2",
                                                               "vetoed_level_3",
                                                               "vetoed_level_4",
                                                               "vetoed_level_5",
                                                               "vetoed_level_6",
                                                               "vetoed_level_7",
                                                               "vetoed_level_8",
                                                               "vetoed_finance",
                                                               "vetoed_leadership",
                                                               "failed_pqq_turnover",
                                                               "failed_pqq_accounts",
                                                               "failed_pqq_balance_sheet",
                                                               "failed_pqq_track_record",
                                                               "failed_bond",
                                                               "outbid",
                                                               "tender_abandoned",
                                                               "legal_challenge",
                                                               "abandoned_building",
                                                               "abandoned_mobilising",
                                                               "transferred_public"};

/// The exit of a veto at a manager level, counted from 1.
constexpr ExitReason vetoed_at(int level)
{
    return static_cast<ExitReason>(static_cast<int>(ExitReason::vetoed_level_1) +
                                   (level < max_levels ? level : max_levels) - 1);
}

/// What a buyer asks in prequalification.
enum class PqqTest : std::uint8_t { turnover, accounts, balance_sheet, track_record };
inline constexpr std::array<std::string_view, 4> pqq_test_names{"turnover", "accounts", "balance_sheet",
                                                                "track_record"};

/// Who won a tender.
enum class Winner : std::uint8_t { staff_group, mutual, contractor, public_body };
inline constexpr std::array<std::string_view, 4> winner_names{"staff_group", "mutual", "contractor", "public_body"};

/// Why there is a tender.
enum class TenderKind : std::uint8_t { staff_proposal, outsourcing, contract_end };
inline constexpr std::array<std::string_view, 3> tender_names{"staff_proposal", "outsourcing", "contract_end"};

/// What a decision was about, in the decision log.
enum class Decision : std::uint8_t {
    support_application,
    support_consent,
    ballot,
    ballot_imposed,
    manager_veto,
    finance_veto,
    leadership_veto,
    invoke_right,
    override_veto,
    appeal,
    direct_award,
    pqq_credit,
    pqq_partner,
    pqq_turnover,
    pqq_accounts,
    pqq_balance_sheet,
    pqq_track_record,
    bond_demand,
    bond_raised,
    award,
    legal_challenge,
    legal_end,
    pension_bond,
    building_survival,
    mobilisation_survival,
    deadline
};
inline constexpr std::array<std::string_view, 26> decision_names{
    "support_application",   "support_consent", "ballot",          "ballot_imposed",
    "manager_veto",          "finance_veto",    "leadership_veto", "invoke_right",
    "override_veto",         "appeal",          "direct_award",    "pqq_credit",
    "pqq_partner",           "pqq_turnover",    "pqq_accounts",    "pqq_balance_sheet",
    "pqq_track_record",      "bond_demand",     "bond_raised",     "award",
    "legal_challenge",       "legal_end",       "pension_bond",    "building_survival",
    "mobilisation_survival", "deadline"};

} // namespace mutualise
