// Submodel 5.10: successes and failures as seen from different places, by hand.
#include "../../sim/process/precedent_view.hpp"
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

// Branches: libraries of body A in London; health of body A in London; libraries of B in London; of C in the north
// east.
const BranchId a_libraries{0}, a_health{1}, b_libraries{2}, c_libraries{3};

Population four_branches(double scale)
{
    Population people = tiny_population({.branches = 4, .units = 2});
    auto data = std::make_shared<SystemData>(*people.data);
    data->regions.push_back({.name = "north_east", .nation = Nation::england, .population_share = 0.5});
    people.data = data;
    people.settings.scale = scale;
    people.branches[a_health].organisation = people.branches[a_libraries].organisation;
    people.branches[a_health].service = ServiceId{1};
    people.branches[c_libraries].region = RegionId{1};
    for (Unit& unit : people.units) {
        const Branch& branch = people.branches[unit.branch];
        unit.organisation = branch.organisation;
        unit.service = branch.service;
        unit.region = branch.region;
    }
    return people;
}

Scenario hand()
{
    Scenario scenario;
    PrecedentParameters& p = scenario.parameters.precedents;
    p.half_life = 36;
    p.success_scale = 2;
    p.failure_scale = 3;
    p.weight_organisation = 0.9;
    p.weight_region = 0.3;
    p.weight_service = 0.04;
    p.visible_months = 6;
    p.public_loss_weight = 0.2;
    p.resistance_success = 1.1;
    p.resistance_failure = 0.7;
    return scenario;
}

UnitId first_unit(const Workplace& work, BranchId b) { return work.people.branches[b].units.first; }

double faded(double months) { return std::pow(2.0, -months / 36); }
auto success(double weighted) { return Approx(1 - std::exp(-weighted / 2)).epsilon(1e-12).margin(1e-15); }
auto failure(double weighted) { return Approx(1 - std::exp(-weighted / 3)).epsilon(1e-12).margin(1e-15); }

} // namespace

TEST_CASE("mutuals of different age and place are seen by body, region and service")
{
    const double scale = GENERATE(1.0, 0.25);
    Workplace work(four_branches(scale), hand());
    work.lane.row = 50;
    work.mutual(work.found(first_unit(work, a_libraries))).founded = 40; // ten months old
    work.mutual(work.found(first_unit(work, c_libraries))).founded = 10; // forty
    work.mutual(work.found(first_unit(work, b_libraries))).founded = 45; // five: not yet seen
    const MutualId gone = work.found(first_unit(work, a_health));
    work.mutual(gone).founded = 5;
    work.mutual(gone).live = false;
    record_precedents(work.lane);
    const double a = faded(10), c = faded(40);
    const auto seen = [&](BranchId b) { return precedents_seen(work.lane, b).success; };
    CHECK(seen(a_libraries) == success(0.9 * a + 0.04 * c / scale));
    CHECK(seen(a_health) == success(0.9 * a)); // the same body, another service
    CHECK(seen(b_libraries) == success((0.3 * a + 0.04 * c) / scale));
    CHECK(seen(c_libraries) == success(0.9 * c + 0.04 * a / scale));
    CHECK(precedents_seen(work.lane, a_libraries).failure == 0);
}

TEST_CASE("a mutual is seen from its sixth month on, and half as much three years later")
{
    Workplace work(four_branches(1), hand());
    work.mutual(work.found(first_unit(work, a_libraries)));
    for (int age = 0; age <= 60; ++age) {
        record_precedents(work.lane);
        const double expected = age >= 6 ? 0.3 * faded(age) : 0;
        CHECK(precedents_seen(work.lane, b_libraries).success == success(expected));
        next_month(work.lane);
    }
    CHECK(faded(36) == 0.5);
}

TEST_CASE("losses in a tender or a court are seen everywhere, silent ones in their own body only")
{
    for (std::size_t i = 0; i < reason_names.size(); ++i) {
        Workplace work(four_branches(1), hand());
        end_proposal(work.lane, work.propose(first_unit(work, a_libraries), Stage::review), static_cast<ExitReason>(i));
        work.pass_months(18);
        record_precedents(work.lane);
        const std::string_view name = reason_names[i];
        const bool in_public =
            name.starts_with("failed_") || name == "outbid" || name == "tender_abandoned" || name == "legal_challenge";
        const double weight = 0.2 * faded(18);
        const auto seen = [&](BranchId b) { return precedents_seen(work.lane, b).failure; };
        INFO(name);
        CHECK(seen(a_libraries) == failure(0.9 * weight));
        CHECK(seen(a_health) == failure(0.9 * weight));
        CHECK(seen(b_libraries) == failure(in_public ? 0.3 * weight : 0));
        CHECK(seen(c_libraries) == failure(in_public ? 0.04 * weight : 0));
    }
}

TEST_CASE("a failed mutual weighs one, besides what else was lost")
{
    Workplace work(four_branches(0.5), hand());
    const MutualId id = work.found(first_unit(work, b_libraries));
    work.mutual(id).reserves = -1e9;
    work.pass_months(1);
    trade(work.lane);
    end_proposal(work.lane, work.propose(UnitId{first_unit(work, b_libraries).value + 1}, Stage::procurement),
                 ExitReason::outbid);
    work.pass_months(12);
    record_precedents(work.lane);
    const double weight = 1.2 * faded(12);
    CHECK(precedents_seen(work.lane, b_libraries).failure == failure(0.9 * weight));
    CHECK(precedents_seen(work.lane, a_libraries).failure == failure(0.3 * weight / 0.5));
    CHECK(precedents_seen(work.lane, c_libraries).failure == failure(0.04 * weight / 0.5));
    CHECK(precedents_seen(work.lane, a_health).failure == 0);
    CHECK(precedents_seen(work.lane, b_libraries).success == 0);
}

TEST_CASE("a manager's resistance falls with successes and rises with failures")
{
    Scenario scenario = hand();
    scenario.parameters.review.resistance_mean = 0.4;
    scenario.parameters.review.resistance_spread = 0.8;
    const Workplace work(four_branches(1), scenario);
    Manager manager;
    manager.resistance = -0.5F;
    CHECK(resistance(work.lane, manager, {}) == Approx(libm_logistic(0.4 - 0.4)).epsilon(1e-12));
    CHECK(resistance(work.lane, manager, {.success = 0.6, .failure = 0.2}) ==
          Approx(libm_logistic(0.4 - 0.4 - 1.1 * 0.6 + 0.7 * 0.2)).epsilon(1e-12));
}
