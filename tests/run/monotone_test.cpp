// Section 8, monotonicity: a more generous lever never turns a proposal that was founded into one that died, exactly,
// under common random numbers, in a world where it acts on each proposal alone (support/isolation.hpp): attitudes
// settled at the start, and a support budget that is never the limit.
#include "support/fates.hpp"
#include "support/isolation.hpp"
#include "support/sanitized.hpp"
#include "support/whole_runs.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

Scenario isolated()
{
    Scenario scenario =
        shipped("no-levers", {"population.scale=0.05", "horizon.spin_up_months=40", "horizon.last=2014-09"});
    Parameters& p = scenario.parameters;
    isolate(p);
    // Much to see: many launches, many tenders with rivals, bonds, challenges, pension bonds.
    p.proposals.launch_rate = 0.03;
    p.procurement.direct_health = p.procurement.direct_council = p.procurement.direct_central = 0.3;
    p.procurement.public_body_chance = 0.01;
    p.procurement.credit_chance = 0.5;
    p.procurement.partner_chance = 0.3;
    p.procurement.bond_base = 0.5;
    p.mobilisation.challenge_base = -2.5;
    p.mobilisation.pension_bond_chance = 0.8;
    p.mobilisation.pension_guarantee_chance = 0.4;
    return scenario;
}

LeverScope always()
{
    LeverScope scope;
    scope.id = "lever";
    scope.from = scope.announced = Month::of(2008, 1);
    return scope;
}

/// One lever from off to full, each rung at least as generous as the one before.
struct Ladder {
    std::string lever;
    std::vector<Levers> rungs;
};

Levers right(double strength, double months, bool arbiter = false, int contract = right_brings_no_contract)
{
    Levers levers;
    levers.right = {{.scope = always(),
                     .strength = strength,
                     .response_months = months,
                     .arbiter = arbiter,
                     .arbiter_threshold = 0.5,
                     .contract = contract}};
    return levers;
}

Levers bond(double share)
{
    Levers levers;
    levers.bond = {{.scope = always(), .months = 36, .share = share}};
    return levers;
}

Levers preference(double strength, double margin, bool reserved)
{
    Levers levers;
    levers.preference = {{.scope = always(),
                          .strength = strength,
                          .protected_months = 36,
                          .score_margin = margin,
                          .reserved = reserved}};
    return levers;
}

Levers pqq(double turnover, double years, double waived, double predecessor)
{
    Levers levers;
    levers.pqq = {{.scope = always(),
                   .turnover_cap = turnover,
                   .accounts_years = years,
                   .balance_waived_months = waived,
                   .count_predecessor = predecessor}};
    return levers;
}

Levers support(double grant, double gain, double time, double entry)
{
    Levers levers;
    levers.support = {{.scope = always(),
                       .budget = 1e12,
                       .grant = grant,
                       .quality_gain = gain,
                       .time_factor = time,
                       .entry_quality = entry}};
    return levers;
}

Levers pension(double share)
{
    Levers levers;
    levers.pension = {{.scope = always(), .share = share}};
    return levers;
}

Levers all(double part)
{
    Levers levers = right(part, part < 1 ? 6 : 1);
    levers.bond = bond(part).bond;
    levers.preference = preference(part * 0.8, part * 0.2, false).preference;
    levers.pqq = pqq(2 - part, 2 - 2 * part, part < 1 ? 0 : 36, part).pqq;
    levers.support = support(5e4 * part, part / 2, 1 - part / 2, 0.5 - part / 2).support;
    return levers;
}

std::vector<Ladder> ladders()
{
    std::vector<Ladder> each{
        {"right", {Levers{}, right(0.4, 12), right(0.8, 6), right(1, 1)}},
        {"right with an arbiter, then without", {Levers{}, right(0.5, 6, true), right(0.9, 6, true), right(0.9, 3)}},
        {"right that brings a direct award",
         {right(0.5, 6), right(0.5, 6, false, right_brings_direct), right(1, 6, false, right_brings_direct)}},
        {"bond exemption", {Levers{}, bond(0.5), bond(1)}},
        {"contract preference",
         {Levers{}, preference(0.3, 0, false), preference(0.7, 0.05, false), preference(1, 0.05, false)}},
        {"score margin and reservation",
         {preference(0, 0, false), preference(0, 0.1, false), preference(0, 0.3, false), preference(0, 0.3, true)}},
        {"pqq proportionality", {Levers{}, pqq(2, 1, 0, 0.7), pqq(0.5, 0, 36, 0.9), pqq(0, 0, 240, 1)}},
        {"support", {Levers{}, support(2e4, 0.1, 0.9, 0.5), support(5e4, 0.3, 0.7, 0.2), support(2e5, 0.6, 0.4, 0)}},
        {"pension protection", {Levers{}, pension(0.5), pension(1)}},
        {"all together", {Levers{}, all(0.3), all(0.7), all(1)}}};
    if (sanitized)
        each.erase(each.begin(), each.end() - 1);
    return each;
}

/// Runs every rung under every seed, in full batches, and compares each rung with the next.
Fates climb(const Population& people, const Scenario& base, const Ladder& ladder, std::uint32_t seeds)
{
    std::vector<Scenario> scenarios(ladder.rungs.size(), base);
    std::vector<RunRequest> requests;
    for (std::uint32_t seed = 0; seed < seeds; ++seed)
        for (std::size_t rung = 0; rung < ladder.rungs.size(); ++rung) {
            scenarios[rung].levers = ladder.rungs[rung];
            requests.push_back({&scenarios[rung], run_key(17, seed)});
        }
    const std::vector<RunOutcome> outcomes = run(people, requests);
    Fates fates;
    for (std::size_t i = 1; i < outcomes.size(); ++i)
        if (i % ladder.rungs.size() != 0)
            compare_fates(outcomes[i - 1].trajectory, outcomes[i].trajectory, fates);
    return fates;
}

/// Nobody stands at the start: proposals in hand would meet those launched.
const Population& people()
{
    static const Population all = synthesise(data_without_initial(), PopulationSettings{.scale = 0.05});
    return all;
}

constexpr std::uint32_t seeds = sanitized ? 1 : 3;

} // namespace

TEST_CASE("a more generous lever never turns a staff proposal that was founded into one that died")
{
    Scenario base = isolated();
    base.parameters.proposals.sponsor_rate = 0;
    for (const Ladder& ladder : ladders()) {
        const Fates fates = climb(people(), base, ladder, seeds);
        INFO(ladder.lever << ": " << fates.kept << " founded, " << fates.saved << " saved, " << fates.lost.size()
                          << " lost");
        CHECK(fates.lost == std::vector<std::string>{});
        CHECK(fates.kept > (sanitized ? 0 : 15));
        CHECK((sanitized || fates.saved > 0));
    }
}

// A sponsor takes its whole branch or nothing it could take in parts: no staff proposal stands in its way.
TEST_CASE("a more generous lever never turns a sponsored proposal that was founded into one that died")
{
    Scenario base = isolated();
    base.parameters.proposals.launch_rate = 0;
    base.parameters.proposals.sponsor_rate = 0.1;
    base.parameters.proposals.whole_branch_chance = 1;
    for (const Ladder& ladder : ladders()) {
        const Fates fates = climb(people(), base, ladder, seeds);
        INFO(ladder.lever << ": " << fates.kept << " founded, " << fates.saved << " saved, " << fates.lost.size()
                          << " lost");
        CHECK(fates.lost == std::vector<std::string>{});
        CHECK(fates.kept > (sanitized ? 0 : 15));
        CHECK((sanitized || fates.saved > 0));
    }
}
