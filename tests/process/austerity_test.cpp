// Submodel 5.1: budgets and pressure, by hand.
#include "process/workplace.hpp"

#include <catch2/catch.hpp>

using namespace mutualise;
using namespace mutualise::testing;

namespace
{

/// Two bodies under this path of the planned budget.
Population planned(std::vector<BudgetPoint> path)
{
    Population people = tiny_population({.branches = 2});
    auto data = std::make_shared<SystemData>(*people.data);
    data->budget = std::move(path);
    people.data = data;
    return people;
}

double index_in(Workplace& work, Month month)
{
    work.lane.month = month;
    apply_austerity(work.lane);
    return work.lane.budget[BranchId{0}];
}

const ServiceId libraries{0}, health{1};

/// 1.00 to January 2011, down to 0.88 in January 2012 and 0.70 in January 2013; in no order, another service between.
const std::vector<BudgetPoint> path{{libraries, Month::of(2013, 1), 0.70},
                                    {health, Month::of(2011, 6), 0.10},
                                    {libraries, Month::of(2011, 1), 1.00},
                                    {libraries, Month::of(2012, 1), 0.88}};

} // namespace

TEST_CASE("the budget is linear between its points and constant outside them")
{
    Workplace work(planned(path));
    CHECK(index_in(work, Month::of(2010, 5)) == Approx(1).epsilon(1e-14));
    CHECK(index_in(work, Month::of(2011, 1)) == Approx(1).epsilon(1e-14));
    CHECK(index_in(work, Month::of(2011, 2)) == Approx(1 - 0.12 / 12).epsilon(1e-14));
    CHECK(index_in(work, Month::of(2011, 7)) == Approx(0.94).epsilon(1e-14));
    CHECK(index_in(work, Month::of(2012, 1)) == Approx(0.88).epsilon(1e-14));
    CHECK(index_in(work, Month::of(2012, 9)) == Approx(0.76).epsilon(1e-14)); // 8 of 12 months of a fall of 0.18
    CHECK(index_in(work, Month::of(2013, 1)) == Approx(0.70).epsilon(1e-14));
    CHECK(index_in(work, Month::of(2015, 12)) == Approx(0.70).epsilon(1e-14));
}

TEST_CASE("a service without a planned budget is not cut")
{
    Workplace work(planned({{health, Month::of(2010, 5), 0.5}}));
    CHECK(index_in(work, Month::of(2012, 1)) == 1);
    CHECK(work.lane.pressure[BranchId{0}] == 0);
}

TEST_CASE("cuts are scaled by their intensity and by the body's own factor, and pressure is 1 at a cut of 30 %")
{
    Workplace work(planned(path));
    work.parameters().austerity.intensity = 2;
    work.lane.cut_factor[OrganisationId{1}] = 1.5;
    work.lane.month = Month::of(2011, 7); // a planned cut of 0.06
    apply_austerity(work.lane);
    CHECK(work.lane.budget[BranchId{0}] == Approx(0.88).epsilon(1e-14));
    CHECK(work.lane.pressure[BranchId{0}] == Approx(0.4).epsilon(1e-13));
    CHECK(work.lane.budget[BranchId{1}] == Approx(0.82).epsilon(1e-14));
    CHECK(work.lane.pressure[BranchId{1}] == Approx(0.6).epsilon(1e-13));
    work.parameters().austerity.intensity = 1;
    work.lane.month = Month::of(2013, 1);
    apply_austerity(work.lane);
    CHECK(work.lane.pressure[BranchId{0}] == Approx(1).epsilon(1e-13));
}

TEST_CASE("a budget never falls below a twentieth")
{
    Workplace work(planned(path));
    work.parameters().austerity.intensity = 3;
    work.lane.cut_factor[OrganisationId{0}] = 2; // 0.30 * 6 = 1.8 would be cut
    work.lane.month = Month::of(2013, 1);
    apply_austerity(work.lane);
    CHECK(work.lane.budget[BranchId{0}] == 0.05);
    CHECK(work.lane.pressure[BranchId{0}] == Approx(0.95 / 0.30).epsilon(1e-14));
}

TEST_CASE("without intensity there is no pressure, and more intensity never means less")
{
    Workplace work(planned(path));
    double before = 0;
    for (int step = 0; step <= 30; ++step) {
        work.parameters().austerity.intensity = step / 10.0;
        work.lane.month = Month::of(2012, 6);
        apply_austerity(work.lane);
        CHECK(work.lane.pressure[BranchId{1}] >= before);
        before = work.lane.pressure[BranchId{1}];
        if (step == 0)
            CHECK(before == 0);
    }
}
