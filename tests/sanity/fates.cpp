#include "sanity/fates.hpp"

#include "sanity/lever_pairs.hpp"

#include "support/fates.hpp"
#include "support/isolation.hpp"

#include <type_traits>

namespace mutualise::testing
{

namespace
{

struct IsolatedFates {
    Fates fates;
    std::string failure; ///< of a run, which then has no fates
    std::string lost() const
    {
        return fates.lost.empty() ? "" : fmt::format("{} lost: {}", fates.lost.size(), fates.lost.front());
    }
};

IsolatedFates isolated_fates(const ScenarioPair& pair, bool sponsored, const Population& nobody)
{
    const ScenarioPair alone = isolated_pair(pair, sponsored);
    const auto outcomes = runs_of(nobody, {&alone.weaker, &alone.stronger}, 0, 1);
    IsolatedFates found;
    for (const RunOutcome& outcome : outcomes)
        if (outcome.failed)
            found.failure = outcome.failure;
    if (found.failure.empty())
        compare_fates(outcomes[0].trajectory, outcomes[1].trajectory, found.fates);
    return found;
}

} // namespace

ScenarioPair isolated_pair(const ScenarioPair& pair, bool sponsored)
{
    ScenarioPair alone = pair;
    const bool about_deadline = pair.weaker.levers.deadline != pair.stronger.levers.deadline;
    for (Scenario* scenario : {&alone.weaker, &alone.stronger}) {
        Parameters& p = scenario->parameters;
        isolate(p);
        p.trading.volatility = p.trading.cost_spread = 0;
        p.procurement.direct_later_factor = 1;                                  // no new era to be early or late for
        p.attitudes.influence_most = std::min(p.attitudes.influence_most, 0.7); // attitudes settle in the spin-up
        p.attitudes.influence_least = std::min(p.attitudes.influence_least, p.attitudes.influence_most);
        scenario->horizon.spin_up_months = 40;
        scenario->horizon.last = std::max(scenario->horizon.last, Month::of(2013, 6));
        scenario->diagnostic = {};
        // Much to see: nobody refuses nearly everybody.
        for (double* chance : {&p.review.unit_manager_veto, &p.review.middle_manager_veto, &p.review.head_veto,
                               &p.review.finance_veto, &p.review.leadership_veto})
            *chance = std::min(*chance, -0.5);
        p.proposals.champion_share = std::max(p.proposals.champion_share, 0.02);
        p.proposals.building_months = std::min(p.proposals.building_months, 8.0);
        p.review.answer_chance = std::max(p.review.answer_chance, 0.4);
        p.mobilisation.months = std::min(p.mobilisation.months, 8.0);
        if (sponsored) { // a sponsor takes its whole branch: no staff proposal stands in its way
            p.proposals.launch_rate = 0;
            p.proposals.whole_branch_chance = 1;
            p.proposals.sponsor_rate = std::max(p.proposals.sponsor_rate, 0.05);
        } else {
            p.proposals.sponsor_rate = 0;
            p.proposals.launch_rate = 0.03; // beyond its bound: much to see
        }
        if (!about_deadline)
            scenario->levers.deadline.clear();
        for_each_lever_kind([&]<class Lever>(std::vector<Lever> Levers::*kind) {
            auto& spells = scenario->levers.*kind;
            spells.resize(std::min<std::size_t>(1, spells.size()));
            if constexpr (!std::is_same_v<Lever, DivestmentDeadline>) // it keeps its dates
                for (auto& lever : spells) {
                    lever.scope.from = lever.scope.announced = scenario->horizon.first - 24;
                    lever.scope.until = never;
                }
        });
        for (SupportProgramme& lever : scenario->levers.support)
            lever.budget = 1e12;
    }
    return alone;
}

void check_fates(Finding& finding, const Scenario& base, const Population& nobody, const Material& material)
{
    finding.exact_kind = finding.number % ladder_names.size();
    const bool sponsored = finding.number / ladder_names.size() % 2 != 0;
    const ScenarioPair pair = lever_pair(finding.number, base, finding.exact_kind);
    const IsolatedFates found = isolated_fates(pair, sponsored, nobody);
    finding.kept = found.fates.kept;
    finding.saved = found.fates.saved;
    const auto again = [&material, sponsored](const ScenarioPair& each) {
        return isolated_fates(each, sponsored, people_of(each.weaker, material.nobody));
    };
    const char* const who = sponsored ? "sponsors" : "staff";
    add(finding, fmt::format("identities, proposals alone ({})", who), found.failure, pair,
        [again](const ScenarioPair& each) { return again(each).failure; });
    add(finding,
        fmt::format("a more generous {} never ends a proposal alone ({})", ladder_names[finding.exact_kind], who),
        found.lost(), pair, [again](const ScenarioPair& each) { return again(each).lost(); });
}

} // namespace mutualise::testing
