/// \file The state of one run: everything that changes but the attitudes and posts, which all lanes of a batch hold
/// together.
#pragma once

#include "mutualise/population/population.hpp"
#include "mutualise/random/stream.hpp"
#include "mutualise/state/crowd.hpp"
#include "mutualise/state/trajectory.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace mutualise
{

/// Who runs a unit, and where it stands on the way out.
struct UnitState {
    Stage stage = Stage::public_body;
    OwnerKind owner = OwnerKind::public_body;
    std::uint32_t owner_id = 0;     ///< MutualId or ContractorId value
    std::int16_t stage_since = 0;   ///< row of the time axis
    std::int16_t cooling_until = 0; ///< first row in which it may launch again
    std::uint16_t attempts = 0;     ///< proposals launched so far
    std::uint16_t tenders = 0;      ///< tenders so far that were not its staff's and begin with it: keys their draws
    ProposalId proposal = ProposalId::none(); ///< in hand
    TenderId tender = TenderId::none();       ///< ordinary tender in hand
    bool divested = false;                    ///< passed to another public body
    std::uint32_t extra_staff = 0;            ///< recruits beyond the posts

    void enter(Stage next, int row)
    {
        stage = next;
        stage_since = static_cast<std::int16_t>(row);
    }
};

/// What a first contract will be, settled on the way.
enum class ContractRoute : std::uint8_t { undecided, direct, competition };

struct Proposal {
    IdRange<UnitId> units;     ///< one unit, or consecutive units of one branch
    std::uint16_t attempt = 0; ///< keys its draws, with the first unit's stable id
    Cohort cohort = Cohort::none;
    Route route = Route::bottom_up;
    Stage stage = Stage::building;
    bool in_hand = true;
    bool applied = false; ///< to a support programme, once
    bool supported = false;
    bool overridden = false; ///< a veto was overridden: the employer is no willing buyer
    bool imposed = false;
    bool is_case = false;    ///< put in by `[case.<id>]`
    int right_contract = 0;  ///< RightContract that its right brings
    bool guaranteed = false; ///< uncontested first contract (divestment deadline)
    bool to_tender = false;  ///< a responsive bid: its tender is already open
    double quality = 0;
    double ballot = -1;        ///< share backing; below 0 before the ballot
    double grant = 0;          ///< support received [GBP]
    double partner_equity = 0; ///< share of the equity a partner takes
    double value = 0;          ///< annual [GBP at 2010-11 prices]
    std::uint32_t staff = 0;   ///< posts
    int launched = 0;          ///< rows of the time axis
    int stage_since = 0;
    int stage_ends = 0;                    ///< row at which the present stage is completed
    int gives_up = 0;                      ///< row at which it would be abandoned in this stage
    int forced_row = -1;                   ///< a known decision date (initial cohorts, expedited review)
    ManagerId manager = ManagerId::none(); ///< reviewing now
    ContractRoute contract = ContractRoute::undecided;
    TenderId tender = TenderId::none();
    int terms_row = -1; ///< row in which the terms of its award were set: the notice, or the choice of a direct award
    double lot = 0;     ///< annual value on which its bond is reckoned, set with the terms [GBP]
    double first_contract_price = 1; ///< over annual value
    int protected_until = -1;        ///< row; free from competition before
    bool direct_awarded = false;
    bool under_preference = false;
    bool relaxed_pqq = false;
    double bond_waived = 0; ///< bond not asked for under an exemption [GBP]
    int court_ends = -1;    ///< row in which a court ends the transfer; -1: never
    int decided = -1, approved = -1, awarded = -1;
};

struct Mutual {
    std::vector<UnitId> units;
    Cohort cohort = Cohort::none;
    ServiceId service;
    RegionId region;
    OrganisationId organisation; ///< where it came from
    int founded = 0;             ///< row; negative: before the horizon
    bool live = true;
    double equity_share = 1;   ///< of its staff
    double reserves = 0;       ///< [GBP]
    double contract_value = 0; ///< annual, under price cuts [GBP]
    double price_ratio = 1;    ///< contract price over in-house cost at the award
    double pressure_at_award = 0;
    int contract_ends = 0;              ///< row
    int protected_until = -1;           ///< row
    int contracts_held = 1;             ///< track record
    TenderId tender = TenderId::none(); ///< re-tender in hand
    double preference_premium = 0;      ///< share of the price owed to contract preference, first contract only
    double cost_quantile = 0;           ///< standard normal
    double motivation = 0.5;
    double quality = 0.5;
    std::uint32_t key = 0; ///< stable id of its first unit: keys its draws with `attempt`
    std::uint16_t attempt = 0;
    bool counts_for_record = true; ///< outside central government (F-02)
};

/// A bid taken into a tender at its opening.
struct Bid {
    Winner kind = Winner::contractor;
    std::uint32_t bidder = 0;    ///< ContractorId, MutualId or OrganisationId value
    double reserved_capital = 0; ///< annual value for which a contractor keeps capital free until the award [GBP]
};

struct Tender {
    TenderKind kind = TenderKind::outsourcing;
    std::vector<UnitId> units;
    ServiceId service;
    RegionId region;
    OrganisationId buyer;
    double value = 0; ///< annual value of the units [GBP]
    double lot = 0;   ///< annual value of the lot tested and priced, >= value
    int opened = 0;
    int closes = 0; ///< row of the award
    bool open = true;
    ProposalId proposal = ProposalId::none(); ///< the staff group that bids
    std::uint32_t key = 0;                    ///< first unit's stable id
    std::uint16_t attempt = 0;                ///< keys its draws with `key`
    OwnerKind incumbent = OwnerKind::public_body;
    std::uint32_t incumbent_id = 0;
    bool entries_taken = false;
    std::vector<Bid> bids;
};

struct ContractorState {
    double revenue = 0;   ///< of contracts held [GBP a year]
    double pending = 0;   ///< annual value of pending bids [GBP]
    int bids = 0;         ///< tenders it is bidding for
    double bid_teams = 0; ///< capacities under this run's parameters and the population's scale
    double working_capital = 0;
    std::vector<std::uint16_t> contracts_by_service; ///< track record
};

/// A contract a contractor holds for units of ours.
struct OutsourcedContract {
    std::vector<UnitId> units;
    ContractorId contractor;
    ServiceId service;
    double value = 0;
    double price_ratio = 1; ///< contract price over in-house cost at the award
    int ends = 0;           ///< row
    int extensions = 0;     ///< decided so far
    bool live = true;
    TenderId tender = TenderId::none();
};

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
