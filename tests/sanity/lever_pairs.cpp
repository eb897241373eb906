#include "sanity/lever_pairs.hpp"

#include "sanity/draws.hpp"
#include "sanity/strengths.hpp"

#include <algorithm>
#include <cmath>

namespace mutualise::testing
{

namespace
{

/// Some of the way from one to the other, or all of it.
double nearer(Draws& draws, double from, double to)
{
    return draws.chance(0.5) ? to : from + draws.between(0.3, 1) * (to - from);
}

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
    lever.grant = std::min(lever.grant * more, 1e9);
    lever.budget = nearer(draws, lever.budget, 1e12);
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

/// Much reaches procurement: managers refuse few, cases are made and answered soon.
void open_the_way(Parameters& p)
{
    for (double* chance : {&p.review.unit_manager_veto, &p.review.middle_manager_veto, &p.review.head_veto,
                           &p.review.finance_veto, &p.review.leadership_veto})
        *chance = std::min(*chance, -2.0);
    p.proposals.champion_share = std::max(p.proposals.champion_share, 0.02);
    p.proposals.sponsor_rate = std::max(p.proposals.sponsor_rate, 0.2);
    p.proposals.building_months = std::min(p.proposals.building_months, 6.0);
    p.review.answer_chance = std::max(p.review.answer_chance, 0.5);
    p.mobilisation.months = std::min(p.mobilisation.months, 6.0);
}

/// No group fails a test before it is asked for a bond.
void ask_no_tests(ProcurementParameters& p)
{
    p.turnover_multiple = p.accounts_years = p.balance_share = p.track_record_chance = 0;
}

/// Every group is asked for bonds that only an exemption, a grant or its own history can spare it.
void ask_bonds(Parameters& p)
{
    p.procurement.bond_base = 6;
    p.procurement.direct_bond_factor = p.mobilisation.pension_bond_chance = 1;
    p.procurement.bond_share = std::max(p.procurement.bond_share, 0.1);
    p.mobilisation.pension_bond_share = std::max(p.mobilisation.pension_bond_share, 0.1);
    p.procurement.partner_chance = p.procurement.host_guarantee_chance = p.mobilisation.pension_guarantee_chance = 0;
}

/// A deadline in the horizon, where the scenario has none.
void set_deadline(std::uint32_t number, Scenario& scenario)
{
    if (!scenario.levers.deadline.empty())
        return;
    Draws draws(number, Draws::room);
    DivestmentDeadline lever;
    draw_strengths(draws, lever);
    lever.scope.id = DivestmentDeadline::name;
    lever.scope.from = lever.scope.announced = scenario.horizon.first + draws.below(13);
    draw_dates(draws, scenario.horizon, lever);
    scenario.levers.deadline = {std::move(lever)};
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

} // namespace

ScenarioPair lever_pair(std::uint32_t number, const Scenario& base, std::size_t kind)
{
    Scenario weaker = base;
    const std::string_view lever = ladder_names[kind];
    Parameters& p = weaker.parameters;
    if (lever == BondExemption::name || lever == PqqProportionality::name || lever == SupportProgramme::name)
        open_the_way(p);
    if (lever == BondExemption::name) {
        ask_no_tests(p.procurement);
        ask_bonds(p);
    }
    if (lever == DivestmentDeadline::name)
        set_deadline(number, weaker);
    ScenarioPair pair{weaker, weaker};
    pair.stronger.levers = more_generous(number, weaker, kind);
    return pair;
}

std::vector<LeverPair> lever_pairs(std::uint32_t number, const Scenario& base)
{
    std::vector<LeverPair> pairs;
    for (std::size_t kind = 0; kind < ladder_names.size(); ++kind)
        if (ScenarioPair pair = lever_pair(number, base, kind); !(pair.weaker == pair.stronger))
            pairs.push_back({kind, std::move(pair)});
    return pairs;
}

} // namespace mutualise::testing
