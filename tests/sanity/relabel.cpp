#include "sanity/relabel.hpp"

#include "sanity/draws.hpp"

#include <numeric>

namespace mutualise::testing
{

namespace
{

ServiceId moved(ServiceId s, const std::vector<std::uint32_t>& place) { return ServiceId{place[s.value]}; }

std::uint64_t moved(std::uint64_t mask, const std::vector<std::uint32_t>& place)
{
    if (mask == ~std::uint64_t{0})
        return mask;
    std::uint64_t out = 0;
    for (std::size_t s = 0; s < place.size(); ++s)
        out |= (mask >> s & 1) << place[s];
    return out;
}

} // namespace

std::vector<std::uint32_t> new_places(std::uint32_t number, std::size_t services)
{
    Draws draws(number, Draws::labels);
    std::vector<std::uint32_t> place(services);
    std::iota(place.begin(), place.end(), 0U);
    for (std::size_t s = services; s > 1; --s) // Fisher and Yates
        std::swap(place[s - 1], place[static_cast<std::size_t>(draws.below(static_cast<int>(s)))]);
    return place;
}

std::shared_ptr<const SystemData> relabelled(const SystemData& data, const std::vector<std::uint32_t>& place)
{
    auto out = std::make_shared<SystemData>(data);
    for (std::size_t s = 0; s < place.size(); ++s)
        out->services[place[s]] = data.services[s];
    for (ContractorRow& row : out->contractors)
        for (ServiceId& service : row.services)
            service = moved(service, place);
    for (BudgetPoint& point : out->budget)
        point.service = moved(point.service, place);
    for (InitialProposal& row : out->initial)
        row.service = moved(row.service, place);
    return out;
}

Scenario relabelled(const Scenario& scenario, const std::vector<std::uint32_t>& place)
{
    Scenario out = scenario;
    for_each_lever_kind([&](auto kind) {
        for (auto& lever : out.levers.*kind)
            lever.scope.services = moved(lever.scope.services, place);
    });
    return out;
}

} // namespace mutualise::testing
