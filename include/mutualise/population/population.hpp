/// \file The people and bodies of the model: immutable, free of behavioural parameters, shared by every run.
///
/// Employees are contiguous by service, region, organisation, unit, team, so a branch (one service within one
/// organisation) is one range of units, a unit one range of teams, a team one range of employees. Traits are quantiles;
/// a run's parameters say what they mean. `stable` ids are those of the full population at scale 1 and key random
/// draws, so a thinned population's members keep their luck.
#pragma once

#include "mutualise/core/ids.hpp"
#include "mutualise/core/month.hpp"
#include "mutualise/scenario/scenario.hpp"
#include "mutualise/scenario/system_data.hpp"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace mutualise
{

/// Normal quantiles are stored as multiples of 1/8192, in (-4, 4).
inline constexpr int normal_quantile_one = 8192;

/// One post (8 bytes: the attitude kernel reads them all each month).
struct EmployeeTraits {
    std::int16_t leaning = 0;            ///< z_i: standard normal / 8192
    std::uint8_t openness = 0;           ///< uniform quantile / 255
    std::uint8_t pension = 0;            ///< pension exposure, uniform quantile / 255
    std::uint16_t union_quantile = 0;    ///< a member iff below density * 65536
    std::uint16_t champion_quantile = 0; ///< a champion iff below champion_share * 65536
    friend bool operator==(const EmployeeTraits&, const EmployeeTraits&) = default;
};

/// Posts of one unit that share a part of their leaning.
struct Team {
    EmployeeId first_employee;
    std::uint16_t posts = 0;  ///< 6 to 18
    std::int16_t leaning = 0; ///< Z_team: standard normal / 8192
    friend bool operator==(const Team&, const Team&) = default;
};

/// The smallest group that could step out and trade.
struct Unit {
    BranchId branch;
    OrganisationId organisation;
    ServiceId service;
    RegionId region;
    EmployeeId first_employee;
    std::uint32_t posts = 0;
    TeamId first_team;
    std::uint32_t teams = 0;
    double annual_value = 0; ///< [GBP a year at 2010-11 prices]
    float leaning = 0;       ///< Z_unit: standard normal
    float eligibility = 0;   ///< uniform quantile; eligible iff below the service's and nation's share
    bool outsourced_at_start = false;
    std::uint32_t stable = 0;
    friend bool operator==(const Unit&, const Unit&) = default;
};

/// One service within one organisation.
struct Branch {
    OrganisationId organisation;
    ServiceId service;
    RegionId region;
    IdRange<UnitId> units;
    ManagerId head; ///< manager over all of the branch's units
    EmployeeId first_employee;
    std::uint32_t posts = 0;
    std::uint32_t stable = 0;
    friend bool operator==(const Branch&, const Branch&) = default;
};

/// A public body that employs, and may buy.
struct Organisation {
    RegionId region;
    std::uint16_t kind = 0; ///< row of SystemData::organisation_kinds
    float strictness = 0;   ///< uniform quantiles
    float leadership = 0;
    float finance = 0;
    std::vector<BranchId> branches;
    std::uint32_t posts = 0;
    std::uint32_t stable = 0;
    friend bool operator==(const Organisation&, const Organisation&) = default;
};

/// Manager m < units.size() is unit m's own manager (level 1); its superiors follow, up to the organisation's head.
struct Manager {
    ManagerId superior = ManagerId::none(); ///< none for the head of an organisation
    OrganisationId organisation;
    std::uint8_t level = 1; ///< 1 for a unit's own manager
    float resistance = 0;   ///< standard normal quantile
    std::uint32_t stable = 0;
    friend bool operator==(const Manager&, const Manager&) = default;
};

/// A firm that bids for public services, as it stands before the first month.
struct Contractor {
    std::uint64_t services = 0; ///< bit s: offers ServiceId{s}
    float cost = 0;             ///< standard normal quantile
    double revenue = 0;         ///< [GBP a year], full scale
    double bid_teams = 0;
    double working_capital = 0; ///< [GBP], full scale

    bool offers(ServiceId service) const { return (services >> service.value & 1U) != 0; }
    friend bool operator==(const Contractor&, const Contractor&) = default;
};

/// Everybody and every body, by table, each in the order said above.
struct Population {
    PopulationSettings settings;
    std::shared_ptr<const SystemData> data;
    std::vector<EmployeeTraits> employees;
    std::vector<std::uint32_t> ties; ///< employees x ties_each, EmployeeId values
    int ties_each = 6;
    Column<TeamId, Team> teams;
    Column<UnitId, Unit> units;
    Column<BranchId, Branch> branches;
    Column<OrganisationId, Organisation> organisations;
    Column<ManagerId, Manager> managers;
    Column<ContractorId, Contractor> contractors;

    std::span<const std::uint32_t> ties_of(EmployeeId e) const
    {
        return {ties.data() + std::size_t{e.value} * ties_each, static_cast<std::size_t>(ties_each)};
    }
    IdRange<EmployeeId> employees_of(const Unit& unit) const { return {unit.first_employee, unit.posts}; }
    IdRange<TeamId> teams_of(const Unit& unit) const { return {unit.first_team, unit.teams}; }
    ManagerId manager_of(UnitId unit) const { return ManagerId{unit.value}; }
    const Service& service(const Unit& unit) const { return (*data)[unit.service]; }
    Nation nation(RegionId region) const { return (*data)[region].nation; }
    /// Manager levels from this one to the head of its organisation, both included.
    int levels_from(ManagerId manager) const
    {
        int levels = 0;
        for (; manager.exists(); manager = managers[manager].superior)
            ++levels;
        return levels;
    }
    int levels_above(UnitId unit) const { return levels_from(manager_of(unit)); }
};

/// Synthesises the population, in parallel; the same bytes for the same data, seed, scale and ties.
Population synthesise(std::shared_ptr<const SystemData> data, const PopulationSettings& settings);

/// How a population matches the evidence, one line a figure: totals by sector, sizes, density, ties.
struct PopulationCheck {
    std::string name;
    double found = 0;
    double expected = 0;
    std::string source;
    bool within_tolerance = true;
};
/// Every figure of the evidence beside what the population has.
std::vector<PopulationCheck> check_population(const Population& people);

} // namespace mutualise
