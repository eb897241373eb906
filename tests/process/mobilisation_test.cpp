// Submodel 5.7: how long mobilising takes and who gives up, against the Gamma time and the hazard in closed form.
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// P(months = d) of a Gamma time of mean `mean` and whole `shape`, rounded to whole months and at least 1.
double months_chance(int d, double mean, int shape)
{
    const auto distribution = [&](double x) { // Erlang
        const double rate = shape / mean;
        double term = 1, sum = 0;
        for (int j = 0; j < shape; term *= x * rate / ++j)
            sum += term;
        return 1 - std::exp(-x * rate) * sum;
    };
    return distribution(d + 0.5) - (d == 1 ? 0 : distribution(d - 0.5));
}

constexpr double units = 9000;

Scenario quiet(double abandonment, double abandonment_request)
{
    Scenario scenario;
    MobilisationParameters& p = scenario.parameters.mobilisation;
    p.months = 8;
    p.shape = 4;
    p.abandonment = abandonment;
    p.abandonment_request = abandonment_request;
    p.challenge_base = -700; // no courts
    p.challenge_value = p.challenge_direct = p.challenge_density = 0;
    p.pension_bond_chance = 0;
    return scenario;
}

/// Every unit's proposal of this cohort mobilises from row 1 to its end.
struct Mobilised : Workplace {
    Mobilised(const Scenario& chosen, Cohort cohort)
        : Workplace(tiny_population({.branches = static_cast<int>(units), .team_posts = 2, .ties_each = 1}), chosen)
    {
        for (const UnitId u : people.units.ids())
            begin_mobilisation(lane, propose({u, 1}, Stage::procurement, Route::bottom_up, cohort));
        run_months(65, mobilise);
    }
    double founded() const { return over_time(Observable::mutuals_founded); }
};

} // namespace

TEST_CASE("as many are founded as survive their hazard through the Gamma time",
          "[statistical]") // false alarm about 1e-10 each
{
    const auto [cohort, hazard] = GENERATE(table<Cohort, double>({{Cohort::none, 0.03},
                                                                  {Cohort::pathfinder, 0.03},
                                                                  {Cohort::rtr1, 0.06},
                                                                  {Cohort::rtr2, 0.06},
                                                                  {Cohort::rtr3, 0.06}}));
    double survive = 0;
    for (int d = 1; d < 60; ++d)
        survive += months_chance(d, 8, 4) * std::pow(1 - hazard, d - 1);
    const Mobilised work(quiet(0.03, 0.06), cohort);
    CHECK(std::abs(work.founded() - units * survive) < binomial_tolerance(units, survive));
    CHECK(work.exits(ExitReason::abandoned_mobilising) == units - work.founded());
}

TEST_CASE("without the hazard all are founded, after the Gamma time", "[statistical]") // false alarm about 1e-10 each
{
    const Mobilised work(quiet(0, 0), Cohort::none);
    CHECK(work.founded() == units);
    double mean = 0, square = 0;
    for (int d = 1; d < 60; ++d) {
        mean += d * months_chance(d, 8, 4);
        square += d * d * months_chance(d, 8, 4);
    }
    double found_mean = 0;
    for (int d = 1; d < 30; ++d) {
        const double found = work.lane.trajectory.at(Observable::mutuals_founded, 1 + d, 0);
        found_mean += d * found / units;
        const double expected = months_chance(d, 8, 4);
        CHECK(std::abs(found - units * expected) < binomial_tolerance(units, expected) + 10); // + 10: rare months
    }
    CHECK(std::abs(found_mean - mean) < 6.5 * std::sqrt((square - mean * mean) / units));
}

TEST_CASE("a removed barrier founds all, a higher hazard never founds one that died before")
{
    Scenario scenario = quiet(0.1, 0.1);
    const Mobilised usual(scenario, Cohort::none);
    scenario.parameters.mobilisation.abandonment = 0.2;
    const Mobilised harder(scenario, Cohort::none);
    scenario.diagnostic.removed = 1U << static_cast<int>(ExitReason::abandoned_mobilising);
    const Mobilised open(scenario, Cohort::none);
    CHECK(open.founded() == units);
    CHECK(harder.founded() < usual.founded());
    for (const UnitId u : usual.people.units.ids())
        REQUIRE((harder.lane.units[u].owner != OwnerKind::mutual || usual.lane.units[u].owner == OwnerKind::mutual));
}

TEST_CASE("who mobilises without an award has its contract from that month on")
{
    Workplace work({.units = 2}, quiet(0, 0));
    const ProposalId fresh = work.propose(UnitId{0}, Stage::procurement),
                     awarded = work.propose(UnitId{1}, Stage::procurement);
    work.proposal(awarded).awarded = 0; // rows count from 0
    work.pass_months(4);
    begin_mobilisation(work.lane, fresh);
    begin_mobilisation(work.lane, awarded);
    CHECK(work.proposal(fresh).awarded == 5);
    CHECK(work.proposal(awarded).awarded == 0);
}

TEST_CASE("nothing that begins to mobilise is founded in the same month")
{
    Scenario scenario = quiet(0, 0);
    scenario.parameters.mobilisation.months = 0.5;
    scenario.parameters.mobilisation.shape = 50;
    Workplace work({.units = 3}, scenario);
    for (const UnitId u : work.people.units.ids())
        begin_mobilisation(work.lane, work.propose(u, Stage::procurement));
    mobilise(work.lane);
    CHECK(work.over_time(Observable::mutuals_founded) == 0);
    next_month(work.lane);
    mobilise(work.lane);
    CHECK(work.over_time(Observable::mutuals_founded) == 3);
}
