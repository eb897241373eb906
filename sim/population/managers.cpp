/// \file The managers' trees: a unit's own manager, layers by the span of control up to the branch's head, and the
/// organisation's head over its branches' heads. Whoever heads an organisation's only branch heads the organisation.
#include "synthesis.hpp"

#include "quantiles.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise
{

std::vector<std::uint32_t> superior_layers(std::uint32_t inferiors, double span_of_control)
{
    std::vector<std::uint32_t> layers;
    while (inferiors > 1) {
        inferiors = static_cast<std::uint32_t>(std::ceil(inferiors / span_of_control));
        layers.push_back(inferiors);
    }
    return layers;
}

namespace
{
Manager make_manager(OrganisationId organisation, std::size_t level, std::uint32_t stable, RunKey key)
{
    Manager m;
    m.organisation = organisation;
    m.level = static_cast<std::uint8_t>(level);
    m.stable = stable;
    m.resistance =
        static_cast<float>(normal_trait(Stream(key, Purpose::manager_traits, stable, 0)())) / normal_quantile_one;
    return m;
}

/// Adds the layers above a branch's unit managers; returns its head.
ManagerId place_superiors(const Branch& branch, double span_of_control, std::uint32_t first_stable, RunKey key,
                          Population& people)
{
    IdRange<ManagerId> inferiors{ManagerId{branch.units.first.value}, branch.units.count};
    std::size_t level = 1;
    for (const std::uint32_t layer : superior_layers(branch.units.count, span_of_control)) {
        const IdRange<ManagerId> superiors{ManagerId{static_cast<std::uint32_t>(people.managers.size())}, layer};
        ++level;
        for (std::uint32_t i = 0; i < layer; ++i)
            people.managers.append(make_manager(branch.organisation, level, first_stable++, key));
        for (std::uint32_t i = 0; i < inferiors.count; ++i) {
            const std::uint64_t group = std::uint64_t{i} * layer / inferiors.count;
            people.managers[ManagerId{inferiors.first.value + i}].superior =
                ManagerId{superiors.first.value + static_cast<std::uint32_t>(group)};
        }
        inferiors = superiors;
    }
    return inferiors.first;
}

void place_head(OrganisationId id, std::uint32_t stable, RunKey key, Population& people)
{
    std::uint8_t level = 0;
    for (const BranchId b : people.organisations[id].branches)
        level = std::max(level, people.managers[people.branches[b].head].level);
    const ManagerId head = people.managers.append(make_manager(id, level + 1U, stable, key));
    for (const BranchId b : people.organisations[id].branches)
        people.managers[people.branches[b].head].superior = head;
}
} // namespace

void place_managers(const Blueprint& blueprint, const std::vector<Member>& members, RunKey key, Population& people)
{
    const auto units = static_cast<std::uint32_t>(blueprint.unit_posts.size());
    for (const Unit& unit : people.units) {
        const std::uint32_t copy = members[unit.organisation.value].copy;
        people.managers.append(
            make_manager(unit.organisation, 1, unit.stable - copy * units + copy * blueprint.managers, key));
    }
    for (Branch& branch : people.branches) {
        const std::uint32_t copy = members[branch.organisation.value].copy;
        const PlannedBranch& planned =
            blueprint.branches[branch.stable - copy * static_cast<std::uint32_t>(blueprint.branches.size())];
        branch.head = place_superiors(branch, (*people.data)[branch.service].span_of_control,
                                      planned.first_superior + copy * blueprint.managers, key, people);
    }
    for (const OrganisationId id : people.organisations.ids())
        if (people.organisations[id].branches.size() > 1)
            place_head(id,
                       blueprint.first_head + members[id.value].planned + members[id.value].copy * blueprint.managers,
                       key, people);
}

} // namespace mutualise
