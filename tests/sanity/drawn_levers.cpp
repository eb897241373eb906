/// \file Random levers, and the same made more generous.
#include "sanity/drawn_scenario.hpp"
#include "sanity/draws.hpp"

#include "mutualise/scenario/scenario_fields.hpp"

#include <algorithm>
#include <type_traits>

namespace mutualise::testing
{

namespace
{

/// A number within its bounds; sums of money and other wide ranges by orders of magnitude.
double draw_number(Draws& draws, double lower, double upper, bool integer)
{
    const double wide = 1e4;
    const double value = upper > wide ? draws.log_between(std::max(lower, 1e3), std::min(upper, 1e9))
                                      : draws.between(lower, std::min(upper, lower + 60));
    return integer ? std::round(value) : value;
}

template <class Lever>
void draw_strengths(Draws& draws, Lever& lever)
{
    for (const Field<Lever>& field : fields<Lever>()) {
        if (const auto* number = std::get_if<double Lever::*>(&field.member))
            lever.** number = draw_number(draws, field.lower, field.upper, field.integer);
        else if (const auto* truth = std::get_if<bool Lever::*>(&field.member))
            lever.** truth = draws.chance(0.5);
        else if (const auto* whole = std::get_if<int Lever::*>(&field.member))
            lever.** whole = draws.below(static_cast<int>(field.choices.size()));
    }
    if constexpr (std::is_same_v<Lever, PqqProportionality>)
        lever.turnover_cap = draws.between(0, 3); // beyond that it asks what is asked anyway
}

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

double nearer(Draws& draws, double from, double to) { return from + draws.between(0.3, 1) * (to - from); }

void raise(Draws& draws, RightToMutualise& lever)
{
    lever.strength = nearer(draws, lever.strength, 1);
    lever.response_months = std::max(1.0, std::floor(nearer(draws, lever.response_months, 1)));
    lever.arbiter_threshold = nearer(draws, lever.arbiter_threshold, 0);
    lever.arbiter = lever.arbiter && draws.chance(0.5);
    if (lever.contract == right_brings_no_contract && draws.chance(0.5))
        lever.contract = right_brings_direct;
}
void raise(Draws& draws, BondExemption& lever)
{
    lever.months = std::ceil(nearer(draws, lever.months, 120));
    lever.share = nearer(draws, lever.share, 1);
}
void raise(Draws& draws, ContractPreference& lever)
{
    lever.strength = nearer(draws, lever.strength, 1);
    lever.protected_months = std::ceil(nearer(draws, lever.protected_months, 120));
    lever.score_margin = nearer(draws, lever.score_margin, 1);
    lever.reserved = lever.reserved || draws.chance(0.3);
}
void raise(Draws& draws, PqqProportionality& lever)
{
    lever.turnover_cap = nearer(draws, lever.turnover_cap, 0);
    lever.accounts_years = nearer(draws, lever.accounts_years, 0);
    lever.balance_waived_months = std::ceil(nearer(draws, lever.balance_waived_months, 120));
    lever.count_predecessor = nearer(draws, lever.count_predecessor, 1);
}
void raise(Draws& draws, SupportProgramme& lever)
{
    const double more = draws.between(1, 3); // of the grant; the budget pays for as many groups and more
    lever.grant *= more;
    lever.budget *= more * draws.between(1, 10);
    lever.quality_gain = nearer(draws, lever.quality_gain, 1);
    lever.time_factor = nearer(draws, lever.time_factor, 0.1);
    lever.entry_quality = nearer(draws, lever.entry_quality, 0);
}
void raise(Draws& draws, PensionProtection& lever) { lever.share = nearer(draws, lever.share, 1); }
void raise(Draws& draws, AwarenessCampaign& lever) { lever.intensity = nearer(draws, lever.intensity, 5); }
void raise(Draws& draws, DivestmentDeadline& lever)
{
    lever.otherwise = default_mutual;
    lever.opt_out = nearer(draws, lever.opt_out, 1.01);
    lever.guaranteed_contract = true;
}

} // namespace

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

Levers more_generous(std::uint32_t number, const Scenario& scenario, std::size_t wanted)
{
    Levers levers = scenario.levers;
    std::size_t kind = 0;
    for_each_lever_kind([&]<class Lever>(std::vector<Lever> Levers::*member) {
        if (kind++ != wanted)
            return;
        Draws draws(number, Draws::generosity);
        auto& spells = levers.*member;
        if constexpr (!std::is_same_v<Lever, DivestmentDeadline>)
            if (spells.empty()) {
                Lever fresh;
                draw_strengths(draws, fresh);
                fresh.scope.id = Lever::name;
                fresh.scope.from = fresh.scope.announced = scenario.horizon.first + draws.below(13);
                spells.push_back(std::move(fresh));
            }
        for (Lever& lever : spells)
            raise(draws, lever);
    });
    return levers;
}

} // namespace mutualise::testing
