#include "sanity/check.hpp"

#include "sanity/accounts.hpp"
#include "sanity/fates.hpp"
#include "sanity/generosity.hpp"
#include "sanity/limits.hpp"
#include "sanity/relabel.hpp"

#include "support/files.hpp"
#include "support/whole_runs.hpp"

#include <fmt/format.h>

namespace mutualise::testing
{

namespace
{

std::string limit_figures(const RunOutcome& outcome, const Limit& limit)
{
    if (outcome.failed)
        return outcome.failure;
    const double happened = limit.happened(outcome.trajectory);
    return happened == 0 ? "" : fmt::format("{} is not 0", happened);
}

Fault limit_fault(const Material& material, const Limit& limit, bool nobody)
{
    return [&material, &limit, nobody](const ScenarioPair& pair) {
        Scenario scenario = pair.weaker;
        limit.at_zero(scenario);
        const Population people = people_of(scenario, nobody ? material.nobody : material.data);
        return limit_figures(runs_of(people, {&scenario}, 0, 1).front(), limit);
    };
}

Fault bytes_fault(const Material& material)
{
    return [&material](const ScenarioPair& pair) -> std::string {
        const Population people = people_of(pair.weaker, material.data);
        const std::string packed = digest(runs_of(people, {&pair.weaker}, 0, seeds)[1].trajectory),
                          alone = digest(runs_of(people, {&pair.weaker}, 1, 1).front().trajectory);
        return packed == alone ? "" : fmt::format("packed {}, alone {}", packed.substr(0, 16), alone.substr(0, 16));
    };
}

void check_books(Finding& finding, const Population& people, const Material& material, const Ladder& ladder)
{
    for (std::size_t seed = 0; seed < seeds; ++seed) {
        for (std::size_t i = 0; i < ladder.scenarios.size(); ++i) {
            const Scenario& scenario = ladder.scenarios[i];
            add(finding, "identities", fault_of(ladder.at(seed, i), scenario, people), {scenario, scenario},
                books_fault(material.data));
        }
        const Trajectory& base = ladder.at(seed, 0).trajectory;
        finding.launches += sum_over_run(base, Observable::launches) / seeds;
        finding.founded += sum_over_run(base, Observable::mutuals_founded) / seeds;
    }
}

struct ReadBack {
    Scenario scenario;
    std::string refused; ///< why; empty where it was read
};

/// The scenario as its canonical text reads.
ReadBack read_back(const Scenario& scenario, const SystemData& data)
{
    const Folder folder;
    try {
        return {read_scenario(folder.write("back.toml", canonical_text(scenario, data)), data).scenario, ""};
    } catch (const InputError& error) {
        return {{}, error.what()};
    }
}

/// The scenario written and read back, alone in its batch: the same bytes.
void check_bytes(Finding& finding, const Scenario& base, const Population& people, const Material& material,
                 const Trajectory& packed)
{
    const ReadBack again = read_back(base, *material.data);
    add(finding, "valid", again.refused, {base, base},
        [&material](const ScenarioPair& pair) { return read_back(pair.weaker, *material.data).refused; });
    if (!again.refused.empty())
        return;
    const std::string once = digest(packed),
                      twice = digest(runs_of(people, {&again.scenario}, 1, 1).front().trajectory);
    add(finding, "same bytes when rerun", once == twice ? "" : once.substr(0, 16) + " is not " + twice.substr(0, 16),
        {base, base}, bytes_fault(material));
}

void check_limits(Finding& finding, const Scenario& base, const Population& people, const Population& nobody,
                  const Material& material)
{
    std::vector<Scenario> limited(limits().size(), base);
    std::vector<const Scenario*> all;
    for (std::size_t i = 0; i < limited.size(); ++i) {
        limits()[i].at_zero(limited[i]);
        all.push_back(&limited[i]);
    }
    const std::vector<RunOutcome> outcomes = runs_of(people, all, 0, 1);
    for (std::size_t i = 0; i < limited.size(); ++i) {
        add(finding, limits()[i].name, limit_figures(outcomes[i], limits()[i]), {base, base},
            limit_fault(material, limits()[i], false));
        if (!outcomes[i].failed)
            add(finding, "identities", fault_of(outcomes[i], limited[i], people), {limited[i], limited[i]},
                books_fault(material.data));
    }
    Scenario quiet = base;
    nothing_happens().at_zero(quiet);
    add(finding, nothing_happens().name, limit_figures(runs_of(nobody, {&quiet}, 0, 1).front(), nothing_happens()),
        {base, base}, limit_fault(material, nothing_happens(), true));
}

} // namespace

Finding check_scenario(std::uint32_t number, const Material& material)
{
    Finding finding;
    finding.number = number;
    const Scenario base = draw_scenario(number, *material.data, material.priors, material.size);
    const Population people = people_of(base, material.data);
    Population nobody = people; // the same people, none of whom stands anywhere at the start
    nobody.data = material.nobody;
    const Ladder ladder = climb(finding, base, lever_pairs(number, base), people);
    std::vector<const Trajectory*> drawn;
    for (std::size_t seed = 0; seed < seeds; ++seed)
        drawn.push_back(&ladder.at(seed, 0).trajectory);
    check_books(finding, people, material, ladder);
    check_bytes(finding, base, people, material, *drawn[1]);
    check_limits(finding, base, people, nobody, material);
    check_fates(finding, base, nobody, material);
    check_labels(finding, base, material, drawn);
    return finding;
}

} // namespace mutualise::testing
