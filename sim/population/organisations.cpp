/// \file Organisations and their branches: how many where, and how each service's posts spread over them.
///
///     posts of branch (o, s) ~ employees_s * population share of the region * exp(spread_kind z_o + 0.25 z_os)
///
/// apportioned within service and region so that sums are exactly the data's. z: keyed standard normals.
#include "blueprint.hpp"

#include "mutualise/random/portable.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise
{

namespace
{
/// How unequal one organisation's services are beside its size: standard deviation of the logarithm [-]; assumed.
constexpr double service_spread = 0.25;
/// Share of a service's organisations that have outsourced some of it at the start [-]; assumed.
constexpr double outsourcing_share = 0.25;

std::vector<double> region_weights(const SystemData& data, const OrganisationKind& kind)
{
    std::vector<double> weights;
    for (const Region& region : data.regions)
        weights.push_back(kind.nations[static_cast<std::size_t>(region.nation)] ? region.population_share : 0.0);
    return weights;
}

/// The planned organisations of one kind in each region, by rows.
std::vector<std::vector<std::uint32_t>> rows_by_region(const std::vector<PlannedOrganisation>& organisations,
                                                       std::size_t kind, std::size_t regions)
{
    std::vector<std::vector<std::uint32_t>> rows(regions);
    for (std::uint32_t o = 0; o < organisations.size(); ++o)
        if (organisations[o].kind == kind)
            rows[organisations[o].region.value].push_back(o);
    return rows;
}

/// Weights of those that outsource: the keyed choice of `outsourcing_share` of the branches; 0 elsewhere.
std::vector<double> outsourcing_weights(const std::vector<PlannedBranch>& branches, const std::vector<double>& sizes,
                                        RunKey key)
{
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t i = 0; i < branches.size(); ++i)
        order.emplace_back(uniform(key, Purpose::outsourced_stock, branches[i].organisation, branches[i].service.value),
                           i);
    std::ranges::sort(order);
    const auto chosen = static_cast<std::size_t>(std::ceil(outsourcing_share * static_cast<double>(order.size())));
    std::vector<double> weights(branches.size(), 0.0);
    for (std::size_t i = 0; i < chosen; ++i)
        weights[order[i].second] = sizes[order[i].second];
    return weights;
}

/// The branches of one service, by region and organisation.
std::vector<PlannedBranch> plan_service(const SystemData& data, ServiceId id,
                                        const std::vector<PlannedOrganisation>& organisations, RunKey key)
{
    const Service& service = data[id];
    const auto kind = static_cast<std::size_t>(
        std::ranges::find(data.organisation_kinds, service.organisation_kind, &OrganisationKind::name) -
        data.organisation_kinds.begin());
    const auto rows = rows_by_region(organisations, kind, data.regions.size());
    std::vector<double> shares(data.regions.size());
    for (std::size_t r = 0; r < shares.size(); ++r)
        shares[r] = rows[r].empty() ? 0.0 : data.regions[r].population_share;
    const auto by_region = apportion(static_cast<std::uint32_t>(service.employees), shares);
    const auto least = static_cast<std::uint32_t>(service.unit_size_least);

    std::vector<PlannedBranch> branches;
    std::vector<double> sizes;
    for (std::uint32_t r = 0; r < rows.size(); ++r) {
        std::vector<double> weights;
        for (const std::uint32_t o : rows[r]) {
            const double z = Stream(key, Purpose::organisation_size, o, 1 + id.value).normal();
            weights.push_back(organisations[o].relative_size * portable::exp(service_spread * z));
        }
        const auto posts = apportion(by_region[r], weights, least);
        for (std::size_t i = 0; i < posts.size(); ++i) {
            if (posts[i] == 0)
                continue;
            branches.push_back(
                {.organisation = rows[r][i], .service = id, .region = RegionId{r}, .public_posts = posts[i]});
            sizes.push_back(posts[i]);
        }
    }
    const auto outsourced = apportion(static_cast<std::uint32_t>(service.outsourced_employees),
                                      outsourcing_weights(branches, sizes, key), least);
    for (std::size_t i = 0; i < branches.size(); ++i)
        branches[i].outsourced_posts = outsourced[i];
    return branches;
}
} // namespace

std::vector<PlannedOrganisation> plan_organisations(const SystemData& data, RunKey key)
{
    std::vector<PlannedOrganisation> organisations;
    for (std::uint16_t k = 0; k < data.organisation_kinds.size(); ++k) {
        const OrganisationKind& kind = data.organisation_kinds[k];
        const auto counts = apportion(static_cast<std::uint32_t>(kind.count), region_weights(data, kind));
        for (std::uint32_t r = 0; r < counts.size(); ++r)
            for (std::uint32_t i = 0; i < counts[r]; ++i) {
                const auto row = static_cast<std::uint32_t>(organisations.size());
                const double z = Stream(key, Purpose::organisation_size, row, 0).normal();
                organisations.push_back({RegionId{r}, k, portable::exp(kind.size_spread * z)});
            }
    }
    return organisations;
}

std::vector<PlannedBranch> plan_branches(const SystemData& data, const std::vector<PlannedOrganisation>& organisations,
                                         RunKey key)
{
    std::vector<PlannedBranch> branches;
    for (std::uint32_t s = 0; s < data.services.size(); ++s) {
        const auto of_service = plan_service(data, ServiceId{s}, organisations, key);
        branches.insert(branches.end(), of_service.begin(), of_service.end());
    }
    return branches;
}

} // namespace mutualise
