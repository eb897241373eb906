// Submodel 5.8: reserves with constant drift and Gaussian noise. Their chance of ruin within t months is, with
// Siegmund's correction (Siegmund 1985, Sequential Analysis, ch. 10), that of a Brownian motion (inverse Gaussian first
// passage) below a barrier 0.5826 standard deviations of a month farther away.
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

double normal_cdf(double z) { return std::erfc(-z / std::sqrt(2)) / 2; }

/// P(a Brownian motion of this drift and unit variance a month falls below -distance within t).
double passage(double distance, double drift, double t)
{
    return normal_cdf((-distance - drift * t) / std::sqrt(t)) +
           std::exp(-2 * drift * distance) * normal_cdf((-distance + drift * t) / std::sqrt(t));
}

constexpr double deviation = 0.2; ///< sigma, over the month's contract value
constexpr int mutuals_a_run = 2000, runs = 15;

/// Share of mutuals ruined within `months`, starting `distance` standard deviations above the limit, with `drift`
/// standard deviations a month.
double ruined_share(double distance, double drift, int months)
{
    Scenario scenario;
    TradingParameters& p = scenario.parameters.trading;
    p.volatility = deviation;
    p.cost_ratio = 1 - drift * deviation;
    p.cost_spread = p.motivation_productivity = p.absence_productivity = p.turnover_productivity = 0;
    p.recruitment_rate = p.price_cut_elasticity = p.inherited_mean = 0;
    p.failed_return_chance = 1;
    p.overdraft = 0.05;
    double ruined = 0;
    for (std::uint32_t run = 0; run < runs; ++run) {
        Workplace work(tiny_population({.branches = mutuals_a_run, .team_posts = 2, .ties_each = 1}), scenario,
                       run_key(6, run));
        for (const UnitId u : work.people.units.ids()) {
            Mutual& mutual = work.mutual(work.found(u));
            mutual.contract_ends = 1000;
            mutual.reserves = distance * deviation * mutual.contract_value / 12 - p.overdraft * mutual.contract_value;
        }
        for (int month = 0; month < months; ++month) {
            next_month(work.lane);
            trade(work.lane);
        }
        ruined += work.over_time(Observable::mutuals_failed);
    }
    return ruined / (mutuals_a_run * runs);
}

} // namespace

TEST_CASE("the chance of ruin is the inverse Gaussian's with Siegmund's correction", "[statistical]")
{
    const auto [distance, drift, months] =
        GENERATE(table<double, double, int>({{3, 0.1, 24}, {3, -0.1, 24}, {2, 0, 12}, {5, 0.2, 60}, {6, -0.2, 36}}));
    const double found = ruined_share(distance, drift, months);
    const double corrected = passage(distance + 0.5826, drift, months);
    // 6.5 standard errors (about 1e-10), and what the correction leaves at these distances (under 0.003).
    const double error = 6.5 * std::sqrt(corrected * (1 - corrected) / (mutuals_a_run * runs)) + 0.003;
    CHECK(std::abs(found - corrected) < error);
    CHECK(passage(distance, drift, months) - found > 0.02); // without the correction it would not do
}
