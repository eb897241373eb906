#include "mutualise/scenario/reader.hpp"

#include "mutualise/scenario/draft.hpp"
#include "mutualise/scenario/scenario_fields.hpp"
#include "read_cases.hpp"
#include "read_levers.hpp"
#include "read_parameters.hpp"
#include "read_posterior.hpp"

#include <algorithm>
#include <fmt/format.h>

namespace mutualise
{

namespace
{

constexpr int longest_horizon = 360; // [months]: thirty years; more is a slip of the pen

void check_horizon(Reading& reading, const Horizon& horizon)
{
    if (!reading.sound("horizon.first") || !reading.sound("horizon.last"))
        return;
    const Place* last = reading.place_of("horizon.last");
    const Place* place = last == nullptr ? reading.place_of("horizon.first") : last;
    std::string message;
    if (horizon.last < horizon.first)
        message = fmt::format("must not come before horizon.first = \"{}\"", to_string(horizon.first));
    else if (horizon.months() > longest_horizon)
        message = fmt::format("makes a horizon of {} months from {}; at most {}", horizon.months(),
                              to_string(horizon.first), longest_horizon);
    else
        return;
    reading.failed.insert("horizon.last");
    reading.problems.add(*place, fmt::format("horizon.last = \"{}\"", to_string(horizon.last)), message);
}

void read_horizon(Reading& reading, const Table& table, Horizon& horizon)
{
    refuse_unknown(reading, table, "horizon", read_fields(reading, table, "horizon", horizon));
}

void read_population(Reading& reading, const Table& table, PopulationSettings& population)
{
    std::vector<std::string_view> known = read_fields(reading, table, "population", population);
    known.push_back("seed");
    refuse_unknown(reading, table, "population", known);
    if (const Entry* seed = table.find("seed"))
        read_seed(reading, seed->node, "population.seed", "seed of the synthesis", population.seed);
    if (const Entry* scale = table.find("scale"); scale != nullptr && population.scale <= 0)
        reading.refuse(scale->node, "population.scale", "must lie in (0, 10] (share of organisations synthesised)");
    const int ties = population.ties_organisation + population.ties_region + population.ties_service;
    if (ties >= 1 && ties <= 16)
        return;
    const Place* place = nullptr;
    for (const char* key : {"population.ties_organisation", "population.ties_region", "population.ties_service"}) {
        if (!reading.sound(key))
            return;
        place = reading.place_of(key) == nullptr ? place : reading.place_of(key);
    }
    reading.problems.add(*place, fmt::format("population.ties_* = {}", ties),
                         "must add up to 1 to 16 (ties each: organisation, region and service together)");
}

void read_diagnostic(Reading& reading, const Table& table, Diagnostic& diagnostic)
{
    refuse_unknown(reading, table, "diagnostic", {"remove"});
    const Entry* remove = table.find("remove");
    if (remove == nullptr)
        return;
    reading.places["diagnostic.remove"] = remove->node.place;
    const List* list = remove->node.list();
    if (list != nullptr && list->items.empty())
        return; // no barrier is switched off
    std::vector<std::size_t> reasons;
    read_names(reading, remove->node, "diagnostic.remove", {reason_names.begin(), reason_names.end()}, "exit reasons",
               reasons);
    for (const std::size_t reason : reasons)
        diagnostic.removed |= std::uint32_t{1} << reason;
}

void read_all(Reading& reading, const Table& table, Scenario& scenario)
{
    refuse_unknown(reading, table, "",
                   {"name", "description", "seed", "base", "remove", "horizon", "population", "initial", "parameters",
                    "lever", "case", "diagnostic", "posterior", "posterior_hash", "drawn"});
    if (const Entry* name = table.find("name"))
        read_text(reading, name->node, "name", "name of the scenario", scenario.name);
    if (const Entry* description = table.find("description"))
        read_text(reading, description->node, "description", "what the scenario asks", scenario.description);
    if (const Entry* seed = table.find("seed"))
        read_seed(reading, seed->node, "seed", "seed of the first run", scenario.seed);
    if (const Table* horizon = subtable(reading, table, "horizon", "horizon"))
        read_horizon(reading, *horizon, scenario.horizon);
    check_horizon(reading, scenario.horizon);
    if (const Table* population = subtable(reading, table, "population", "population"))
        read_population(reading, *population, scenario.population);
    if (const Table* initial = subtable(reading, table, "initial", "initial"))
        refuse_unknown(reading, *initial, "initial", read_fields(reading, *initial, "initial", scenario.initial));
    if (const Table* parameters = subtable(reading, table, "parameters", "parameters"))
        read_parameters(reading, *parameters, scenario.parameters);
    if (const Table* levers = subtable(reading, table, "lever", "lever"))
        read_levers(reading, *levers, scenario.levers);
    check_levers(reading, scenario.horizon, scenario.levers);
    if (const Table* cases = subtable(reading, table, "case", "case"))
        read_cases(reading, *cases, scenario);
    if (const Table* diagnostic = subtable(reading, table, "diagnostic", "diagnostic"))
        read_diagnostic(reading, *diagnostic, scenario.diagnostic);
    read_posterior_use(reading, table, scenario);
}

} // namespace

Scenario resolve(const Draft& draft, Reading& reading)
{
    reading.lowest_layer = draft.lowest_layer;
    Scenario scenario;
    scenario.name = draft.name;
    read_all(reading, draft.table, scenario);
    return scenario;
}

ResolvedScenario read_scenario(const std::filesystem::path& path, const SystemData& data,
                               const std::vector<std::string>& settings)
{
    Reading reading{data};
    ResolvedScenario resolved;
    std::optional<Draft> draft = read_draft(path, reading.problems);
    Draft unread;
    lay_settings(draft ? *draft : unread, settings, reading.problems);
    if (draft)
        resolved.scenario = resolve(*draft, reading);
    if (!reading.problems.empty())
        throw InputError(reading.problems.listed());
    for (const auto& [key, place] : reading.places)
        resolved.origins[key] = origin_text(place);
    for (const std::string& key : resolved.scenario.posterior.drawn)
        resolved.origins[key] = "centre of posterior " + resolved.scenario.posterior.name;
    resolved.notices = std::move(reading.notices);
    return resolved;
}

} // namespace mutualise
