/// \file Random levers.
#include "sanity/drawn_scenario.hpp"
#include "sanity/draws.hpp"
#include "sanity/strengths.hpp"

#include <algorithm>
#include <type_traits>

namespace mutualise::testing
{

namespace
{

/// A random part of the rows, none of them empty; all of them half the time.
std::uint64_t draw_mask(Draws& draws, std::size_t rows)
{
    if (draws.chance(0.5))
        return ~std::uint64_t{0};
    std::uint64_t mask = 0;
    const double share = draws.unit();
    for (std::size_t r = 0; r < rows; ++r)
        mask |= static_cast<std::uint64_t>(draws.chance(share)) << r;
    return mask != 0 ? mask : std::uint64_t{1} << draws.below(static_cast<int>(rows));
}

LeverScope draw_scope(Draws& draws, const SystemData& data, const Horizon& horizon)
{
    LeverScope scope;
    scope.from = horizon.first - 12 + draws.below(horizon.months() + 8);
    scope.announced = scope.from - (draws.chance(0.5) ? draws.below(13) : 0);
    if (draws.chance(0.4))
        scope.until = std::max(scope.from + 1, horizon.first + 1) + draws.below(36);
    scope.services = draw_mask(draws, data.services.size());
    scope.regions = draw_mask(draws, data.regions.size());
    return scope;
}

/// A second spell of a kind, after the first.
template <class Lever>
void follow(Draws& draws, const Horizon& horizon, std::vector<Lever>& levers)
{
    const LeverScope first = levers.front().scope;
    if (first.until == never || first.until > horizon.last || !draws.chance(0.4))
        return;
    Lever second = levers.front();
    draw_strengths(draws, second);
    second.scope.id += "_later";
    second.scope.from = second.scope.announced = first.until;
    second.scope.until = never;
    levers.push_back(std::move(second));
}

} // namespace

/// The deadline lies in the horizon, the expedited review before it.
void draw_dates(Draws& draws, const Horizon& horizon, DivestmentDeadline& lever)
{
    lever.scope.until = never;
    lever.scope.from = std::min(lever.scope.from, horizon.last - 2);
    lever.scope.announced = std::min(lever.scope.announced, lever.scope.from);
    const Month earliest = std::max(lever.scope.from, horizon.first);
    lever.deadline = earliest + 1 + draws.below(horizon.last - earliest);
    if (draws.chance(0.5)) {
        lever.decide_by = earliest + draws.below(lever.deadline - earliest + 1);
        if (draws.chance(0.5) && lever.decide_by > lever.scope.from)
            lever.requests_until = lever.decide_by - draws.below(lever.decide_by - lever.scope.from);
    }
}

void draw_levers(std::uint32_t number, const SystemData& data, Scenario& scenario)
{
    Draws draws(number, Draws::levers);
    for_each_lever_kind([&]<class Lever>(std::vector<Lever> Levers::*kind) {
        if (!draws.chance(std::is_same_v<Lever, DivestmentDeadline> ? 0.2 : 0.4))
            return;
        Lever lever;
        draw_strengths(draws, lever);
        lever.scope = draw_scope(draws, data, scenario.horizon);
        lever.scope.id = Lever::name;
        if constexpr (std::is_same_v<Lever, DivestmentDeadline>)
            draw_dates(draws, scenario.horizon, lever);
        auto& levers = scenario.levers.*kind;
        levers = {std::move(lever)};
        if constexpr (!std::is_same_v<Lever, DivestmentDeadline>)
            follow(draws, scenario.horizon, levers);
    });
}

} // namespace mutualise::testing
