/// \file What a run holds of each entity that changes: units, proposals, mutuals, tenders, contractors and contracts.
#pragma once

#include "mutualise/core/ids.hpp"
#include "mutualise/core/vocabulary.hpp"

#include <cstdint>
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

/// A group's attempt to step out, from its launch to its end.
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
    double bond_waived = 0; ///< by exemptions, of the bond of its award and the pension bond [GBP]
    int court_ends = -1;    ///< row in which a court ends the transfer; -1: never
    int decided = -1, approved = -1, awarded = -1;
};

/// A mutual, from its founding on.
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
    int contract_number = 1;            ///< counts contracts won and extensions decided: keys the next decision
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

/// A lot that is out to tender.
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

/// What a contractor has in hand.
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

} // namespace mutualise
