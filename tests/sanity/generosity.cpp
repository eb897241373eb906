#include "sanity/generosity.hpp"

#include "support/whole_runs.hpp"

#include <fmt/format.h>
#include <functional>

namespace mutualise::testing
{

namespace
{

double at_end(const Trajectory& record, Observable o) { return record.total(o, record.rows() - 1); }

} // namespace

Ladder climb(Finding& finding, const Scenario& base, const std::vector<LeverPair>& pairs, const Population& people)
{
    Ladder ladder{{base}, {}};
    std::vector<std::size_t> weaker, stronger; // where each pair's scenarios stand in the ladder
    for (const LeverPair& each : pairs) {
        const bool as_base = each.pair.weaker == base;
        if (!as_base)
            ladder.scenarios.push_back(each.pair.weaker);
        weaker.push_back(as_base ? 0 : ladder.scenarios.size() - 1);
        ladder.scenarios.push_back(each.pair.stronger);
        stronger.push_back(ladder.scenarios.size() - 1);
    }
    std::vector<const Scenario*> all;
    for (const Scenario& scenario : ladder.scenarios)
        all.push_back(&scenario);
    ladder.outcomes = runs_of(people, all, 0, seeds);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        double live = 0, founded = 0;
        bool sound = true;
        for (std::size_t seed = 0; seed < seeds; ++seed) {
            const RunOutcome &before = ladder.at(seed, weaker[i]), &after = ladder.at(seed, stronger[i]);
            sound = sound && !before.failed && !after.failed;
            const Trajectory &weak = before.trajectory, &strong = after.trajectory;
            live += at_end(strong, Observable::mutuals_live_all) - at_end(weak, Observable::mutuals_live_all);
            founded +=
                sum_over_run(strong, Observable::mutuals_founded) - sum_over_run(weak, Observable::mutuals_founded);
        }
        if (!sound)
            continue; // a violation, and no part of an average
        finding.live[pairs[i].kind] = live / seeds;
        finding.started[pairs[i].kind] = founded / seeds;
    }
    return ladder;
}

LiveAtEnd live_at_end(const ScenarioPair& pair, const Material& material, std::uint32_t first_seed, std::uint32_t count)
{
    const Population people = people_of(pair.weaker, material.data);
    const auto outcomes = runs_of(people, {&pair.weaker, &pair.stronger}, first_seed, count);
    LiveAtEnd live;
    for (std::size_t i = 0; i < outcomes.size(); i += 2) {
        for (const std::size_t side : {i, i + 1})
            if (outcomes[side].failed)
                live.failure = outcomes[side].failure;
        live.weaker.push_back(at_end(outcomes[i].trajectory, Observable::mutuals_live_all));
        live.stronger.push_back(at_end(outcomes[i + 1].trajectory, Observable::mutuals_live_all));
    }
    return live;
}

std::string where_they_went(const ScenarioPair& pair, const Material& material, std::uint32_t first_seed,
                            std::uint32_t count)
{
    const Population people = people_of(pair.weaker, material.data);
    const auto outcomes = runs_of(people, {&pair.weaker, &pair.stronger}, first_seed, count);
    std::string text;
    const auto line = [&](std::string_view name, const std::function<double(const Trajectory&)>& value) {
        double weak = 0, strong = 0;
        for (std::size_t i = 0; i < outcomes.size(); i += 2) {
            weak += value(outcomes[i].trajectory);
            strong += value(outcomes[i + 1].trajectory);
        }
        if (weak != strong)
            text += fmt::format("#   {:<28} {:>8} {:>8}\n", name, weak, strong);
    };
    const auto of_run = [](Observable o) { return [o](const Trajectory& t) { return sum_over_run(t, o); }; };
    line("launches", of_run(Observable::launches));
    for (std::size_t reason = 0; reason < reason_names.size(); ++reason)
        line(reason_names[reason], [reason](const Trajectory& t) { return exits(t, static_cast<ExitReason>(reason)); });
    line("mutuals founded", of_run(Observable::mutuals_founded));
    line("mutuals ended", of_run(Observable::mutuals_failed));
    line("mutuals live at the end", [](const Trajectory& t) { return at_end(t, Observable::mutuals_live_all); });
    line("employees in them", [](const Trajectory& t) { return at_end(t, Observable::employees_in_mutuals); });
    return text;
}

} // namespace mutualise::testing
