/// \file Synthesis: the population as a keyed selection of the organisations of one blueprint.
#include "synthesis.hpp"

namespace mutualise
{

std::vector<Member> select_organisations(const Blueprint& blueprint, double scale, RunKey key)
{
    std::vector<Member> members;
    const auto stride = static_cast<std::uint32_t>(blueprint.organisations.size());
    for (std::uint32_t o = 0; o < stride; ++o)
        for (std::uint32_t copy = 0; copy < scale; ++copy)
            if (uniform(key, Purpose::organisation_thinning, o + copy * stride, 0) < scale - copy)
                members.push_back({o, copy});
    return members;
}

Population synthesise(std::shared_ptr<const SystemData> data, const PopulationSettings& settings)
{
    const RunKey key{settings.seed};
    const Blueprint blueprint = plan_system(*data, key);
    const auto members = select_organisations(blueprint, settings.scale, key);
    Population people;
    people.settings = settings;
    people.data = std::move(data);
    people.ties_each = settings.ties_organisation + settings.ties_region + settings.ties_service;
    place_organisations(blueprint, members, key, people);
    place_managers(blueprint, members, key, people);
    draw_employees(key, people);
    if (settings.reciprocal)
        match_ties(key, people);
    else
        draw_ties(key, people);
    place_contractors(key, people);
    return people;
}

} // namespace mutualise
