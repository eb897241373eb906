// Submodel 5.7: legal challenges and the pension bond.
#include "process/lever_makers.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr double units = 6000;

Scenario litigious(double log_odds, double end)
{
    Scenario scenario;
    MobilisationParameters& p = scenario.parameters.mobilisation;
    p.challenge_base = log_odds;
    p.challenge_value = p.challenge_direct = p.challenge_density = 0;
    p.challenge_end = end;
    p.abandonment = 0.05;
    p.pension_bond_chance = 0;
    return scenario;
}

struct Mobilised : Workplace {
    explicit Mobilised(const Scenario& chosen, ServiceId service = {}, double grant = 0)
        : Workplace(tiny_population(
                        {.branches = static_cast<int>(units), .team_posts = 2, .ties_each = 1, .service = service}),
                    chosen)
    {
        apply_policy(lane);
        for (const UnitId u : people.units.ids()) {
            const ProposalId id = propose(u, Stage::procurement);
            proposal(id).grant = grant;
            begin_mobilisation(lane, id);
        }
        run_months(66, mobilise);
    }
    int founded_row(UnitId u) const
    {
        return lane.units[u].owner == OwnerKind::mutual ? lane.mutuals[lane.units[u].owner_id].founded : -1;
    }
};

/// All are asked for a pension bond of a tenth of value; nobody guarantees it, nobody has a partner.
Scenario bonded()
{
    Scenario scenario = litigious(-700, 0);
    scenario.parameters.mobilisation.abandonment = 0;
    scenario.parameters.mobilisation.pension_bond_chance = 1;
    scenario.parameters.mobilisation.pension_bond_share = 0.1;
    scenario.parameters.mobilisation.pension_guarantee_chance = 0;
    scenario.parameters.procurement.partner_chance = 0;
    return scenario;
}

} // namespace

TEST_CASE("the chance of a challenge is the logistic of value, directness and density")
{
    MobilisationParameters p;
    p.challenge_base = -4.5;
    p.challenge_value = 0.5;
    p.challenge_direct = 0.7;
    p.challenge_density = 1.2;
    CHECK(challenge_chance(p, 1e7, false, 0) == Approx(libm_logistic(-4.5)).epsilon(1e-12));
    CHECK(challenge_chance(p, 2e7, true, 0.5) ==
          Approx(libm_logistic(-4.5 + 0.5 * std::log(2) + 0.7 + 0.6)).epsilon(1e-12));
    CHECK(challenge_chance(p, 1e6, false, 0.5) ==
          Approx(libm_logistic(-4.5 - 0.5 * std::log(10) + 0.6)).epsilon(1e-12));
}

TEST_CASE("a transfer is challenged by its own value, route and service")
{
    Scenario scenario = litigious(-4, 0.4);
    scenario.parameters.mobilisation.challenge_value = 0.5;
    scenario.parameters.mobilisation.challenge_direct = 0.7;
    scenario.parameters.mobilisation.challenge_density = 1.2;
    Workplace work({.units = 4}, scenario);
    work.lane.log.decisions = true;
    const ProposalId id = work.propose({UnitId{0}, 3}, Stage::procurement);
    work.proposal(id).direct_awarded = true;
    begin_mobilisation(work.lane, id);
    const double value = 3 * 6 * work.people.data->services[0].value_per_post;
    const double expected = libm_logistic(-4 + 0.5 * std::log(value / 1e7) + 0.7 + 1.2 * 0.56);
    CHECK(static_cast<double>(work.lane.trajectory.decisions.at(0).probability) == Approx(expected).epsilon(1e-6));
}

TEST_CASE("a court ends a transfer with the chance of a challenge times that of its end",
          "[statistical]") // false alarm about 1e-10
{
    const Mobilised work(litigious(std::log(0.3 / 0.7), 0.4));
    const double ended = work.exits(ExitReason::legal_challenge);
    CHECK(std::abs(ended - units * 0.12) < binomial_tolerance(units, 0.12));
    CHECK(ended + work.exits(ExitReason::abandoned_mobilising) + work.over_time(Observable::mutuals_founded) == units);
}

