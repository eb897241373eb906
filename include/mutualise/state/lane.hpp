/// \file The state of one run: everything that changes but the attitudes and posts, which all lanes of a batch hold
/// together.
#pragma once

#include "mutualise/population/population.hpp"
#include "mutualise/random/stream.hpp"
#include "mutualise/state/crowd.hpp"
#include "mutualise/state/entities.hpp"
#include "mutualise/state/trajectory.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mutualise
{

/// Levers and budgets as they bear on one service in one region this month.
struct LocalPolicy {
    const RightToMutualise* right = nullptr; ///< in force
    const BondExemption* bond = nullptr;
    const ContractPreference* preference = nullptr;
    const SupportProgramme* support = nullptr;
    const DivestmentDeadline* deadline = nullptr; ///< announced, and not yet past
    double campaign_intensity = 0;
    double pension_protection = 0; ///< share of the deterrent removed
    double expected_right = 0;     ///< r under what is announced
    double expected_direct = 0;    ///< d under what is announced
    double plain_direct = 0;       ///< d without levers
    double believed_win = 0;       ///< w0 under what is announced
    double eligible_share = 0;
};

/// Accumulated precedents, rebuilt each month by `record_precedents`.
struct Precedents {
    struct Counts {
        double success = 0;
        double failure = 0;
    };
    std::vector<Counts> by_branch, by_organisation, by_service_region, by_service;
    /// Failures that happened before now, ageing.
    struct Failure {
        int row = 0;
        double weight = 0;
        bool visible = true; ///< false: known in its own organisation only
        BranchId branch;
    };
    std::vector<Failure> failures;
};

/// What is kept of a run besides its trajectory.
struct LogChoice {
    bool proposals = false;
    bool decisions = false;
    std::vector<int> snapshot_rows;
};

/// One run as it stands this month.
struct Lane {
    const Population* people = nullptr;
    const Scenario* scenario = nullptr;
    RunKey key;
    std::uint32_t column = 0; ///< of this run in the batch's crowd
    Crowd* crowd = nullptr;
    Month month; ///< being simulated
    int row = 0; ///< of the time axis
    bool failed = false;
    std::string failure;

    Column<UnitId, UnitState> units;
    std::vector<UnitId> outside;        ///< units that no public body runs, ascending (`change_owner` keeps it)
    std::vector<Proposal> proposals;    ///< indexed by ProposalId
    std::vector<ProposalId> in_hand;    ///< ascending
    std::vector<Mutual> mutuals;        ///< indexed by MutualId
    std::vector<Tender> tenders;        ///< indexed by TenderId
    std::vector<TenderId> open_tenders; ///< ascending
    std::vector<OutsourcedContract> outsourced;
    Column<ContractorId, ContractorState> contractors;
    Column<OrganisationId, double> cut_factor; ///< this run's deviation of an organisation's cuts
    Column<BranchId, double> budget;           ///< B, this month
    Column<BranchId, double> pressure;         ///< (1 - B) / 0.30
    Column<BranchId, std::uint16_t> sponsor_attempts;
    std::vector<double> service_mean;                         ///< mu_s
    std::vector<double> bidders_recent;                       ///< n-bar by service, last 12 months
    std::vector<std::array<std::uint32_t, 2>> bidders_window; ///< [service * 12 + row % 12]: bidders, tenders
    std::vector<LocalPolicy> policy;                          ///< [service * regions + region]
    std::vector<double> support_spent;                        ///< by support programme
    std::shared_ptr<const std::vector<std::uint8_t>> levels;  ///< manager levels above each unit
    Precedents precedents;
    Trajectory trajectory;
    LogChoice log;

    const Parameters& parameters() const { return scenario->parameters; }
    const LocalPolicy& policy_at(ServiceId s, RegionId r) const
    {
        return policy[s.value * people->data->regions.size() + r.value];
    }
    const LocalPolicy& policy_of(const Unit& unit) const { return policy_at(unit.service, unit.region); }
    bool removed(ExitReason reason) const
    {
        return (scenario->diagnostic.removed >> static_cast<int>(reason) & 1U) != 0;
    }

    /// Adds to this month's row of an observable.
    void count(Observable o, std::size_t first = 0, std::size_t second = 0, double amount = 1)
    {
        trajectory.at(o, row, first, second) += amount;
    }
};

/// Adds to what a lever costs the public this month [GBP at 2010-11 prices].
void charge(Lane& lane, LeverKind lever, double cost);

/// A lane at row 0 with nothing in hand: sizes every column and draws what belongs to the run as a whole.
/// `column` is its place in the crowd; `levels` the manager levels above each unit, shared by all lanes.
Lane start_lane(const Population& people, const Scenario& scenario, RunKey key, Crowd& crowd, std::uint32_t column,
                std::shared_ptr<const std::vector<std::uint8_t>> levels, LogChoice log = {});

/// Manager levels above each unit, for `start_lane`.
std::shared_ptr<const std::vector<std::uint8_t>> levels_above_units(const Population& people);

/// The unit whose service, region and organisation are the proposal's.
inline const Unit& first_unit(const Lane& lane, const Proposal& proposal)
{
    return lane.people->units[proposal.units.first];
}

/// A stream for a one-off decision about a proposal, keyed by (first unit, attempt, purpose, counterpart), never by
/// month.
Stream stream_of(const Lane& lane, const Proposal& proposal, Purpose purpose, std::uint32_t counterpart = 0);

/// Takes the decision "yes with this probability" and logs it.
bool decide(Lane& lane, ProposalId proposal, Decision decision, Purpose purpose, double probability,
            std::uint32_t counterpart = 0);

/// Logs a test whose outcome is certain.
void log_test(Lane& lane, ProposalId proposal, Decision decision, bool outcome, std::uint32_t counterpart = 0);

/// Ends a proposal before founding: records the reason, frees its units with a cooling-off, closes its support.
/// The owner of the units is the caller's to change (only `outbid` does).
void end_proposal(Lane& lane, ProposalId proposal, ExitReason reason);

/// Moves a proposal and its units to a stage.
void enter_stage(Lane& lane, ProposalId proposal, Stage stage);

/// Adds a new proposal of these units to those in hand, in `building`; draws its quality and keys.
ProposalId add_proposal(Lane& lane, IdRange<UnitId> units, Route route, Cohort cohort);

/// Row of the proposal log for a proposal as it stands.
ProposalRow log_row(const Lane& lane, ProposalId proposal);

/// Gives a unit to its owner of now on.
void change_owner(Lane& lane, UnitId unit, OwnerKind owner, std::uint32_t owner_id = 0);

/// The lane's units within `units` that no public body runs, ascending.
std::span<const UnitId> outside_of(const Lane& lane, IdRange<UnitId> units);

/// Employees of a unit: filled posts and recruits beyond them.
std::uint32_t headcount(const Lane& lane, UnitId unit);

/// Months until an event of this monthly hazard, at least 1: a geometric time, keyed like a one-off decision, so that a
/// lever that shortens a stage never brings a death forward. Very large where the hazard is 0.
int draw_geometric_months(const Lane& lane, const Proposal& proposal, Purpose purpose, double hazard,
                          std::uint32_t counterpart = 0);

/// Whole months of a Gamma time of this mean and shape, at least 1.
int whole_months(Stream stream, double mean, double shape);

/// The same, keyed like a one-off decision.
int draw_months(const Lane& lane, const Proposal& proposal, Purpose purpose, double mean, double shape);

} // namespace mutualise
