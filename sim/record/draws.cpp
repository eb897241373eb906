/// \file What runs draw from a posterior, as the recorded file's parameters.
#include "mutualise/record/recording.hpp"
#include "mutualise/scenario/posterior.hpp"

#include <algorithm>

namespace mutualise
{

std::vector<std::uint8_t> drawn_columns(const Scenario& scenario)
{
    std::vector<std::uint8_t> columns;
    const std::vector<std::string>& drawn = scenario.posterior.drawn;
    for_each_process([&](const char* process, auto, auto of_process) {
        for (const auto& field : of_process)
            columns.push_back(std::find(drawn.begin(), drawn.end(),
                                        "parameters." + std::string(process) + "." + std::string(field.name)) !=
                              drawn.end());
    });
    return columns;
}

std::vector<std::vector<double>> draws_in_order(const Scenario& scenario, const SystemData& data)
{
    std::vector<std::vector<double>> draws;
    const Posterior* posterior = data.find_posterior(scenario.posterior.name);
    if (posterior == nullptr || scenario.posterior.drawn.empty())
        return draws;
    Scenario all = scenario; // of every point, whatever it draws
    all.posterior.drawn.clear();
    for (const PosteriorParameter& parameter : posterior->parameters)
        for (const PosteriorParameter::Key& key : parameter.keys)
            all.posterior.drawn.push_back(key.path);
    for (std::uint32_t k = 0; k < posterior->draws(); ++k)
        draws.push_back(numbers_of(with_draw(all, data, k).parameters));
    return draws;
}

std::vector<double> parameters_of_run(const Recording& recording, std::uint32_t run)
{
    const std::uint32_t point = recording.point_of(run);
    std::vector<double> values = recording.parameters[point];
    if (recording.draws.empty() || recording.drawn.empty())
        return values;
    const std::vector<double>& draw = recording.draws[recording.replicate_of(run) % recording.draws.size()];
    for (std::size_t i = 0; i < values.size(); ++i)
        if (recording.drawn[point][i] != 0)
            values[i] = draw[i];
    return values;
}

} // namespace mutualise
