#include "sanity/material.hpp"

#include "support/whole_runs.hpp"

namespace mutualise::testing
{

Population people_of(const Scenario& scenario, const std::shared_ptr<const SystemData>& data)
{
    return synthesise(data, scenario.population);
}

Material load_material(const DrawnSize& size)
{
    Material material;
    material.data = data();
    material.nobody = data_without_initial();
    material.priors = read_priors(*material.data);
    material.size = size;
    return material;
}

std::vector<RunOutcome> runs_of(const Population& people, const std::vector<const Scenario*>& scenarios,
                                std::uint32_t first_seed, std::uint32_t count)
{
    std::vector<RunRequest> requests;
    for (std::uint32_t seed = 0; seed < count; ++seed)
        for (const Scenario* scenario : scenarios)
            requests.push_back({scenario, run_key(scenario->seed, first_seed + seed)});
    std::vector<RunOutcome> outcomes;
    for (std::size_t first = 0; first < requests.size(); first += max_lanes) {
        const std::size_t lanes = std::min<std::size_t>(max_lanes, requests.size() - first);
        for (RunOutcome& outcome : run(people, {requests.begin() + static_cast<std::ptrdiff_t>(first),
                                                requests.begin() + static_cast<std::ptrdiff_t>(first + lanes)}))
            outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

} // namespace mutualise::testing
