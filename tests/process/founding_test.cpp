// Submodel 5.7, the transfer itself: what a new mutual starts with.
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

#include <map>
#include <memory>
#include <utility>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

constexpr double value_per_unit = 6 * 38000;

Scenario without_inheritance()
{
    Scenario scenario;
    scenario.parameters.trading.inherited_mean = 0;
    return scenario;
}

} // namespace

TEST_CASE("a new mutual has its units, their value under the cuts, and what it was granted")
{
    Workplace work({.units = 4}, without_inheritance());
    work.lane.budget[BranchId{0}] = 0.9;
    work.lane.pressure[BranchId{0}] = 1.0 / 3;
    const ProposalId id = work.propose({UnitId{1}, 2}, Stage::mobilising);
    work.proposal(id).grant = 5000;
    work.proposal(id).partner_equity = 0.4;
    work.proposal(id).first_contract_price = 0.95;
    work.proposal(id).awarded = 1;
    work.proposal(id).protected_until = 61; // sixty months from the award
    work.pass_months(9);
    const Mutual& mutual = work.mutual(found_mutual(work.lane, id));
    CHECK(mutual.units == std::vector{UnitId{1}, UnitId{2}});
    CHECK(mutual.contract_value == Approx(2 * value_per_unit * 0.9 * 0.95));
    CHECK(mutual.price_ratio == 0.95);
    CHECK(mutual.reserves == 5000);
    CHECK(mutual.equity_share == 0.6);
    CHECK(mutual.pressure_at_award == work.lane.pressure[BranchId{0}]);
    CHECK(mutual.protected_until == 10 + 60); // they run from founding
    CHECK(mutual.contract_ends == 10 + 60);   // longer than any first term
    CHECK(mutual.founded == work.lane.row);
    CHECK_FALSE(work.proposal(id).in_hand);
    CHECK(work.lane.units[UnitId{2}].stage == Stage::mutual);
    CHECK_FALSE(work.lane.units[UnitId{2}].proposal.exists());
    CHECK(work.over_time(Observable::mutuals_founded) == 1);
}

TEST_CASE("a first term is three or five years in health and one to three elsewhere, each as often",
          "[statistical]") // 1e-10 each
{
    const ServiceId service = GENERATE(ServiceId{0}, ServiceId{1});
    Workplace work({.branches = 6000, .team_posts = 2, .ties_each = 1, .service = service});
    std::map<int, double> terms;
    for (const UnitId u : work.people.units.ids())
        ++terms[work.mutual(work.found(u)).contract_ends - work.lane.row];
    const std::vector<int> expected = service.value == 1 ? std::vector{36, 60} : std::vector{12, 24, 36};
    REQUIRE(terms.size() == expected.size());
    const double share = 1.0 / static_cast<double>(expected.size());
    for (const int term : expected)
        CHECK(std::abs(terms[term] - 6000 * share) < binomial_tolerance(6000, share));
}

TEST_CASE("what a mutual inherits is a Gamma share of its value", "[statistical]") // false alarm about 1e-10 each
{
    Scenario scenario;
    scenario.parameters.trading.inherited_mean = 0.04;
    scenario.parameters.trading.inherited_shape = 2;
    Workplace work({.branches = 10'000, .team_posts = 2, .ties_each = 1}, scenario);
    double sum = 0, squares = 0;
    for (const UnitId u : work.people.units.ids()) {
        const double share = work.mutual(work.found(u)).reserves / work.people.units[u].annual_value;
        REQUIRE(share > 0);
        sum += share;
        squares += share * share;
    }
    const double mean = sum / 10'000, variance = squares / 10'000 - mean * mean;
    CHECK(std::abs(mean - 0.04) < 6.5 * 0.04 / std::sqrt(2 * 10'000));
    // Gamma of shape 2: variance mean^2 / 2, fourth central moment 6 times the variance squared.
    CHECK(std::abs(variance - 0.0008) < 6.5 * 0.0008 * std::sqrt(5.0 / 10'000) * 1.1);
}

TEST_CASE("a first contract is dearer by the premium where a preference brought it directly, not otherwise")
{
    const bool under = GENERATE(true, false), direct = GENERATE(true, false);
    Scenario scenario = without_inheritance();
    scenario.parameters.trading.preference_premium = 0.03;
    Workplace work(TinyShape{}, scenario);
    const ProposalId id = work.propose(UnitId{0}, Stage::mobilising);
    work.proposal(id).under_preference = under;
    work.proposal(id).direct_awarded = direct;
    const Mutual& mutual = work.mutual(found_mutual(work.lane, id));
    const double premium = under && direct ? 0.03 : 0;
    CHECK(mutual.preference_premium == premium);
    CHECK(mutual.price_ratio == Approx(1 + premium));
    CHECK(mutual.contract_value == Approx(value_per_unit * (1 + premium)));
}

TEST_CASE("a founding is counted in its cohort with the months it took, and logged where asked for")
{
    Workplace work(TinyShape{});
    work.lane.log.proposals = true;
    work.pass_months(3);
    const ProposalId id = work.propose({UnitId{0}, 1}, Stage::mobilising, Route::bottom_up, Cohort::rtr2);
    work.pass_months(9);
    found_mutual(work.lane, id);
    const auto cohort = static_cast<std::size_t>(Cohort::rtr2);
    CHECK(work.lane.trajectory.at(Observable::founded_by_cohort, 13, cohort) == 1);
    CHECK(work.lane.trajectory.at(Observable::founding_months, 13, cohort) == 9);
    REQUIRE(work.lane.trajectory.proposals.size() == 1);
    const ProposalRow& row = work.lane.trajectory.proposals[0];
    CHECK(row.launched == 4);
    CHECK(row.ended == 13);
    CHECK(row.reason == -1);
    CHECK(row.stage == static_cast<std::uint8_t>(Stage::mutual));
    CHECK(row.flags == 16);
}

TEST_CASE("what leaves central government is no mutual of the record")
{
    const bool central = GENERATE(true, false);
    Population people = tiny_population(TinyShape{});
    auto data = std::make_shared<SystemData>(*people.data);
    data->organisation_kinds[0].central_government = central;
    people.data = data;
    Workplace work(std::move(people));
    CHECK(work.mutual(work.found(UnitId{0})).counts_for_record == !central);
}