TEST_CASE("a challenge that ends nothing delays by its Gamma time, and the clock of giving up stands still",
          "[statistical]")
{
    const Mobilised unchallenged(litigious(-700, 0)), challenged(litigious(700, 0));
    double delay = 0, squares = 0, founded = 0;
    for (const UnitId u : unchallenged.people.units.ids()) {
        const int before = unchallenged.founded_row(u), after = challenged.founded_row(u);
        REQUIRE((before < 0) == (after < 0)); // the same ones give up
        if (before < 0)
            continue;
        REQUIRE(after > before);
        ++founded;
        delay += after - before;
        squares += (after - before) * (after - before);
    }
    // Mean 5 months, but for rounding up what is under half a month; the tolerance is 6.5 standard errors (1e-10).
    const double mean = delay / founded, error = std::sqrt((squares / founded - mean * mean) / founded);
    const double under_half = 1 - std::exp(-0.2) * 1.2; // Gamma of shape 2 and mean 5: P(X < 1/2)
    CHECK(std::abs(mean - 5) < 6.5 * error + under_half);
}

TEST_CASE("courts that always end it end all when they rule, without courts none is challenged")
{
    Scenario scenario = litigious(700, 1);
    CHECK(Mobilised(scenario).exits(ExitReason::legal_challenge) == units);
    scenario.diagnostic.removed = 1U << static_cast<int>(ExitReason::legal_challenge);
    const Mobilised open(scenario);
    CHECK(open.exits(ExitReason::legal_challenge) == 0);
    CHECK(open.over_time(Observable::mutuals_founded) > units / 2);
}

TEST_CASE("a transfer that a court ends is ended in the month of its ruling")
{
    Workplace work({.units = 20}, litigious(700, 1));
    for (const UnitId u : work.people.units.ids())
        begin_mobilisation(work.lane, work.propose(u, Stage::procurement));
    for (int month = 0; month < 30; ++month) {
        mobilise(work.lane);
        for (const Proposal& p : work.lane.proposals)
            CHECK(p.in_hand == (work.lane.row < p.court_ends));
        next_month(work.lane);
    }
    CHECK(work.exits(ExitReason::legal_challenge) == 20);
}

TEST_CASE("council staff fail for want of a pension bond as often as one is asked and nobody guarantees",
          "[statistical]") // 1e-10
{
    Scenario scenario = bonded();
    scenario.parameters.mobilisation.pension_bond_chance = 0.5;
    scenario.parameters.mobilisation.pension_guarantee_chance = 0.8;
    const Mobilised work(scenario);
    CHECK(std::abs(work.exits(ExitReason::failed_bond) - units * 0.1) < binomial_tolerance(units, 0.1));
    CHECK(work.exits(ExitReason::failed_bond) == work.over_time(Observable::bonds_refused));
    CHECK(std::abs(work.over_time(Observable::bonds_demanded) - units * 0.5) < binomial_tolerance(units, 0.5));
    CHECK(Mobilised(scenario, ServiceId{1}).over_time(Observable::bonds_demanded) == 0); // health has none
}

TEST_CASE("a grant, a partner, an exemption or a removed barrier stands the pension bond")
{
    const double value = 2 * tiny_data()->services[0].value_per_post;
    CHECK(Mobilised(bonded()).exits(ExitReason::failed_bond) == units);
    CHECK(Mobilised(bonded(), {}, 0.0999 * value).exits(ExitReason::failed_bond) == units);
    CHECK(Mobilised(bonded(), {}, 0.1001 * value).exits(ExitReason::failed_bond) == 0);
    Scenario small = bonded();
    small.parameters.mobilisation.pension_bond_share = 0.5 / value; // half a pound is a bond, too
    CHECK(Mobilised(small).exits(ExitReason::failed_bond) == units);
    Scenario partnered = bonded();
    partnered.parameters.procurement.partner_chance = 1;
    partnered.parameters.procurement.partner_equity = 0.4;
    const Mobilised partners(partnered);
    CHECK(partners.exits(ExitReason::failed_bond) == 0);
    CHECK(partners.lane.mutuals[0].equity_share == Approx(0.6)); // the partner takes its share for it
    Scenario exempt = bonded();
    exempt.levers = levers_of(in_spell<BondExemption>(Month::of(2009, 1)));
    CHECK(Mobilised(exempt).exits(ExitReason::failed_bond) == 0);
    exempt.levers.bond[0].months = 1; // a group not founded yet is younger than that
    CHECK(Mobilised(exempt).exits(ExitReason::failed_bond) == 0);
    exempt.levers.bond[0].share = 0.5;
    CHECK(Mobilised(exempt, {}, 0.0501 * value).exits(ExitReason::failed_bond) == 0);
    CHECK(Mobilised(exempt, {}, 0.0499 * value).exits(ExitReason::failed_bond) == units);
    Scenario removed = bonded();
    removed.diagnostic.removed = 1U << static_cast<int>(ExitReason::failed_bond);
    CHECK(Mobilised(removed).exits(ExitReason::failed_bond) == 0);
}
