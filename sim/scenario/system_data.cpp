/// \file Reads the tables of scenarios/data/ and checks them, all problems at once.
#include "mutualise/scenario/system_data.hpp"

#include "csv.hpp"
#include "mutualise/scenario/reading.hpp"
#include "system_tables.hpp"

#include <algorithm>
#include <cstdlib>

namespace mutualise
{

namespace
{
bool holds_tables(const std::filesystem::path& directory)
{
    std::error_code ignored;
    return std::filesystem::exists(directory / "services.csv", ignored);
}
} // namespace

std::optional<ServiceId> SystemData::find_service(std::string_view name) const
{
    const auto found = std::ranges::find(services, name, &Service::name);
    if (found == services.end())
        return std::nullopt;
    return ServiceId{static_cast<std::uint32_t>(found - services.begin())};
}

const Posterior* SystemData::find_posterior(std::string_view name) const
{
    const auto found = std::ranges::find(posteriors, name, &Posterior::name);
    return found == posteriors.end() ? nullptr : &*found;
}

SystemData load_system_data(const std::filesystem::path& directory)
{
    std::vector<Problem> problems;
    SystemData data;
    data.regions = read_regions(directory, problems);
    data.organisation_kinds = read_organisation_kinds(directory, problems);
    data.services = read_services(directory, data.organisation_kinds, problems);
    read_eligibility(directory, data.services, problems);
    data.contractors = read_contractors(directory, data.services, problems);
    data.budget = read_budget(directory, data.services, problems);
    data.initial = read_initial(directory, data.services, problems);
    Problems of_posteriors;
    data.posteriors = read_posteriors(directory / "posterior", of_posteriors);
    for (Problem& problem : of_posteriors.listed())
        problems.push_back(std::move(problem));
    if (!problems.empty())
        throw InputError(std::move(problems));
    data.digest = digest_of(data);
    return data;
}

std::filesystem::path default_data_directory()
{
    if (const char* chosen = std::getenv("MUTUALISE_DATA"); chosen != nullptr && *chosen != '\0')
        return chosen;
    const std::filesystem::path source = MUTUALISE_SOURCE_DATA_DIR;
    if (holds_tables(source))
        return source;
    std::error_code ignored;
    const auto command = std::filesystem::read_symlink("/proc/self/exe", ignored);
    const auto installed = command.parent_path().parent_path() / MUTUALISE_INSTALLED_DATA_DIR;
    return holds_tables(installed) ? installed : source;
}

} // namespace mutualise
