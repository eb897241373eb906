#include "sanity/generosity.hpp"

#include "support/whole_runs.hpp"

#include <fmt/format.h>

namespace mutualise::testing
{

namespace
{

/// The kinds whose generosity this scenario tries: two of the eight in turn.
std::array<std::size_t, 2> kinds_tried(std::uint32_t number)
{
    const std::size_t kinds = ladder_names.size();
    return {number % kinds, (number + 1 + number / kinds % (kinds - 1)) % kinds};
}

double at_end(const Trajectory& record, Observable o) { return record.total(o, record.rows() - 1); }

} // namespace

Ladder climb(Finding& finding, const Scenario& base, const Population& people)
{
    Ladder ladder{{base}, {}};
    std::vector<std::size_t> kinds;
    for (const std::size_t kind : kinds_tried(finding.number)) {
        Scenario more = base;
        more.levers = more_generous(finding.number, base, kind);
        if (more.levers == base.levers)
            continue;
        ladder.scenarios.push_back(std::move(more));
        kinds.push_back(kind);
    }
    std::vector<const Scenario*> all;
    for (const Scenario& scenario : ladder.scenarios)
        all.push_back(&scenario);
    ladder.outcomes = runs_of(people, all, 0, seeds);
    for (std::size_t i = 1; i < all.size(); ++i) {
        double live = 0, founded = 0;
        bool sound = true;
        for (std::size_t seed = 0; seed < seeds; ++seed) {
            sound = sound && !ladder.at(seed, 0).failed && !ladder.at(seed, i).failed;
            const Trajectory &weak = ladder.at(seed, 0).trajectory, &strong = ladder.at(seed, i).trajectory;
            live += at_end(strong, Observable::mutuals_live_all) - at_end(weak, Observable::mutuals_live_all);
            founded +=
                sum_over_run(strong, Observable::mutuals_founded) - sum_over_run(weak, Observable::mutuals_founded);
        }
        if (!sound)
            continue; // a violation, and no part of an average
        finding.live[kinds[i - 1]] = live / seeds;
        finding.started[kinds[i - 1]] = founded / seeds;
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
