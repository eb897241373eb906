#include "miniature.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

using namespace mutualise;
using mutualise::testing::small_population;

namespace
{
/// Six and a fifth standard errors: passed by chance 6e-10 of the time.
double margin(double deviation, std::size_t n) { return 6.2 * deviation / std::sqrt(static_cast<double>(n)); }
} // namespace

TEST_CASE("posts' quantiles are uniform or standard normal", "[statistical]")
{
    const auto& employees = small_population().employees;
    double z = 0, z2 = 0, openness = 0, pension = 0, member = 0, champion = 0, product = 0;
    for (const EmployeeTraits& e : employees) {
        const double leaning = static_cast<double>(e.leaning) / normal_quantile_one;
        z += leaning;
        z2 += leaning * leaning;
        openness += e.openness / 255.0;
        pension += e.pension / 255.0;
        member += e.union_quantile / 65536.0;
        champion += e.champion_quantile / 65536.0;
        product += (e.openness / 255.0 - 0.5) * (e.champion_quantile / 65536.0 - 0.5);
    }
    const auto n = employees.size();
    const auto count = static_cast<double>(n);
    CHECK(z / count == Approx(0).margin(margin(1, n)));
    // Values beyond 4 are kept at the ends: 1e-4 at most of the variance.
    CHECK(z2 / count == Approx(1).margin(margin(1.4143, n) + 1e-4));
    CHECK(openness / count == Approx(0.5).margin(margin(0.2898, n)));
    CHECK(pension / count == Approx(0.5).margin(margin(0.2898, n)));
    CHECK(member / count == Approx(0.5).margin(margin(0.2887, n) + 1e-5));
    CHECK(champion / count == Approx(0.5).margin(margin(0.2887, n) + 1e-5));
    CHECK(product / count == Approx(0).margin(margin(0.0837, n)));
}

TEST_CASE("quantiles of units, teams, managers and organisations keep to their ranges and are not all alike",
          "[statistical]")
{
    const Population& people = small_population();
    double z2 = 0, resistance = 0, eligibility = 0;
    for (const Unit& u : people.units) {
        CHECK((u.eligibility > 0 && u.eligibility < 1));
        CHECK(std::abs(u.leaning) < 4);
        eligibility += u.eligibility;
        z2 += static_cast<double>(u.leaning) * static_cast<double>(u.leaning);
    }
    const auto units = people.units.size();
    CHECK(eligibility / static_cast<double>(units) == Approx(0.5).margin(margin(0.2887, units)));
    CHECK(z2 / static_cast<double>(units) == Approx(1).margin(margin(1.4143, units) + 1e-4));
    double team = 0;
    for (const Team& t : people.teams)
        team += static_cast<double>(t.leaning) / normal_quantile_one;
    CHECK(team / static_cast<double>(people.teams.size()) == Approx(0).margin(margin(1, people.teams.size())));
    for (const Manager& m : people.managers)
        resistance += m.resistance;
    CHECK(resistance / static_cast<double>(people.managers.size()) ==
          Approx(0).margin(margin(1, people.managers.size())));
    for (const Organisation& o : people.organisations)
        for (const float q : {o.strictness, o.leadership, o.finance})
            CHECK((q > 0 && q < 1));
}

TEST_CASE("another seed gives other people in the same structure of kinds and services")
{
    const auto other = synthesise(mutualise::testing::data(), PopulationSettings{.seed = 1, .scale = 0.02});
    CHECK(other.employees != small_population().employees);
    CHECK(other.contractors.size() == small_population().contractors.size());
}

TEST_CASE("contractors carry the data's services and figures")
{
    const Population& people = small_population();
    for (const ContractorId c : people.contractors.ids()) {
        const ContractorRow& row = people.data->contractors[c.value];
        CHECK(people.contractors[c].revenue == row.revenue);
        CHECK(people.contractors[c].bid_teams == row.bid_teams);
        CHECK(people.contractors[c].working_capital == row.working_capital);
        for (std::uint32_t s = 0; s < people.data->services.size(); ++s)
            CHECK((people.contractors[c].services >> s & 1U) == (std::ranges::count(row.services, ServiceId{s}) == 1));
    }
}
