/// \file A posterior's hash, and what a run draws from it.
#include "mutualise/scenario/posterior.hpp"

#include "mutualise/core/digest.hpp"
#include "mutualise/random/stream.hpp"
#include "mutualise/scenario/draft.hpp"
#include "mutualise/scenario/number_of.hpp"
#include "mutualise/scenario/scenario.hpp"

#include <algorithm>
#include <string>

namespace mutualise
{

void seal(Posterior& posterior)
{
    std::sort(posterior.parameters.begin(), posterior.parameters.end(),
              [](const auto& a, const auto& b) { return a.id < b.id; });
    for (PosteriorParameter& parameter : posterior.parameters)
        std::sort(parameter.keys.begin(), parameter.keys.end(),
                  [](const auto& a, const auto& b) { return a.path < b.path; });
    Sha256 digest;
    for (const PosteriorParameter& parameter : posterior.parameters) {
        std::string text = parameter.id;
        for (const PosteriorParameter::Key& key : parameter.keys)
            text += " " + key.path + " " + written(key.offset);
        for (const double value : parameter.values)
            text += " " + written(value);
        digest.update(text + "\n");
    }
    posterior.hash = digest.hex();
}

std::size_t draw_of_run(const Posterior& posterior, std::uint32_t k)
{
    const RunKey key{std::stoull(posterior.hash.substr(0, 16), nullptr, 16)};
    Stream stream(key, Purpose::calibration_choice, 0, 1);
    const std::vector<std::uint32_t> order = shuffled(stream, static_cast<std::uint32_t>(posterior.draws()));
    return order.at(k % order.size());
}

Scenario with_draw(const Scenario& scenario, const SystemData& data, std::uint32_t k)
{
    Scenario drawn = scenario;
    const Posterior* posterior = data.find_posterior(scenario.posterior.name);
    if (posterior == nullptr || scenario.posterior.drawn.empty())
        return drawn;
    const std::size_t draw = draw_of_run(*posterior, k);
    const auto& wanted = scenario.posterior.drawn;
    for (const PosteriorParameter& parameter : posterior->parameters)
        for (const PosteriorParameter::Key& key : parameter.keys)
            if (std::find(wanted.begin(), wanted.end(), key.path) != wanted.end())
                set_number(drawn, key.path, parameter.values[draw] + key.offset);
    return drawn;
}

} // namespace mutualise
