/// \file One reader for each table of scenarios/data/. What cannot be read is left out and reported.
#pragma once

#include "mutualise/core/errors.hpp"
#include "mutualise/scenario/system_data.hpp"

#include <filesystem>
#include <string_view>
#include <vector>

namespace mutualise
{

std::vector<Region> read_regions(const std::filesystem::path& directory, std::vector<Problem>& problems);
std::vector<OrganisationKind> read_organisation_kinds(const std::filesystem::path& directory,
                                                      std::vector<Problem>& problems);
std::vector<Service> read_services(const std::filesystem::path& directory, const std::vector<OrganisationKind>& kinds,
                                   std::vector<Problem>& problems);
/// Fills the eligible shares of `services`; each must have its row.
void read_eligibility(const std::filesystem::path& directory, std::vector<Service>& services,
                      std::vector<Problem>& problems);
std::vector<ContractorRow> read_contractors(const std::filesystem::path& directory,
                                            const std::vector<Service>& services, std::vector<Problem>& problems);
/// In the order of service and month.
std::vector<BudgetPoint> read_budget(const std::filesystem::path& directory, const std::vector<Service>& services,
                                     std::vector<Problem>& problems);
std::vector<InitialProposal> read_initial(const std::filesystem::path& directory, const std::vector<Service>& services,
                                          std::vector<Problem>& problems);

/// SHA-256 over everything in the tables that a run can depend on: not labels, sources, layout or line numbers.
std::string digest_of(const SystemData& data);

/// The names of a table's rows, as valid choices elsewhere.
template <class Row>
std::vector<std::string_view> names_of(const std::vector<Row>& rows)
{
    std::vector<std::string_view> names;
    for (const Row& row : rows)
        names.push_back(row.name);
    return names;
}

} // namespace mutualise
