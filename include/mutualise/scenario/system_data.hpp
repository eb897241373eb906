/// \file The data tables of scenarios/data/: what the public sector looked like in 2010. No behaviour in them.
#pragma once

#include "mutualise/core/ids.hpp"
#include "mutualise/core/month.hpp"
#include "mutualise/core/vocabulary.hpp"
#include "mutualise/scenario/posterior.hpp"

#include <array>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace mutualise
{

/// Parts of the public sector as statistics of employment count them.
enum class Sector : std::uint8_t { central_nhs, central_other, local, corporation };
inline constexpr std::array<std::string_view, 4> sector_names{"central_nhs", "central_other", "local", "corporation"};

/// Who buys, by which rules: the era and chance of direct awards, first terms, pension funds.
enum class ServiceGroup : std::uint8_t { health, council, central };
inline constexpr std::array<std::string_view, 3> group_names{"health", "council", "central"};

/// Whose law and programmes hold.
enum class Nation : std::uint8_t { england, wales, scotland, northern_ireland };
inline constexpr std::array<std::string_view, 4> nation_names{"england", "wales", "scotland", "northern_ireland"};

/// One row of regions.csv.
struct Region {
    std::string name;
    Nation nation = Nation::england;
    double population_share = 0;        ///< of the United Kingdom
    std::vector<RegionId> neighbours{}; ///< that it borders on by land, in the table's order
};

/// One row of services.csv.
struct Service {
    std::string name;  ///< key in scenarios, e.g. "community_health"
    std::string label; ///< for people
    Sector sector = Sector::local;
    ServiceGroup group = ServiceGroup::council;
    double employees = 0;            ///< public employees in the United Kingdom, early 2010
    double outsourced_employees = 0; ///< already outsourced, in posts beyond `employees`
    std::string organisation_kind;   ///< row of organisation_kinds.csv
    double unit_size_median = 50;    ///< lognormal posts a unit
    double unit_size_spread = 0.8;   ///< standard deviation of the logarithm
    int unit_size_least = 6;
    int unit_size_most = 2000;
    double span_of_control = 6;             ///< units or managers below one manager
    double value_per_post = 38000;          ///< annual contract value [GBP at 2010-11 prices] (F-48)
    double union_density = 0.56;            ///< (F-72, F-73)
    double annual_turnover = 0.12;          ///< (F-74 to F-76)
    double annual_tender_chance = 0;        ///< nu_s: ordinary outsourcing of a public unit [1/year]
    bool separate_commissioner = false;     ///< the buyer is not the employer
    std::array<double, 4> eligible_early{}; ///< share of units that may step out, by nation, before `later_from`
    std::array<double, 4> eligible_later{}; ///< and after
    Month later_from = Month::of(2012, 1);
};

/// Public bodies of one kind, e.g. principal councils: how many, and how unequal.
struct OrganisationKind {
    std::string name;
    int count = 0;                   ///< in the United Kingdom
    double size_spread = 0.5;        ///< standard deviation of the logarithm of relative size
    bool central_government = false; ///< outside the record's count of mutuals (F-02)
    std::array<bool, 4> nations{true, true, true, true};
};

/// One row of contractors.csv.
struct ContractorRow {
    std::string name;
    std::vector<ServiceId> services;
    double revenue = 0;         ///< annual [GBP]
    double bid_teams = 0;       ///< tenders it can bid for at one time
    double working_capital = 0; ///< [GBP]
};

/// Planned real budget index by service: linear between these points, constant outside (F-187, F-188, F-194).
struct BudgetPoint {
    ServiceId service;
    Month month;
    double index = 1;
};

/// One mutual, project or pathfinder that stands at the start or enters on a known date (model section 2).
struct InitialProposal {
    Cohort cohort = Cohort::none;
    ServiceId service;
    Month month;                  ///< when it enters (the month before the horizon: at the start)
    Stage stage = Stage::mutual;  ///< mutual, mobilising, review, or building
    bool stage_uncertain = false; ///< a keyed draw chooses among building, review and procurement
    double staff = 0;             ///< posts to cover
    Month event = never;          ///< review: decided in this month; mutual: contract ends
    bool sponsored = false;       ///< the body's leaders back it: stands in one whose leadership is above the median
    bool counts_as_other = false; ///< staff scaled by `[initial] other_employees`
};

/// All tables, checked.
struct SystemData {
    std::vector<Region> regions;
    std::vector<Service> services;
    std::vector<OrganisationKind> organisation_kinds;
    std::vector<ContractorRow> contractors;
    std::vector<BudgetPoint> budget;
    std::vector<InitialProposal> initial;
    std::vector<Posterior> posteriors; ///< by name; no part of `digest`: scenarios give the hash of the one they use
    std::string digest; ///< hex digest over the files' canonical content; part of every configuration hash

    std::optional<ServiceId> find_service(std::string_view name) const;
    const Posterior* find_posterior(std::string_view name) const; ///< null where there is none
    const Service& operator[](ServiceId id) const { return services[id.value]; }
    const Region& operator[](RegionId id) const { return regions[id.value]; }
};

/// Reads and checks every table in `directory`; throws InputError with all problems at once.
SystemData load_system_data(const std::filesystem::path& directory);

/// scenarios/data beside the source tree, or where it was installed.
std::filesystem::path default_data_directory();

} // namespace mutualise
