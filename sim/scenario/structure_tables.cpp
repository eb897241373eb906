/// \file regions.csv, organisation_kinds.csv, services.csv and eligibility.csv: what the public sector consists of.
#include "csv.hpp"
#include "system_tables.hpp"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace mutualise
{

namespace
{
template <std::size_t n>
std::vector<std::string_view> list(const std::array<std::string_view, n>& names)
{
    return {names.begin(), names.end()};
}

/// Reports a name that an earlier row has.
template <class Row>
void check_unique(const CsvTable& table, const CsvRow& at, const std::vector<Row>& rows, std::string_view name)
{
    for (const Row& earlier : rows)
        if (earlier.name == name)
            return table.report(at, "name", "is there twice");
}

std::string by_nation(std::string_view prefix, std::size_t nation)
{
    return fmt::format("{}_{}", prefix, nation_names[nation]);
}

/// Whom each region borders on, in the table's order; nobody for an island.
void read_neighbours(const CsvTable& table, std::vector<Region>& regions)
{
    for (std::size_t r = 0; r < regions.size(); ++r) {
        if (table.text(table.rows()[r], "neighbours").empty())
            continue;
        std::vector<std::size_t> named = table.choices(table.rows()[r], "neighbours", names_of(regions));
        std::ranges::sort(named);
        for (const std::size_t other : named)
            regions[r].neighbours.push_back(RegionId{static_cast<std::uint32_t>(other)});
    }
}

/// Neighbours are so both ways, and nobody is its own.
void check_neighbours(const CsvTable& table, const std::vector<Region>& regions)
{
    for (std::uint32_t r = 0; r < regions.size(); ++r)
        for (const RegionId other : regions[r].neighbours) {
            const std::vector<RegionId>& back = regions[other.value].neighbours;
            if (other.value == r)
                table.report(table.rows()[r], "neighbours", "names the region itself");
            else if (std::ranges::find(back, RegionId{r}) == back.end())
                table.report(table.rows()[r], "neighbours",
                             fmt::format("names \"{}\", which does not name \"{}\"", regions[other.value].name,
                                         regions[r].name));
        }
}
} // namespace

std::vector<Region> read_regions(const std::filesystem::path& directory, std::vector<Problem>& problems)
{
    const CsvTable table(directory, "regions.csv", {"name", "nation", "population_share", "neighbours"}, problems);
    std::vector<Region> regions;
    double sum = 0;
    for (const CsvRow& row : table.rows()) {
        Region region{table.name(row, "name")};
        check_unique(table, row, regions, region.name);
        region.nation = static_cast<Nation>(table.choice(row, "nation", list(nation_names)).value_or(0));
        region.population_share = table.number(row, "population_share", 0, 1);
        sum += region.population_share;
        regions.push_back(region);
    }
    if (regions.empty())
        table.report("has no rows");
    else if (std::abs(sum - 1) > 1e-9)
        table.report(fmt::format("population_share sums to {:.6f}   must sum to 1", sum));
    // Sets of regions are kept as bits of 64-bit words (LeverScope::regions).
    if (regions.size() > 64)
        table.report(fmt::format("has {} regions   must have at most 64", regions.size()));
    read_neighbours(table, regions);
    check_neighbours(table, regions);
    return regions;
}

std::vector<OrganisationKind> read_organisation_kinds(const std::filesystem::path& directory,
                                                      std::vector<Problem>& problems)
{
    const CsvTable table(
        directory, "organisation_kinds.csv",
        {"name", "count", "size_spread", "central_government", "england", "wales", "scotland", "northern_ireland"},
        problems);
    std::vector<OrganisationKind> kinds;
    for (const CsvRow& row : table.rows()) {
        OrganisationKind kind{table.name(row, "name")};
        check_unique(table, row, kinds, kind.name);
        kind.count = static_cast<int>(table.number(row, "count", 1, 100000, true));
        kind.size_spread = table.number(row, "size_spread", 0, 3);
        kind.central_government = table.yes_or_no(row, "central_government");
        bool somewhere = false;
        for (std::size_t n = 0; n < nation_names.size(); ++n)
            somewhere |= kind.nations[n] = table.yes_or_no(row, nation_names[n]);
        if (!somewhere)
            table.report(row, "england", "is in no nation; at least one must be yes");
        kinds.push_back(kind);
    }
    if (kinds.empty())
        table.report("has no rows");
    return kinds;
}

std::vector<Service> read_services(const std::filesystem::path& directory, const std::vector<OrganisationKind>& kinds,
                                   std::vector<Problem>& problems)
{
    const CsvTable table(directory, "services.csv",
                         {"name", "label", "sector", "group", "employees", "outsourced_employees", "organisation_kind",
                          "unit_size_median", "unit_size_spread", "unit_size_least", "unit_size_most",
                          "span_of_control", "value_per_post", "union_density", "annual_turnover",
                          "annual_tender_chance", "separate_commissioner"},
                         problems);
    std::vector<Service> services;
    for (const CsvRow& row : table.rows()) {
        Service s;
        s.name = table.name(row, "name");
        check_unique(table, row, services, s.name);
        s.label = table.text(row, "label");
        s.sector = static_cast<Sector>(table.choice(row, "sector", list(sector_names)).value_or(0));
        s.group = static_cast<ServiceGroup>(table.choice(row, "group", list(group_names)).value_or(0));
        s.employees = table.number(row, "employees", 1, 1e7, true);
        s.outsourced_employees = table.number(row, "outsourced_employees", 0, 1e7, true);
        if (table.choice(row, "organisation_kind", names_of(kinds)))
            s.organisation_kind = table.text(row, "organisation_kind");
        s.unit_size_median = table.number(row, "unit_size_median", 1, 10000);
        s.unit_size_spread = table.number(row, "unit_size_spread", 0, 3);
        s.unit_size_least = static_cast<int>(table.number(row, "unit_size_least", 1, 1000, true));
        s.unit_size_most = static_cast<int>(table.number(row, "unit_size_most", 1, 60000, true));
        if (s.unit_size_most < 2 * s.unit_size_least)
            table.report(row, "unit_size_most",
                         fmt::format("must be at least twice unit_size_least = {}", s.unit_size_least));
        s.span_of_control = table.number(row, "span_of_control", 2, 100);
        s.value_per_post = table.number(row, "value_per_post", 1, 1e6);
        s.union_density = table.number(row, "union_density", 0, 1);
        s.annual_turnover = table.number(row, "annual_turnover", 0, 0.15);
        s.annual_tender_chance = table.number(row, "annual_tender_chance", 0, 1);
        s.separate_commissioner = table.yes_or_no(row, "separate_commissioner");
        services.push_back(s);
    }
    if (services.empty())
        table.report("has no rows");
    // Sets of services are kept as bits of 64-bit words (Contractor::services).
    if (services.size() > 64)
        table.report(fmt::format("has {} services   must have at most 64", services.size()));
    return services;
}

void read_eligibility(const std::filesystem::path& directory, std::vector<Service>& services,
                      std::vector<Problem>& problems)
{
    std::vector<std::string> early, later;
    std::vector<std::string_view> columns{"service", "later_from"};
    for (std::size_t n = 0; n < nation_names.size(); ++n) {
        early.push_back(by_nation("early", n));
        later.push_back(by_nation("later", n));
    }
    columns.insert(columns.end(), early.begin(), early.end());
    columns.insert(columns.end(), later.begin(), later.end());
    const CsvTable table(directory, "eligibility.csv", columns, problems);
    std::vector<bool> seen(services.size());
    for (const CsvRow& row : table.rows()) {
        const auto s = table.choice(row, "service", names_of(services));
        if (s && seen[*s])
            table.report(row, "service", "is there twice");
        Service unknown;
        Service& service = s ? services[*s] : unknown;
        for (std::size_t n = 0; n < nation_names.size(); ++n) {
            service.eligible_early[n] = table.number(row, early[n], 0, 1);
            service.eligible_later[n] = table.number(row, later[n], 0, 1);
        }
        if (const auto month = table.month(row, "later_from"))
            service.later_from = *month;
        else if (table.text(row, "later_from").empty())
            table.report(row, "later_from", "must be a month such as 2012-01");
        if (s)
            seen[*s] = true;
    }
    for (std::size_t s = 0; s < services.size() && !table.rows().empty(); ++s)
        if (!seen[s])
            table.report(fmt::format("has no row for service \"{}\"", services[s].name));
}

} // namespace mutualise
