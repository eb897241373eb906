#include "read_posterior.hpp"

#include "mutualise/scenario/nearest.hpp"
#include "mutualise/scenario/number_of.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

const Posterior* chosen_posterior(Reading& reading, const Table& table)
{
    const Entry* entry = table.find("posterior");
    if (entry == nullptr)
        return nullptr;
    std::string name;
    read_text(reading, entry->node, "posterior", "parameter sets that runs draw from", name);
    if (name == "none" || !reading.sound("posterior"))
        return nullptr;
    const Posterior* posterior = reading.data.find_posterior(name);
    if (posterior == nullptr) {
        std::vector<std::string_view> names{"none"};
        for (const Posterior& each : reading.data.posteriors)
            names.push_back(each.name);
        reading.refuse(entry->node, "posterior", "is no posterior beside the data tables" + suggestion(name, names));
        return nullptr;
    }
    if (const Entry* hash = table.find("posterior_hash")) {
        std::string expected;
        read_text(reading, hash->node, "posterior_hash", "of the posterior's values", expected);
        if (expected != posterior->hash)
            reading.refuse(hash->node, "posterior_hash",
                           fmt::format("is not that of \"{}\" here: {}", name, posterior->hash));
    }
    return posterior;
}

/// The keys named by `drawn`; nothing where the scenario does not say.
std::optional<std::vector<std::string>> named_keys(Reading& reading, const Table& table, const Posterior& posterior)
{
    const Entry* entry = table.find("drawn");
    if (entry == nullptr)
        return std::nullopt;
    std::vector<std::string_view> valid;
    for (const PosteriorParameter& parameter : posterior.parameters)
        for (const PosteriorParameter::Key& key : parameter.keys)
            valid.push_back(key.path);
    std::vector<std::string> keys;
    if (const List* list = entry->node.list(); list != nullptr && list->items.empty())
        return keys;
    std::vector<std::size_t> places;
    read_names(reading, entry->node, "drawn", valid, "keys of the posterior", places);
    for (const std::size_t place : places)
        keys.emplace_back(valid[place]);
    return keys;
}

} // namespace

void read_posterior_use(Reading& reading, const Table& table, Scenario& scenario)
{
    for (const char* key : {"posterior_hash", "drawn"})
        if (const Entry* entry = table.find(key); entry != nullptr && table.find("posterior") == nullptr)
            reading.refuse(entry->node, key, "says nothing without a posterior");
    const Posterior* posterior = chosen_posterior(reading, table);
    if (posterior == nullptr)
        return;
    scenario.posterior.name = posterior->name;
    const std::optional<std::vector<std::string>> named = named_keys(reading, table, *posterior);
    std::string overridden;
    for (const PosteriorParameter& parameter : posterior->parameters)
        for (const PosteriorParameter::Key& key : parameter.keys) {
            if (named) {
                if (std::find(named->begin(), named->end(), key.path) != named->end())
                    scenario.posterior.drawn.push_back(key.path);
            } else if (reading.place_of(key.path) == nullptr) {
                scenario.posterior.drawn.push_back(key.path);
                set_number(scenario, key.path, parameter.centre + key.offset);
            } else {
                overridden += (overridden.empty() ? "" : ", ") + key.path;
            }
        }
    std::sort(scenario.posterior.drawn.begin(), scenario.posterior.drawn.end());
    if (!overridden.empty())
        reading.notices.push_back(
            fmt::format("{}: set here, so not drawn from the posterior {}", overridden, posterior->name));
}

} // namespace mutualise
