/// \file What is recorded each month (model section 7), and one run's record of it in memory.
#pragma once

#include "mutualise/core/ids.hpp"
#include "mutualise/core/month.hpp"
#include "mutualise/core/vocabulary.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace mutualise
{

/// Axes besides `run` and `time`.
enum class Axis : std::uint8_t {
    none,
    service,
    region,
    owner,
    stage,
    route,
    cohort,
    cohort_state,
    reason,
    level,
    pqq_test,
    winner,
    tender_kind,
    lever
};

/// What has become of a cohort's member. The first four are a proposal's stages, in the order of `Stage`.
enum class CohortState : std::uint8_t { building, review, procurement, mobilising, live, ended };
inline constexpr std::array<std::string_view, 6> cohort_state_names{"building",   "review", "procurement",
                                                                    "mobilising", "live",   "ended"};
/// A lever, in the order of `lever_names`.
enum class LeverKind : std::uint8_t { right, bond_exemption, preference, pqq, support, pension, campaign, deadline };
inline constexpr std::array<std::string_view, 8> lever_names{
    "right_to_mutualise", "bond_exemption",     "contract_preference", "pqq_proportionality",
    "support_programme",  "pension_protection", "awareness_campaign",  "divestment_deadline"};

/// How a variable is recorded: whole numbers or reals.
enum class ValueKind : std::uint8_t { count, real };

/// One recorded variable: (run, time, first axis, second axis).
struct ObservableSpec {
    std::string_view name;
    Axis first;
    Axis second;
    ValueKind kind;
    std::string_view units;
    std::string_view long_name;
};

// Monthly flows are of the month; stocks are at its end.
/// What is recorded, in the recorded order; `spec` has names, axes and units.
enum class Observable : std::uint8_t {
    employees_by_owner,
    employees_by_owner_region,
    mutuals_live,
    mutuals_live_region,
    mutuals_live_all,
    mutuals_majority_owned,
    mutuals_founded,
    mutuals_failed,
    employees_in_mutuals,
    former_public_in_mutuals,
    extra_staff,
    staff_hired,
    staff_left,
    units_by_stage,
    launches,
    cohorts,
    pipeline_known,
    services_active,
    support_applications,
    support_grants,
    exits,
    reviews,
    vetoes,
    finance_vetoes,
    leadership_vetoes,
    overrides,
    ballots,
    ballots_carried,
    tenders_opened,
    tenders_cleared,
    tenders_abandoned,
    bidders,
    pqq_failures,
    bonds_demanded,
    bonds_refused,
    awards,
    direct_awards,
    award_price,
    mean_attitude,
    interested_share,
    undecided_share,
    manager_resistance,
    contract_value_mutuals,
    motivation,
    service_quality,
    savings,
    lever_cost,
    budget_index,
    approvals,
    approved_staff,
    founded_by_cohort,
    founding_months,
    count_ ///< number of observables
};
/// How many observables there are.
inline constexpr std::size_t observable_count = static_cast<std::size_t>(Observable::count_);

/// What is known of an observable; by reference to a table that lives as long as the program.
const ObservableSpec& spec(Observable observable);

/// Lengths of the axes.
struct AxisLengths {
    std::size_t services = 0;
    std::size_t regions = 0;
    std::size_t operator()(Axis axis) const;
};

/// Masks of ProposalRow::flags.
namespace proposal_flag
{
inline constexpr std::uint8_t supported = 1, overridden = 2, imposed = 4, direct_award = 8, founded = 16,
                              put_in_by_hand = 32;
} // namespace proposal_flag

/// Counterparts of decisions that are no manager's level and no bidder: who vetoes at the head, who stands a bond. They
/// key draws too.
namespace counterpart
{
inline constexpr std::uint32_t finance = 200, leadership = 201, host = 1, bank = 2;
} // namespace counterpart

/// One proposal, as logged: one row when it ends or is founded, or at the horizon if still in hand.
struct ProposalRow {
    std::uint32_t proposal = 0; ///< number within the run, in order of launch
    std::uint32_t unit = 0;     ///< stable id of the first unit
    std::uint32_t units = 0;
    std::uint16_t service = 0;
    std::uint16_t region = 0;
    std::uint32_t organisation = 0; ///< stable id
    std::uint8_t cohort = 0;
    std::uint8_t route = 0;
    std::uint8_t stage = 0;     ///< last stage reached (Stage)
    std::int8_t reason = -1;    ///< ExitReason; -1: founded or still in hand
    std::int16_t launched = 0;  ///< row of the time axis
    std::int16_t decided = -1;  ///< row of the ballot
    std::int16_t approved = -1; ///< row when the review was passed
    std::int16_t awarded = -1;
    std::int16_t ended = -1; ///< row of founding or exit
    std::uint32_t staff = 0;
    float value = 0; ///< annual [GBP]
    float quality = 0;
    float ballot = 0;       ///< share backing; NaN before the ballot
    std::uint8_t flags = 0; ///< masks of `proposal_flag`
};

/// One decision about a proposal.
struct DecisionRow {
    std::uint32_t proposal = 0;
    std::int16_t row = 0;          ///< of the time axis
    std::uint8_t decision = 0;     ///< Decision
    std::uint8_t outcome = 0;      ///< 1 yes
    std::uint32_t counterpart = 0; ///< manager level, bidder, or one of `counterpart`; 0 if none
    float probability = 0;         ///< of "yes"; NaN for a test with a certain outcome
};

/// State of every unit at the end of one month.
struct UnitSnapshot {
    std::int16_t row = 0;
    std::vector<std::uint8_t> stage;
    std::vector<std::uint8_t> owner;
    std::vector<std::uint32_t> headcount;
    std::vector<float> mean_attitude;
};

/// One run's recorded months: per observable, values[row][first axis][second axis].
class Trajectory
{
public:
    Trajectory() = default;
    Trajectory(int rows, AxisLengths lengths);

    double& at(Observable o, int row, std::size_t first = 0, std::size_t second = 0)
    {
        const auto i = static_cast<std::size_t>(o);
        return values_[i][(static_cast<std::size_t>(row) * extent_[i][0] + first) * extent_[i][1] + second];
    }
    double at(Observable o, int row, std::size_t first = 0, std::size_t second = 0) const
    {
        return const_cast<Trajectory&>(*this).at(o, row, first, second);
    }
    /// All of an observable: rows x first x second, row-major.
    std::span<const double> values(Observable o) const { return values_[static_cast<std::size_t>(o)]; }
    /// Sum over both axes in one month, in index order.
    double total(Observable o, int row) const;
    int rows() const { return rows_; }
    const AxisLengths& lengths() const { return lengths_; }
    friend bool operator==(const Trajectory& a, const Trajectory& b)
    {
        return a.rows_ == b.rows_ && a.values_ == b.values_;
    }

    std::vector<ProposalRow> proposals;  ///< filled if asked for
    std::vector<DecisionRow> decisions;  ///< filled if asked for
    std::vector<UnitSnapshot> snapshots; ///< filled if asked for

private:
    int rows_ = 0;
    AxisLengths lengths_;
    std::array<std::array<std::size_t, 2>, observable_count> extent_{};
    std::array<std::vector<double>, observable_count> values_;
};

} // namespace mutualise
